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

/**
 * Where an edge comes from: normative text (`rfc`), a MAY or a SHOULD that many leave out (`optional`), stacks
 * without RFC 5961 (`legacy`), operating-system additions (`implementation`); and, outside any TCP, rules that a
 * scenario switched on to show what they would do (`counterfactual`) and a host that loses its memory (`crash`).
 */
type Basis = 'rfc' | 'optional' | 'legacy' | 'implementation' | 'counterfactual' | 'crash'

export interface Edge {
  readonly id: string
  readonly from: State
  readonly event: EdgeEvent
  readonly to: State
  readonly basis: Basis
  /** Drawn in the usual textbook picture. */
  readonly common: boolean
  /** Drawn in RFC 9293 Figure 5. */
  readonly figure5: boolean
}

function edge(
  id: string,
  from: State,
  event: EdgeEvent,
  to: State,
  basis: Basis,
  common: boolean,
  figure5: boolean,
): Edge {
  return { id, from, event, to, basis, common, figure5 }
}

/**
 * Every legal edge of the state machine; in words: edge-labels.ts. Data, never executed: the state graph draws it, tests
 * hold every run against it. T25, T29 and T30 are one segment that passes ESTABLISHED: a run shows two changes at one instant.
 */
// biome-ignore format: a table, one row a line
export const TRANSITIONS: readonly Edge[] = [
  edge('T01', 'CLOSED', 'open-passive', 'LISTEN', 'rfc', true, true),
  edge('T02', 'CLOSED', 'open-active', 'SYN-SENT', 'rfc', true, true),
  edge('T03', 'LISTEN', 'open-active', 'SYN-SENT', 'rfc', false, false),
  edge('T04', 'LISTEN', 'send-opens', 'SYN-SENT', 'rfc', false, true),
  edge('T05', 'LISTEN', 'close', 'CLOSED', 'rfc', true, true),
  edge('T06', 'LISTEN', 'abort', 'CLOSED', 'rfc', false, false),
  edge('T07', 'SYN-SENT', 'close', 'CLOSED', 'rfc', true, true),
  edge('T08', 'SYN-SENT', 'abort', 'CLOSED', 'rfc', false, false),
  edge('T09', 'SYN-RECEIVED', 'close', 'FIN-WAIT-1', 'rfc', false, true),
  edge('T10', 'SYN-RECEIVED', 'abort', 'CLOSED', 'rfc', false, false),
  edge('T11', 'ESTABLISHED', 'close', 'FIN-WAIT-1', 'rfc', true, true),
  edge('T12', 'ESTABLISHED', 'abort', 'CLOSED', 'rfc', false, false),
  edge('T13', 'ESTABLISHED', 'close-unread', 'CLOSED', 'rfc', false, false),
  edge('T14', 'FIN-WAIT-1', 'abort', 'CLOSED', 'rfc', false, false),
  edge('T15', 'FIN-WAIT-2', 'abort', 'CLOSED', 'rfc', false, false),
  edge('T16', 'CLOSE-WAIT', 'close', 'LAST-ACK', 'rfc', true, true),
  edge('T17', 'CLOSE-WAIT', 'abort', 'CLOSED', 'rfc', false, false),
  edge('T18', 'CLOSE-WAIT', 'close-unread', 'CLOSED', 'rfc', false, false),
  edge('T19', 'CLOSING', 'abort', 'CLOSED', 'rfc', false, false),
  edge('T20', 'LAST-ACK', 'abort', 'CLOSED', 'rfc', false, false),
  edge('T21', 'TIME-WAIT', 'abort', 'CLOSED', 'rfc', false, false),
  edge('T22', 'LISTEN', 'rcv-syn', 'SYN-RECEIVED', 'rfc', true, true),
  edge('T23', 'SYN-SENT', 'rcv-syn-ack', 'ESTABLISHED', 'rfc', true, true),
  edge('T24', 'SYN-SENT', 'rcv-syn', 'SYN-RECEIVED', 'rfc', true, true),
  edge('T25', 'SYN-SENT', 'rcv-syn-ack-fin', 'CLOSE-WAIT', 'rfc', false, false),
  edge('T26', 'SYN-SENT', 'rcv-rst', 'CLOSED', 'rfc', false, false),
  edge('T27', 'SYN-RECEIVED', 'rcv-ack-of-syn', 'ESTABLISHED', 'rfc', true, true),
  edge('T28', 'SYN-RECEIVED', 'rcv-crossing-syn-ack', 'ESTABLISHED', 'rfc', false, false),
  edge('T29', 'SYN-RECEIVED', 'rcv-ack-of-syn-and-fin', 'CLOSE-WAIT', 'rfc', false, false),
  edge('T30', 'SYN-RECEIVED', 'rcv-ack-of-syn-close-queued', 'FIN-WAIT-1', 'rfc', false, false),
  edge('T31', 'SYN-RECEIVED', 'rcv-rst', 'LISTEN', 'rfc', false, true),
  edge('T32', 'SYN-RECEIVED', 'rcv-rst', 'CLOSED', 'rfc', false, false),
  edge('T33', 'SYN-RECEIVED', 'rcv-rst', 'TIME-WAIT', 'rfc', false, false),
  edge('T34', 'SYN-RECEIVED', 'rcv-syn-in-window', 'LISTEN', 'rfc', false, false),
  edge('T35', 'ESTABLISHED', 'rcv-fin', 'CLOSE-WAIT', 'rfc', true, true),
  edge('T36', 'FIN-WAIT-1', 'rcv-ack-of-fin', 'FIN-WAIT-2', 'rfc', true, true),
  edge('T37', 'FIN-WAIT-1', 'rcv-fin', 'CLOSING', 'rfc', true, true),
  edge('T38', 'FIN-WAIT-1', 'rcv-fin-and-ack-of-fin', 'TIME-WAIT', 'rfc', false, false),
  edge('T39', 'FIN-WAIT-2', 'rcv-fin', 'TIME-WAIT', 'rfc', true, true),
  edge('T40', 'CLOSING', 'rcv-ack-of-fin', 'TIME-WAIT', 'rfc', true, true),
  edge('T41', 'LAST-ACK', 'rcv-ack-of-fin', 'CLOSED', 'rfc', true, true),
  edge('T42', 'ESTABLISHED', 'rcv-rst', 'CLOSED', 'rfc', false, false),
  edge('T43', 'FIN-WAIT-1', 'rcv-rst', 'CLOSED', 'rfc', false, false),
  edge('T44', 'FIN-WAIT-2', 'rcv-rst', 'CLOSED', 'rfc', false, false),
  edge('T45', 'CLOSE-WAIT', 'rcv-rst', 'CLOSED', 'rfc', false, false),
  edge('T46', 'CLOSING', 'rcv-rst', 'CLOSED', 'rfc', false, false),
  edge('T47', 'LAST-ACK', 'rcv-rst', 'CLOSED', 'rfc', false, false),
  edge('T48', 'TIME-WAIT', 'rcv-rst', 'CLOSED', 'rfc', false, false),
  edge('T49', 'FIN-WAIT-1', 'rcv-data-after-close', 'CLOSED', 'rfc', false, false),
  edge('T50', 'FIN-WAIT-2', 'rcv-data-after-close', 'CLOSED', 'rfc', false, false),
  edge('T51', 'ESTABLISHED', 'security-mismatch', 'CLOSED', 'rfc', false, false),
  edge('T52', 'FIN-WAIT-1', 'security-mismatch', 'CLOSED', 'rfc', false, false),
  edge('T53', 'FIN-WAIT-2', 'security-mismatch', 'CLOSED', 'rfc', false, false),
  edge('T54', 'CLOSE-WAIT', 'security-mismatch', 'CLOSED', 'rfc', false, false),
  edge('T55', 'CLOSING', 'security-mismatch', 'CLOSED', 'rfc', false, false),
  edge('T56', 'LAST-ACK', 'security-mismatch', 'CLOSED', 'rfc', false, false),
  edge('T57', 'TIME-WAIT', 'security-mismatch', 'CLOSED', 'rfc', false, false),
  edge('T58', 'SYN-RECEIVED', 'rcv-syn-in-window', 'CLOSED', 'legacy', false, false),
  edge('T59', 'ESTABLISHED', 'rcv-syn-in-window', 'CLOSED', 'legacy', false, false),
  edge('T60', 'FIN-WAIT-1', 'rcv-syn-in-window', 'CLOSED', 'legacy', false, false),
  edge('T61', 'FIN-WAIT-2', 'rcv-syn-in-window', 'CLOSED', 'legacy', false, false),
  edge('T62', 'CLOSE-WAIT', 'rcv-syn-in-window', 'CLOSED', 'legacy', false, false),
  edge('T63', 'CLOSING', 'rcv-syn-in-window', 'CLOSED', 'legacy', false, false),
  edge('T64', 'LAST-ACK', 'rcv-syn-in-window', 'CLOSED', 'legacy', false, false),
  edge('T65', 'TIME-WAIT', 'rcv-syn-in-window', 'CLOSED', 'legacy', false, false),
  edge('T66', 'LISTEN', 'user-timeout', 'CLOSED', 'rfc', false, false),
  edge('T67', 'SYN-SENT', 'user-timeout', 'CLOSED', 'rfc', false, false),
  edge('T68', 'SYN-RECEIVED', 'user-timeout', 'CLOSED', 'rfc', false, false),
  edge('T69', 'ESTABLISHED', 'user-timeout', 'CLOSED', 'rfc', false, false),
  edge('T70', 'FIN-WAIT-1', 'user-timeout', 'CLOSED', 'rfc', false, false),
  edge('T71', 'FIN-WAIT-2', 'user-timeout', 'CLOSED', 'rfc', false, false),
  edge('T72', 'CLOSE-WAIT', 'user-timeout', 'CLOSED', 'rfc', false, false),
  edge('T73', 'CLOSING', 'user-timeout', 'CLOSED', 'rfc', false, false),
  edge('T74', 'LAST-ACK', 'user-timeout', 'CLOSED', 'rfc', false, false),
  edge('T75', 'TIME-WAIT', 'time-wait-timeout', 'CLOSED', 'rfc', true, true),
  edge('T76', 'FIN-WAIT-2', 'fin-wait-2-timeout', 'CLOSED', 'implementation', false, false),
  edge('T77', 'ESTABLISHED', 'keepalive-timeout', 'CLOSED', 'optional', false, false),
  edge('T78', 'FIN-WAIT-2', 'keepalive-timeout', 'CLOSED', 'optional', false, false),
  edge('T79', 'CLOSE-WAIT', 'keepalive-timeout', 'CLOSED', 'optional', false, false),
  edge('T80', 'SYN-SENT', 'icmp-hard-error', 'CLOSED', 'rfc', false, false),
  edge('T81', 'SYN-RECEIVED', 'icmp-hard-error', 'CLOSED', 'rfc', false, false),
  edge('T82', 'ESTABLISHED', 'icmp-hard-error', 'CLOSED', 'optional', false, false),
  edge('T83', 'FIN-WAIT-1', 'icmp-hard-error', 'CLOSED', 'optional', false, false),
  edge('T84', 'FIN-WAIT-2', 'icmp-hard-error', 'CLOSED', 'optional', false, false),
  edge('T85', 'CLOSE-WAIT', 'icmp-hard-error', 'CLOSED', 'optional', false, false),
  edge('T86', 'CLOSING', 'icmp-hard-error', 'CLOSED', 'optional', false, false),
  edge('T87', 'LAST-ACK', 'icmp-hard-error', 'CLOSED', 'optional', false, false),
  edge('T88', 'TIME-WAIT', 'rcv-new-syn', 'SYN-RECEIVED', 'optional', false, false),
  edge('T89', 'TIME-WAIT', 'open-active', 'SYN-SENT', 'implementation', false, false),
  edge('T90', 'FIN-WAIT-1', 'close-unread', 'CLOSED', 'rfc', false, false),
  edge('T91', 'FIN-WAIT-2', 'close-unread', 'CLOSED', 'rfc', false, false),
]

