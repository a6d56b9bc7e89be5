import { edges } from './narration-edges.ts'
import {
  It,
  it,
  Segment,
  type EdgeWords,
  type SegmentWords,
  segment,
  type Side,
  what,
} from './narration-nouns.ts'

/**
 * Sentences that tell one event. They state facts in the order cause, action, state; they are short enough to be read
 * aloud in class. States, flags and calls stand in them as plain words: src/narration/parts.ts finds them again.
 */
export const narration = {
  // --- Start and end ---
  nothingYet: 'Nothing has happened yet.',
  listening: (a: { side: Side }) => `${It(a.side)} listens for connections.`,
  listeningAndAccepting: (a: { side: Side }) =>
    `${It(a.side)} listens for connections and waits in accept().`,
  end: {
    finished: 'Nothing is left to happen: every connection is closed.',
    'waiting-for-application': 'Nothing more will happen until an application makes its next call.',
    stopped: 'The scenario ends here.',
    'event-limit': 'The run is stopped: it has reached its limit of events.',
    'time-limit': 'The run is stopped: it has reached its limit of time.',
    loop: 'The run is stopped: too much happens at this one instant.',
    'size-limit': 'The run is stopped: the trace has reached its largest size.',
    cancelled: 'The run was cancelled.',
  },

  // --- State changes, by what makes them ---
  edges,

  /** A gap is closed, and with it a FIN is reached that had come before its turn. */
  finReached: (a: EdgeWords) =>
    `${Segment(a.segment)} closes the gap, so the FIN that waited behind it counts now: ${it(a.side)} enters ${a.to}.`,

  // --- Calls ---
  sends: (a: { side: Side; text: SegmentWords }) =>
    `${It(a.side)} calls send(): ${what(a.text)} on the wire.`,
  sendsInParts: (a: { side: Side; bytes: number; segments: number }) =>
    `${It(a.side)} calls send(): ${a.bytes} bytes leave in ${a.segments} segments.`,
  sendWaits: (a: { side: Side; bytes: string }) =>
    `${It(a.side)} calls send(): the ${a.bytes} bytes wait until they may be sent.`,
  finWaits: (a: { side: Side; call: string }) =>
    `${It(a.side)} calls ${a.call}(): its FIN has to wait behind what is still unsent.`,
  callBlocks: (a: { side: Side; call: string }) => `${It(a.side)} calls ${a.call}() and blocks.`,
  callMade: (a: { side: Side; call: string }) => `${It(a.side)} calls ${a.call}().`,
  /** A call that returns in the same instant. */
  callAtOnce: (a: { side: Side; call: string; result: number; errno: string }) =>
    `${It(a.side)} calls ${a.call}(), which ${a.errno === '' ? `returns ${a.result}` : `fails with ${a.errno}`}.`,
  callReturns: (a: { side: Side; call: string; result: number }) => `${a.call}() returns ${a.result}.`,
  callFails: (a: { side: Side; call: string; errno: string }) =>
    `${It(a.side)}’s ${a.call}() fails with ${a.errno}.`,
  readsEndOfFile: (a: { side: Side; call: string }) => `${a.call}() returns 0: end of file.`,
  andCloses: (a: { side: Side; call: string; to: string }) =>
    `${It(a.side)}’s application calls ${a.call}() at once, so a FIN goes out too: ${a.to}.`,

  // --- Arrivals that change no state ---
  inOrder: (a: { side: Side; segment: SegmentWords; reply: string }) =>
    `${It(a.side)} receives ${segment(a.segment)} in order${a.reply === '' ? '; the ACK may wait' : ' and acknowledges it'}.`,
  /** Text that this connection's peer never wrote. */
  foreignData: (a: { text: SegmentWords; isForged: boolean }) =>
    `${a.isForged ? 'Forged data' : 'Data of the previous connection'} reaches the reader as if it were genuine: ${what(a.text)}.`,
  beyondGap: (a: { side: Side; segment: SegmentWords; ack: string }) =>
    `${Segment(a.segment)} arrives beyond a gap. ${It(a.side)} keeps it and repeats what it still awaits: ack=${a.ack}.`,
  acknowledges: (a: { side: Side; segment: SegmentWords; ack: string; all: boolean }) =>
    `${Segment(a.segment)} arrives: up to ack=${a.ack} ${it(a.side)}’s data is safe${a.all ? ', its timer stops' : ', the timer starts anew'}.`,
  windowOpens: (a: { side: Side; segment: SegmentWords; bytes: string }) =>
    `${Segment(a.segment)} opens the window again: ${it(a.side)} may send ${a.bytes} bytes.`,
  windowCloses: (a: { side: Side; segment: SegmentWords }) =>
    `${Segment(a.segment)} announces window 0: ${it(a.side)} must not send more.`,
  finAgain: (a: { side: Side; segment: SegmentWords; wait: string }) =>
    a.wait === ''
      ? `${Segment(a.segment)} comes again: its sender has not seen the ACK. ${It(a.side)} acknowledges it once more.`
      : `${Segment(a.segment)} comes again: its sender has not seen the last ACK. ${It(a.side)} repeats it and starts 2MSL anew: ${a.wait}.`,
  finCopy: (a: { side: Side; segment: SegmentWords; wait: string }) =>
    `${Segment(a.segment)} arrives. ${It(a.side)} has it already and acknowledges it again${a.wait === '' ? '' : `; 2MSL start anew: ${a.wait}`}.`,
  /** An ACK that a probe has drawn. */
  probeAnswered: {
    keepalive: (a: { side: Side; segment: SegmentWords }) =>
      `${Segment(a.segment)} answers the keepalive probe: ${it(a.segment.from)} is still there.`,
    'zero-window': (a: { side: Side; segment: SegmentWords }) =>
      `${Segment(a.segment)} answers the window probe: the window is still closed.`,
  },
  discards: (a: { side: Side; segment: SegmentWords; reply: string }) =>
    `${It(a.side)} discards ${segment(a.segment)}${a.reply === '' ? '' : ` and answers ${a.reply}`}.`,
  arrives: (a: { side: Side; segment: SegmentWords; reply: string }) =>
    `${Segment(a.segment)} reaches ${it(a.side)}${a.reply === '' ? ' and changes nothing' : `, which answers ${a.reply}`}.`,

  // --- Losses and copies ---
  lost: (a: { segment: SegmentWords; byFault: boolean }) =>
    `${Segment(a.segment)} is ${a.byFault ? 'dropped' : 'lost'} on the way.`,
  /** What a loss means, by what was lost. */
  lostMeans: {
    timer: (from: Side) => `${It(from)} learns of it only because no ACK comes.`,
    ack: 'A pure ACK is not retransmitted by itself.',
    rst: 'A RST is sent once only.',
    spare: 'It was only a copy.',
  },
  duplicated: 'The network makes a copy of it, which arrives later.',

  // --- Timers ---
  resent: (a: { side: Side; segment: SegmentWords; seq: string; after: string }) =>
    `No ACK came for ${it(a.side)}’s ${what(a.segment)}, so after ${a.after} its retransmission timer fired: the same ${a.segment.flags === '' ? 'data' : a.segment.flags} (seq=${a.seq}) goes out again.`,
  resentSyn: (a: { side: Side; segment: SegmentWords; after: string }) =>
    `No answer to ${it(a.side)}’s ${what(a.segment)} within ${a.after}: the timer fired, and the same ${what(a.segment)} goes out again.`,
  stillInTimeWait: (a: { side: Side }) => `${It(a.side)} is still in TIME-WAIT to answer it.`,
  nextWait: (a: { wait: string }) => `The next wait is longer: ${a.wait}.`,
  timers: {
    retransmission: (a: { side: Side; after: string; sent: string }) =>
      `${It(a.side)}’s retransmission timer fired after ${a.after}${sends(a.sent)}.`,
    persist: (a: { side: Side; after: string; sent: string }) =>
      `The window has been closed for ${a.after}: ${it(a.side)} sends a probe to ask whether it has opened.`,
    'time-wait': (a: { side: Side; after: string; sent: string }) => `2MSL (${a.after}) are over.`,
    'delayed-ack': (a: { side: Side; after: string; sent: string }) =>
      `${It(a.side)}’s ACK has waited ${a.after} for data to ride on; now it leaves alone.`,
    keepalive: (a: { side: Side; after: string; sent: string }) =>
      `Silence for ${a.after}: ${it(a.side)} sends a keepalive probe to see whether its peer is still there.`,
    'fin-wait-2': (a: { side: Side; after: string; sent: string }) =>
      `${It(a.side)} has waited ${a.after} in FIN-WAIT-2.`,
    'user-timeout': (a: { side: Side; after: string; sent: string }) =>
      `${It(a.side)}’s user timeout of ${a.after} is over.`,
    connect: (a: { side: Side; after: string; sent: string }) =>
      `${It(a.side)}’s limit of ${a.after} for opening a connection is reached.`,
    'loss-probe': (a: { side: Side; after: string; sent: string }) =>
      `No ACK for ${a.after}: ${it(a.side)} sends its last segment once more as a tail loss probe.`,
    reorder: (a: { side: Side; after: string; sent: string }) =>
      `Something sent later has arrived, so after ${a.after} ${it(a.side)} takes the earlier one for lost${sends(a.sent)}.`,
  },

  // --- Remarks ---
  notes: {
    'rto-reset-after-syn-loss': 'Its SYN timer had expired, so its RTO now begins at 3 s.',
    'time-wait-restarted': '2MSL begin anew.',
    'time-wait-assassinated': 'The protection of TIME-WAIT is gone.',
    'time-wait-reopened': 'Its new numbers begin above all the old ones.',
    'time-wait-returned': 'The old wait goes on to its old end.',
    'time-wait-skipped': 'Nobody is left to answer a resent FIN.',
    'ack-out-of-range': 'It acknowledges something far outside what was sent.',
    'challenge-ack-limited': 'Answers to such segments are limited, so none goes out.',
    'rtt-sample': 'A round trip was measured.',
    'unread-data-lost': 'Data that nobody had read is lost.',
    'data-after-close': 'It came after close().',
    'two-way-open': 'A late old SYN would have been believed as well.',
    'syn-cookie-sent': 'All it needs to remember is in the number of its SYN,ACK: a SYN cookie.',
    'syn-cookie-accepted': 'No queue was needed until now.',
    'syn-cookie-invalid': 'The cookie is not valid.',
    'syn-dropped-backlog-full': 'The queue of half-open connections is full.',
    'accept-queue-full': 'The accept queue is full.',
    'fast-open-accepted': 'Its Fast Open cookie is valid: the data is delivered before the handshake ends.',
    'out-of-order-kept': 'It waits in the queue for what is missing.',
    'security-mismatch': 'Its security level does not match.',
  },
  signals: {
    established: 'The connection is established.',
    'remote-closed': 'The reader sees the end of file.',
    reset: 'The application learns of it as ECONNRESET.',
    refused: 'The application learns of it as ECONNREFUSED.',
    'timed-out': 'The application learns of it as ETIMEDOUT.',
    closed: 'Everything sent has been acknowledged.',
    urgent: 'Urgent data is announced.',
    'send-space': 'There is room to send again.',
  },
  queues: (a: { side: Side; syn: number; accept: number }) =>
    `${It(a.side)} now holds ${a.syn} half-open and ${a.accept} unaccepted connections.`,
  rebooted: (a: { side: Side }) =>
    `${It(a.side)} restarts. All its connections are forgotten, and nothing is sent.`,
  timerSet: (a: { side: Side; timer: string; wait: string }) =>
    `${It(a.side)} sets its ${a.timer} timer to ${a.wait}.`,
  timerCancelled: (a: { side: Side; timer: string }) => `${It(a.side)} stops its ${a.timer} timer.`,
  injected: (a: { segment: SegmentWords }) => `${Segment(a.segment)} is put on the wire by the scenario.`,
  sent: (a: { segment: SegmentWords }) => `${Segment(a.segment)} is sent.`,
  tcbChanged: (a: { side: Side }) => `Only variables of ${it(a.side)} change.`,
}

function sends(flags: string): string {
  return flags === '' ? '' : `: ${flags} goes out again`
}
