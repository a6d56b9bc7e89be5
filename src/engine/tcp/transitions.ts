import { type State, stateCode, STATES } from './state.ts'

/** What moves an endpoint from one state to another, without its numbers. */
export type EdgeEvent =
  | 'abort'
  | 'close'
  | 'close-unread'
  | 'fin-wait-2-timeout'
  | 'icmp-hard-error'
  | 'keepalive-timeout'
  | 'open-active'
  | 'open-passive'
  | 'rcv-ack-of-fin'
  | 'rcv-ack-of-syn'
  | 'rcv-ack-of-syn-and-fin'
  | 'rcv-ack-of-syn-close-queued'
  | 'rcv-crossing-syn-ack'
  | 'rcv-data-after-close'
  | 'rcv-fin'
  | 'rcv-fin-and-ack-of-fin'
  | 'rcv-new-syn'
  | 'rcv-rst'
  | 'rcv-syn'
  | 'rcv-syn-ack'
  | 'rcv-syn-ack-fin'
  | 'rcv-syn-in-window'
  | 'security-mismatch'
  | 'send-opens'
  | 'time-wait-timeout'
  | 'user-timeout'
  | 'two-way-open'
  | 'one-way-open'
  | 'four-way-open'
  | 'cookie-accepted'
  | 'time-wait-skipped'
  | 'host-crash'

export interface Edge {
  readonly id: string
  readonly from: State
  readonly event: EdgeEvent
  readonly to: State
}

const edge = (id: string, from: State, event: EdgeEvent, to: State): Edge => ({ id, from, event, to })

/**
 * Every legal edge of the state machine; in words: edge-labels.ts; where they come from: edge-sources.ts. Data, never executed: the state graph draws it, tests
 * hold every run against it. T25, T29 and T30 are one segment that passes ESTABLISHED: a run shows two changes at one instant.
 */
