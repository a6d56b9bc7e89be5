/** The state graph. `rcv` and `snd` are the RFC's shorthand and stay; states and flags are never translated. */
export const stateGraph = {
  name: 'TCP state graph',
  activeSide: 'Active side',
  passiveSide: 'Passive side',
  /** Before the label of an edge that is taken next. */
  next: 'next: ',
  coverage: (states: number, moves: number, allMoves: number) =>
    `${states} of 11 states, ${moves} of ${allMoves} moves seen`,

  /** What takes an edge, by EdgeEvent. */
  events: {
    abort: 'ABORT',
    close: 'CLOSE',
    'close-unread': 'CLOSE, unread',
    'fin-wait-2-timeout': 'orphan timer',
    'icmp-hard-error': 'ICMP error',
    'keepalive-timeout': 'no keepalive',
    'open-active': 'active OPEN',
    'open-passive': 'passive OPEN',
    'rcv-ack-of-fin': 'rcv ACK of FIN',
    'rcv-ack-of-syn': 'rcv ACK of SYN',
    'rcv-ack-of-syn-and-fin': 'rcv ACK,FIN',
    'rcv-ack-of-syn-close-queued': 'rcv ACK of SYN',
    'rcv-crossing-syn-ack': 'rcv SYN,ACK',
    'rcv-data-after-close': 'rcv data',
    'rcv-fin': 'rcv FIN',
    'rcv-fin-and-ack-of-fin': 'rcv FIN,ACK',
    'rcv-new-syn': 'rcv new SYN',
    'rcv-rst': 'rcv RST',
    'rcv-syn': 'rcv SYN',
    'rcv-syn-ack': 'rcv SYN,ACK',
    'rcv-syn-ack-fin': 'rcv SYN,ACK,FIN',
    'rcv-syn-in-window': 'rcv SYN',
    'security-mismatch': 'bad security',
    'send-opens': 'SEND',
    'time-wait-timeout': '2MSL over',
    'user-timeout': 'gives up',
    'two-way-open': 'rcv SYN',
    'one-way-open': 'only one SYN',
    'four-way-open': 'rcv SYN',
    'cookie-accepted': 'rcv ACK, cookie',
    'time-wait-skipped': 'rcv FIN',
    'host-crash': 'host restarts',
  },
  /** What is done on an edge where nothing is sent, by the phrase in transitions.ts. */
  actions: {
    'create TCB': 'create TCB',
    'delete TCB': 'delete TCB',
    'delete new TCB': 'old TCB back',
    'start 2MSL': 'start 2MSL',
    flush: 'flush',
    'snd nothing': 'snd nothing',
  },
  /** What happens in a state without leaving it, by timer. */
  timers: {
    retransmission: 'RTO expires',
    persist: 'persist timer',
    'time-wait': '2MSL over',
    'delayed-ack': 'ACK timer',
    keepalive: 'keepalive',
    'fin-wait-2': 'orphan timer',
    'user-timeout': 'user timeout',
    connect: 'connect timer',
    'loss-probe': 'loss probe',
    reorder: 'RACK timer',
  },
  data: 'data',

  /** Names for a screen reader. */
  node: {
    here: (names: string) => `${names} here`,
    visited: 'visited',
    unvisited: 'not visited yet',
    and: ' and ',
  },
  edge: (from: string, to: string, label: string) => `${from} to ${to}: ${label}`,
  notTaken: 'not taken in this run',
  keys: 'Arrow keys follow edges; square brackets go round the edges of a state; Enter goes there.',

  /** The card of an edge that this run does not take. */
  offer: {
    scenarios: 'Scenarios that take it:',
    none: 'No scenario of the catalogue takes it.',
    close: 'Close',
  },
}
