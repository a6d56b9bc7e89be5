import { type EdgeWords, It, it, peer, Segment } from './narration-nouns.ts'

/** Sentences for state changes, by what makes them: `EdgeEvent` of the engine. */
export const edges = {
  'open-passive': (a: EdgeWords) => `${It(a.side)} opens a listening socket: LISTEN.`,
  'open-active': (a: EdgeWords) =>
    a.from === 'TIME-WAIT'
      ? `${It(a.side)} calls connect() and reuses its port out of TIME-WAIT: a SYN above all old numbers goes out.`
      : `${It(a.side)} calls connect(): a SYN with its initial sequence number goes out. It waits in SYN-SENT.`,
  'send-opens': (a: EdgeWords) => `${It(a.side)} sends out of LISTEN, which opens actively: a SYN goes out.`,
  'rcv-syn': (a: EdgeWords) =>
    a.from === 'SYN-SENT'
      ? `${Segment(a.segment)} crosses ${it(a.side)}’s own: both open at once. ${It(a.side)} answers SYN,ACK and enters SYN-RECEIVED.`
      : `${Segment(a.segment)} arrives.${reply(a)} ${It(a.side)} is in SYN-RECEIVED.`,
  'rcv-syn-ack': (a: EdgeWords) =>
    `${Segment(a.segment)} acknowledges ${it(a.side)}’s SYN. ${It(a.side)}${answers(a.reply)} is ESTABLISHED.`,
  'rcv-syn-ack-fin': (a: EdgeWords) =>
    `${Segment(a.segment)} opens and ends at once: ${it(a.side)} is in CLOSE-WAIT.`,
  'rcv-ack-of-syn': (a: EdgeWords) =>
    `${Segment(a.segment)} acknowledges ${it(a.side)}’s SYN: now ${it(a.side)} is ESTABLISHED.`,
  'rcv-ack-of-syn-and-fin': (a: EdgeWords) =>
    `${Segment(a.segment)} completes the handshake and ends the stream: CLOSE-WAIT.`,
  'rcv-ack-of-syn-close-queued': (a: EdgeWords) =>
    `${Segment(a.segment)} completes the handshake, and the close() that waited takes effect: FIN-WAIT-1.`,
  'rcv-crossing-syn-ack': (a: EdgeWords) =>
    `${Segment(a.segment)} acknowledges ${it(a.side)}’s SYN: ${it(a.side)} is ESTABLISHED, with no further message.`,
  'rcv-new-syn': (a: EdgeWords) =>
    `${Segment(a.segment)} is provably newer than the old connection: ${it(a.side)} leaves TIME-WAIT for SYN-RECEIVED.`,
  'rcv-syn-in-window': (a: EdgeWords) =>
    a.to === 'LISTEN'
      ? `${Segment(a.segment)} does not fit this handshake: ${it(a.side)} goes back to LISTEN.`
      : `${Segment(a.segment)} lies in the window, and without RFC 5961 that resets: ${it(a.side)} is CLOSED.`,
  'cookie-accepted': (a: EdgeWords) =>
    `${Segment(a.segment)} returns a valid SYN cookie: only now does ${it(a.side)} make the connection, ESTABLISHED.`,
  'two-way-open': (a: EdgeWords) =>
    `No real TCP does this: ${it(a.side)} believes the SYN at once and is ESTABLISHED, though nobody confirmed it.`,
  'one-way-open': (a: EdgeWords) =>
    `No real TCP does this: one SYN is all, and ${it(a.side)} calls itself ESTABLISHED.`,
  'four-way-open': (a: EdgeWords) =>
    `No real TCP does this: the ACK of its SYN came by itself, now the other SYN follows. ${It(a.side)}${answers(a.reply)} is ESTABLISHED.`,

  close: (a: EdgeWords) => closeSentence(a),
  'close-unread': (a: EdgeWords) =>
    `${It(a.side)} calls close() with data unread, so a RST goes out instead of a FIN. ${It(a.side)} is CLOSED.`,
  abort: (a: EdgeWords) =>
    a.reply === ''
      ? `${It(a.side)} aborts: the connection is deleted and nothing is sent.`
      : `${It(a.side)} aborts with SO_LINGER 0: one ${a.reply} goes out, and it is CLOSED at once.`,
  'rcv-fin': (a: EdgeWords) => finSentence(a),
  'rcv-fin-and-ack-of-fin': (a: EdgeWords) =>
    `${Segment(a.segment)} also acknowledges ${it(a.side)}’s own: straight to TIME-WAIT, for ${twoMsl(a.wait)}.`,
  'rcv-ack-of-fin': (a: EdgeWords) => ackOfFinSentence(a),
  'time-wait-timeout': (a: EdgeWords) =>
    `${twoMsl(a.wait)} are over: all segments of this connection should have left the network. ${It(a.side)} is CLOSED.`,
  'time-wait-skipped': (a: EdgeWords) =>
    `No real TCP does this: TIME-WAIT is switched off, so ${it(a.side)} is CLOSED right after the last FIN.`,
  'fin-wait-2-timeout': (a: EdgeWords) =>
    `No FIN came for ${a.wait} and no process holds the socket: the system ends FIN-WAIT-2. ${It(a.side)} is CLOSED.`,
  'rcv-rst': (a: EdgeWords) => rstSentence(a),
  'rcv-data-after-close': (a: EdgeWords) =>
    `${Segment(a.segment)} arrives, but after close() nobody can read it: a RST answers, ${it(a.side)} is CLOSED.`,
  'user-timeout': (a: EdgeWords) =>
    `Nothing was acknowledged for too long, so ${it(a.side)} gives up: ${a.from} ends in CLOSED.`,
  'keepalive-timeout': (a: EdgeWords) =>
    `No keepalive probe was answered: ${it(a.side)} takes its peer for dead and is CLOSED.`,
  'icmp-hard-error': (a: EdgeWords) => `A hard ICMP error ends the connection: ${it(a.side)} is CLOSED.`,
  'security-mismatch': (a: EdgeWords) =>
    `The security level does not match: ${it(a.side)} resets and is CLOSED.`,
  'host-crash': (a: EdgeWords) => `${It(a.side)} forgets the connection in ${a.from} and tells nobody.`,
}