// biome-ignore format: a table, one row a line
export const TRANSITIONS: readonly Edge[] = [
  edge('T01', 'CLOSED', 'open-passive', 'LISTEN'),
  edge('T02', 'CLOSED', 'open-active', 'SYN-SENT'),
  edge('T03', 'LISTEN', 'open-active', 'SYN-SENT'),
  edge('T04', 'LISTEN', 'send-opens', 'SYN-SENT'),
  edge('T05', 'LISTEN', 'close', 'CLOSED'),
  edge('T06', 'LISTEN', 'abort', 'CLOSED'),
  edge('T07', 'SYN-SENT', 'close', 'CLOSED'),
  edge('T08', 'SYN-SENT', 'abort', 'CLOSED'),
  edge('T09', 'SYN-RECEIVED', 'close', 'FIN-WAIT-1'),
  edge('T10', 'SYN-RECEIVED', 'abort', 'CLOSED'),
  edge('T11', 'ESTABLISHED', 'close', 'FIN-WAIT-1'),
  edge('T12', 'ESTABLISHED', 'abort', 'CLOSED'),
  edge('T13', 'ESTABLISHED', 'close-unread', 'CLOSED'),
  edge('T14', 'FIN-WAIT-1', 'abort', 'CLOSED'),
  edge('T15', 'FIN-WAIT-2', 'abort', 'CLOSED'),
  edge('T16', 'CLOSE-WAIT', 'close', 'LAST-ACK'),
  edge('T17', 'CLOSE-WAIT', 'abort', 'CLOSED'),
  edge('T18', 'CLOSE-WAIT', 'close-unread', 'CLOSED'),
  edge('T19', 'CLOSING', 'abort', 'CLOSED'),
  edge('T20', 'LAST-ACK', 'abort', 'CLOSED'),
  edge('T21', 'TIME-WAIT', 'abort', 'CLOSED'),
  edge('T22', 'LISTEN', 'rcv-syn', 'SYN-RECEIVED'),
  edge('T23', 'SYN-SENT', 'rcv-syn-ack', 'ESTABLISHED'),
  edge('T24', 'SYN-SENT', 'rcv-syn', 'SYN-RECEIVED'),
  edge('T25', 'SYN-SENT', 'rcv-syn-ack-fin', 'CLOSE-WAIT'),
  edge('T26', 'SYN-SENT', 'rcv-rst', 'CLOSED'),
  edge('T27', 'SYN-RECEIVED', 'rcv-ack-of-syn', 'ESTABLISHED'),
  edge('T28', 'SYN-RECEIVED', 'rcv-crossing-syn-ack', 'ESTABLISHED'),
  edge('T29', 'SYN-RECEIVED', 'rcv-ack-of-syn-and-fin', 'CLOSE-WAIT'),
  edge('T30', 'SYN-RECEIVED', 'rcv-ack-of-syn-close-queued', 'FIN-WAIT-1'),
  edge('T31', 'SYN-RECEIVED', 'rcv-rst', 'LISTEN'),
  edge('T32', 'SYN-RECEIVED', 'rcv-rst', 'CLOSED'),
  edge('T33', 'SYN-RECEIVED', 'rcv-rst', 'TIME-WAIT'),
  edge('T34', 'SYN-RECEIVED', 'rcv-syn-in-window', 'LISTEN'),
  edge('T35', 'ESTABLISHED', 'rcv-fin', 'CLOSE-WAIT'),
  edge('T36', 'FIN-WAIT-1', 'rcv-ack-of-fin', 'FIN-WAIT-2'),
  edge('T37', 'FIN-WAIT-1', 'rcv-fin', 'CLOSING'),
  edge('T38', 'FIN-WAIT-1', 'rcv-fin-and-ack-of-fin', 'TIME-WAIT'),
  edge('T39', 'FIN-WAIT-2', 'rcv-fin', 'TIME-WAIT'),
  edge('T40', 'CLOSING', 'rcv-ack-of-fin', 'TIME-WAIT'),
  edge('T41', 'LAST-ACK', 'rcv-ack-of-fin', 'CLOSED'),
  edge('T42', 'ESTABLISHED', 'rcv-rst', 'CLOSED'),
  edge('T43', 'FIN-WAIT-1', 'rcv-rst', 'CLOSED'),
  edge('T44', 'FIN-WAIT-2', 'rcv-rst', 'CLOSED'),
  edge('T45', 'CLOSE-WAIT', 'rcv-rst', 'CLOSED'),
  edge('T46', 'CLOSING', 'rcv-rst', 'CLOSED'),
  edge('T47', 'LAST-ACK', 'rcv-rst', 'CLOSED'),
  edge('T48', 'TIME-WAIT', 'rcv-rst', 'CLOSED'),
  edge('T49', 'FIN-WAIT-1', 'rcv-data-after-close', 'CLOSED'),
  edge('T50', 'FIN-WAIT-2', 'rcv-data-after-close', 'CLOSED'),
  edge('T51', 'ESTABLISHED', 'security-mismatch', 'CLOSED'),
  edge('T52', 'FIN-WAIT-1', 'security-mismatch', 'CLOSED'),
  edge('T53', 'FIN-WAIT-2', 'security-mismatch', 'CLOSED'),
  edge('T54', 'CLOSE-WAIT', 'security-mismatch', 'CLOSED'),
  edge('T55', 'CLOSING', 'security-mismatch', 'CLOSED'),
  edge('T56', 'LAST-ACK', 'security-mismatch', 'CLOSED'),
  edge('T57', 'TIME-WAIT', 'security-mismatch', 'CLOSED'),
  edge('T58', 'SYN-RECEIVED', 'rcv-syn-in-window', 'CLOSED'),
  edge('T59', 'ESTABLISHED', 'rcv-syn-in-window', 'CLOSED'),
  edge('T60', 'FIN-WAIT-1', 'rcv-syn-in-window', 'CLOSED'),
  edge('T61', 'FIN-WAIT-2', 'rcv-syn-in-window', 'CLOSED'),
  edge('T62', 'CLOSE-WAIT', 'rcv-syn-in-window', 'CLOSED'),
  edge('T63', 'CLOSING', 'rcv-syn-in-window', 'CLOSED'),
  edge('T64', 'LAST-ACK', 'rcv-syn-in-window', 'CLOSED'),
  edge('T65', 'TIME-WAIT', 'rcv-syn-in-window', 'CLOSED'),
  edge('T66', 'LISTEN', 'user-timeout', 'CLOSED'),
  edge('T67', 'SYN-SENT', 'user-timeout', 'CLOSED'),
  edge('T68', 'SYN-RECEIVED', 'user-timeout', 'CLOSED'),
  edge('T69', 'ESTABLISHED', 'user-timeout', 'CLOSED'),
  edge('T70', 'FIN-WAIT-1', 'user-timeout', 'CLOSED'),
  edge('T71', 'FIN-WAIT-2', 'user-timeout', 'CLOSED'),
  edge('T72', 'CLOSE-WAIT', 'user-timeout', 'CLOSED'),
  edge('T73', 'CLOSING', 'user-timeout', 'CLOSED'),
  edge('T74', 'LAST-ACK', 'user-timeout', 'CLOSED'),
  edge('T75', 'TIME-WAIT', 'time-wait-timeout', 'CLOSED'),
  edge('T76', 'FIN-WAIT-2', 'fin-wait-2-timeout', 'CLOSED'),
  edge('T77', 'ESTABLISHED', 'keepalive-timeout', 'CLOSED'),
  edge('T78', 'FIN-WAIT-2', 'keepalive-timeout', 'CLOSED'),
  edge('T79', 'CLOSE-WAIT', 'keepalive-timeout', 'CLOSED'),
  edge('T80', 'SYN-SENT', 'icmp-hard-error', 'CLOSED'),
  edge('T81', 'SYN-RECEIVED', 'icmp-hard-error', 'CLOSED'),
  edge('T82', 'ESTABLISHED', 'icmp-hard-error', 'CLOSED'),
  edge('T83', 'FIN-WAIT-1', 'icmp-hard-error', 'CLOSED'),
  edge('T84', 'FIN-WAIT-2', 'icmp-hard-error', 'CLOSED'),
  edge('T85', 'CLOSE-WAIT', 'icmp-hard-error', 'CLOSED'),
  edge('T86', 'CLOSING', 'icmp-hard-error', 'CLOSED'),
  edge('T87', 'LAST-ACK', 'icmp-hard-error', 'CLOSED'),
  edge('T88', 'TIME-WAIT', 'rcv-new-syn', 'SYN-RECEIVED'),
  edge('T89', 'TIME-WAIT', 'open-active', 'SYN-SENT'),
  edge('T90', 'FIN-WAIT-1', 'close-unread', 'CLOSED'),
  edge('T91', 'FIN-WAIT-2', 'close-unread', 'CLOSED'),
]