/** Edges that no conforming TCP has. A run takes them only where its scenario asks for it, and says so. */
// biome-ignore format: a table, one row a line
const DEVIATIONS: readonly Edge[] = [
  edge('X01', 'LISTEN', 'two-way-open', 'ESTABLISHED', 'counterfactual', false, false),
  edge('X02', 'LISTEN', 'one-way-open', 'ESTABLISHED', 'counterfactual', false, false),
  edge('X03', 'CLOSED', 'one-way-open', 'ESTABLISHED', 'counterfactual', false, false),
  edge('X04', 'LISTEN', 'cookie-accepted', 'ESTABLISHED', 'implementation', false, false),
  edge('X05', 'FIN-WAIT-1', 'time-wait-skipped', 'CLOSED', 'counterfactual', false, false),
  edge('X06', 'FIN-WAIT-2', 'time-wait-skipped', 'CLOSED', 'counterfactual', false, false),
  edge('X07', 'CLOSING', 'time-wait-skipped', 'CLOSED', 'counterfactual', false, false),
  edge('X08', 'LISTEN', 'host-crash', 'CLOSED', 'crash', false, false),
  edge('X09', 'SYN-SENT', 'host-crash', 'CLOSED', 'crash', false, false),
  edge('X10', 'SYN-RECEIVED', 'host-crash', 'CLOSED', 'crash', false, false),
  edge('X11', 'ESTABLISHED', 'host-crash', 'CLOSED', 'crash', false, false),
  edge('X12', 'FIN-WAIT-1', 'host-crash', 'CLOSED', 'crash', false, false),
  edge('X13', 'FIN-WAIT-2', 'host-crash', 'CLOSED', 'crash', false, false),
  edge('X14', 'CLOSE-WAIT', 'host-crash', 'CLOSED', 'crash', false, false),
  edge('X15', 'CLOSING', 'host-crash', 'CLOSED', 'crash', false, false),
  edge('X16', 'LAST-ACK', 'host-crash', 'CLOSED', 'crash', false, false),
  edge('X17', 'TIME-WAIT', 'host-crash', 'CLOSED', 'crash', false, false),
  edge('X18', 'SYN-SENT', 'four-way-open', 'ESTABLISHED', 'counterfactual', false, false),
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