const answers = (reply: string): string => (reply === '' ? '' : ` answers ${reply} and`)

function reply({ reply: flags }: EdgeWords): string {
  return flags === 'SYN,ACK' ? ' One segment, SYN,ACK, answers it and carries the other initial number.' : ''
}

function closeSentence({ side, from, to, call, reply: sent }: EdgeWords): string {
  if (to === 'CLOSED') {
    const how = from === 'LISTEN' ? 'closes its listener' : 'calls close() before any answer: nothing is sent'
    return `${It(side)} ${how}.`
  }
  if (call === '') return `The close() that waited takes effect: ${it(side)} is in ${to}.`
  const fin = sent === '' ? 'its FIN waits behind unsent data' : 'its FIN says that no more data will come'
  if (to === 'LAST-ACK')
    return `${It(side)} calls ${call}() as well: ${fin}. In LAST-ACK it waits for the ACK.`
  return `${It(side)} calls ${call}(): ${fin}. It enters FIN-WAIT-1.`
}

function finSentence(a: EdgeWords): string {
  const arrived = `${Segment(a.segment)} arrives`
  if (a.to === 'CLOSING') {
    return `${arrived} before ${it(a.side)}’s own is acknowledged: both close at once. ${It(a.side)} enters CLOSING.`
  }
  if (a.to === 'TIME-WAIT')
    return `${arrived}. ${It(a.side)} sends the last ACK and waits in TIME-WAIT for ${twoMsl(a.wait)}.`
  const acknowledged = a.reply === '' ? '' : ' acknowledges it and'
  return `${arrived}. ${It(a.side)}${acknowledged} enters CLOSE-WAIT.`
}

function ackOfFinSentence(a: EdgeWords): string {
  const acknowledged = `${Segment(a.segment)} acknowledges ${it(a.side)}’s FIN`
  switch (a.to) {
    case 'FIN-WAIT-2':
      return `${acknowledged}. In FIN-WAIT-2 it waits for ${peer(a.side)}’s FIN and can still receive.`
    case 'TIME-WAIT':
      return `${acknowledged}: both directions are closed. ${It(a.side)} waits in TIME-WAIT for ${twoMsl(a.wait)}.`
    default:
      return `${acknowledged}: the passive side needs no wait and is CLOSED at once.`
  }
}

function rstSentence(a: EdgeWords): string {
  if (a.from === 'SYN-SENT') return `${Segment(a.segment)} refuses the connection: ${it(a.side)} is CLOSED.`
  if (a.to === 'LISTEN')
    return `${Segment(a.segment)} takes the SYN back: ${it(a.side)} returns to LISTEN, and accept() never learns of it.`
  if (a.to === 'TIME-WAIT')
    return `${Segment(a.segment)} shows that the SYN was an old one: ${it(a.side)} goes back to TIME-WAIT.`
  if (a.from === 'TIME-WAIT')
    return `${Segment(a.segment)} ends TIME-WAIT before its time: ${it(a.side)} is CLOSED (TIME-WAIT assassination).`
  return `${Segment(a.segment)} ends the connection: ${it(a.side)} is CLOSED at once, whatever was still to come.`
}

/** A capture does not tell how long it lasts. */
function twoMsl(wait: string): string {
  return wait === '' ? '2MSL' : `2MSL (${wait})`
}