/** Edges that no conforming TCP has. A run takes them only where its scenario asks for it, and says so. */
// biome-ignore format: a table, one row a line
const DEVIATIONS: readonly Edge[] = [
  edge('X01', 'LISTEN', 'two-way-open', 'ESTABLISHED'),
  edge('X02', 'LISTEN', 'one-way-open', 'ESTABLISHED'),
  edge('X03', 'CLOSED', 'one-way-open', 'ESTABLISHED'),
  edge('X04', 'LISTEN', 'cookie-accepted', 'ESTABLISHED'),
  edge('X05', 'FIN-WAIT-1', 'time-wait-skipped', 'CLOSED'),
  edge('X06', 'FIN-WAIT-2', 'time-wait-skipped', 'CLOSED'),
  edge('X07', 'CLOSING', 'time-wait-skipped', 'CLOSED'),
  edge('X08', 'LISTEN', 'host-crash', 'CLOSED'),
  edge('X09', 'SYN-SENT', 'host-crash', 'CLOSED'),
  edge('X10', 'SYN-RECEIVED', 'host-crash', 'CLOSED'),
  edge('X11', 'ESTABLISHED', 'host-crash', 'CLOSED'),
  edge('X12', 'FIN-WAIT-1', 'host-crash', 'CLOSED'),
  edge('X13', 'FIN-WAIT-2', 'host-crash', 'CLOSED'),
  edge('X14', 'CLOSE-WAIT', 'host-crash', 'CLOSED'),
  edge('X15', 'CLOSING', 'host-crash', 'CLOSED'),
  edge('X16', 'LAST-ACK', 'host-crash', 'CLOSED'),
  edge('X17', 'TIME-WAIT', 'host-crash', 'CLOSED'),
  edge('X18', 'SYN-SENT', 'four-way-open', 'ESTABLISHED'),
]

/** All of both, in the order of their codes in a trace. */
export const EDGES: readonly Edge[] = [...TRANSITIONS, ...DEVIATIONS]

/** Indices of the edges between each two states, by their codes. */
const BETWEEN: number[][] = STATES.flatMap((from) =>
  STATES.map((to) => EDGES.flatMap((edge, index) => (edge.from === from && edge.to === to ? [index] : []))),
)
const BY_ID = new Map(EDGES.map((e) => [e.id, e]))

/** Index into `EDGES` of the edge that a change took, or -1: then the engine has broken its own rules. */
export function edgeIndex(from: State, to: State, event: EdgeEvent): number {
  for (const index of BETWEEN[stateCode(from) * STATES.length + stateCode(to)] as number[]) {
    if ((EDGES[index] as Edge).event === event) return index
  }
  return -1
}

export function edgeById(id: string): Edge | undefined {
  return BY_ID.get(id)
}
