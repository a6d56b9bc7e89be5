import type { ScenarioTitles } from '../texts.ts'

export const en: ScenarioTitles = {
  'open-normal': { title: 'Three-way handshake', variants: [] },
  'open-syn-lost': { title: 'The SYN is lost', variants: [] },
  'open-synack-lost': {
    title: 'The SYN,ACK is lost',
    variants: ['A repeated SYN draws an ACK, to the letter', 'A repeated SYN draws the SYN,ACK, as deployed'],
  },
  'open-ack-lost': {
    title: 'The handshake’s last ACK is lost',
    variants: [
      'The client is silent: the server’s timer mends it',
      'The client sends: its data bring the ACK',
    ],
  },
  'open-all-syn-lost': {
    title: 'No answer at all: ETIMEDOUT',
    variants: [
      'RFC 9293: doubling up to 60 s, R2 of 180 s',
      'Linux up to 6.4: six retries',
      'Linux from 6.5: four retries a second apart first',
    ],
  },
  'open-refused': { title: 'Connection refused', variants: [] },
  'open-simultaneous': {
    title: 'Simultaneous open',
    variants: ['As Figure 7 draws it', 'The sequence check taken literally'],
  },
  'old-dup-syn-three-way': {
    title: 'An old SYN meets three messages',
    variants: ['The client has given up', 'The client is opening again', 'The client is in TIME-WAIT'],
  },
  'old-dup-syn-two-way': {
    title: 'An old SYN meets two messages',
    variants: ['The client’s RST gets lost', 'The client answers with RST', 'The second message is lost'],
  },
  'handshake-message-count': {
    title: 'One, two, three or four messages?',
    variants: [
      'One message (counterfactual)',
      'Two messages (counterfactual)',
      'Three messages: TCP',
      'Four messages, SYN and ACK apart (counterfactual)',
      'Four messages that are real: simultaneous open',
    ],
  },
  'options-negotiation': {
    title: 'What the SYNs agree on',
    variants: ['Both offer everything', 'The server offers only MSS'],
  },
  'isn-and-sequence-numbers': {
    title: 'Counting SEQ and ACK',
    variants: ['Data in both directions', 'Past 2^32 and on from 0'],
  },
  'syn-flood-backlog': { title: 'SYN flood: one entry, 63 seconds', variants: [] },
  'syn-flood-cookies': {
    title: 'SYN cookies',
    variants: ['Nothing stored until the ACK', 'The ACK is lost', 'A guessed cookie'],
  },
  'tfo-data-in-syn': {
    title: 'Data on the SYN: Fast Open',
    variants: ['The cookie is accepted', 'The cookie is refused'],
  },
  'close-normal': { title: 'Four-segment close', variants: [] },
  'close-three-segments': { title: 'Three-segment close', variants: [] },
  'close-half-close-data': { title: 'Half-close: the other side still sends', variants: [] },
  'close-simultaneous': { title: 'Simultaneous close', variants: [] },
  'close-fin1-lost': { title: 'The first FIN is lost', variants: [] },
  'close-ack1-lost': {
    title: 'The ACK of the first FIN is lost',
    variants: [
      'The server closes late: the FIN comes again',
      'The server closes soon: its FIN brings the ACK',
    ],
  },
  'close-fin2-lost': { title: 'The second FIN is lost', variants: [] },
  'close-ack2-lost': { title: 'The last ACK is lost', variants: [] },
  'close-fin-reordered': {
    title: 'A FIN ahead of its data',
    variants: ['The data are overtaken', 'The data are lost'],
  },
  'close-wait-leak': { title: 'CLOSE-WAIT leak: close() forgotten', variants: [] },
  'fin-wait-2-timeout': {
    title: 'Stuck in FIN-WAIT-2',
    variants: ['Linux: an orphan gets 60 s', 'RFC 9293: no timer'],
  },
  'last-ack-gives-up': {
    title: 'LAST-ACK gives up',
    variants: ['RFC 9293: R2 of 100 s', 'Linux: eight retries for an orphan'],
  },
  'no-time-wait-rst-surprise': { title: 'Without TIME-WAIT: a RST instead of an end', variants: [] },
  'no-time-wait-old-data': {
    title: 'Without TIME-WAIT: old data in a new connection',
    variants: [
      'No TIME-WAIT, both number ranges overlap',
      'With TIME-WAIT the new connection has to wait',
      'No TIME-WAIT, but the old ACK gives it away',
    ],
  },
  'why-two-msl': { title: 'Why twice the MSL', variants: ['A wait of 2 MSL', 'A wait of 1 MSL'] },
  'time-wait-assassination': {
    title: 'TIME-WAIT assassination',
    variants: ['The RST is obeyed', 'The RST is ignored (RFC 1337)'],
  },
  'time-wait-reopen': {
    title: 'A SYN during TIME-WAIT',
    variants: [
      'A new SYN, above all old numbers',
      'An old SYN, and a RST that is obeyed',
      'An old SYN, and a RST that is ignored',
      'An old SYN that looks new',
    ],
  },
  'time-wait-port-exhaustion': {
    title: 'Out of ports because of TIME-WAIT',
    variants: ['Faster than the ports come back', 'Slow enough', 'The server closes first'],
  },
  'restart-eaddrinuse': {
    title: 'Server restart: EADDRINUSE',
    variants: ['Without SO_REUSEADDR', 'With SO_REUSEADDR', 'SO_REUSEADDR on Windows'],
  },
  'abort-rst': {
    title: 'Abort: RST by SO_LINGER 0',
    variants: ['Data and RST arrive in order', 'The data are lost: the RST is not exact'],
  },
  'rst-vs-fin': {
    title: 'RST or FIN?',
    variants: [
      'close() with unread data',
      'Data arrive after close()',
      'Data arrive after shutdown(SHUT_WR)',
    ],
  },
  'half-open-reboot': {
    title: 'Half-open after a reboot',
    variants: ['The survivor sends', 'The rebooted side connects again'],
  },
  'keepalive-dead-peer': {
    title: 'Keepalive: alive, gone or rebooted',
    variants: ['The peer is alive', 'The path is dead', 'The peer has rebooted'],
  },
  'challenge-ack': {
    title: 'Challenge ACK: blind RST and SYN',
    variants: [
      'RST somewhere in the window',
      'SYN with a guessed number',
      'RST with the exact number',
      'Without RFC 5961: anywhere in the window',
    ],
  },
}
