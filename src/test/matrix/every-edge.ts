import type { TcpEvent } from '../../engine/tcp/event.ts'
import { ACK, FIN, RST, SYN } from '../../engine/tcp/segment.ts'
import type { State } from '../../engine/tcp/state.ts'
import type { StepResult } from '../../engine/tcp/step.ts'
import type { Tcb } from '../../engine/tcp/tcb.ts'
import { EDGES, edgeIndex } from '../../engine/tcp/transitions.ts'
import {
  after,
  arrival,
  happen,
  inOrder,
  ISNS,
  NEW_ISS,
  NOW_US,
  orphan,
  RFC9293,
  type Situation,
  segmentOf,
  simultaneousOpen,
  situation,
  userCall,
} from './situations.ts'

/** One way through `step()` along each edge of `../transitions.json`: what one endpoint takes in one event. */

export interface Way {
  /** `T01` ...; what it does is the row of that id. */
  readonly edge: string
  readonly from: Tcb
  readonly event: TcpEvent
}

const close = userCall({ kind: 'close' })
const release = userCall({ kind: 'release' })
const abort = userCall({ kind: 'abort' })
const timeout = (timer: Extract<TcpEvent, { kind: 'timeout' }>['timer']): TcpEvent => ({
  kind: 'timeout',
  timer,
})
const hardError: TcpEvent = { kind: 'icmp-error', hard: true }

/** What the peer sends next in this situation. */
function next(
  { numbers }: Situation,
  flags: number,
  fields: { bytes?: number; ack?: number } = {},
): TcpEvent {
  return arrival(segmentOf({ seq: numbers.rcvNxt, ack: numbers.nxt, flags, ...fields }))
}

/** The next thing the peer sends, but from another compartment. */
function foreign(at: Situation): TcpEvent {
  return { ...next(at, ACK), otherCompartment: true } as TcpEvent
}

const at = (state: State): Situation => situation(state)
const way = (edge: string, from: Tcb, event: TcpEvent): Way => ({ edge, from, event })
const inState = (edge: string, state: State, event: TcpEvent): Way => way(edge, at(state).tcb, event)

/** Edges that the same event takes out of several states. */
function each(
  edges: Readonly<Record<string, State>>,
  event: (at: Situation) => TcpEvent,
  settings = RFC9293,
): Way[] {
  return Object.entries(edges).map(([edge, state]) => {
    const from = situation(state, ISNS, settings)
    return way(edge, from.tcb, event(from))
  })
}

const CLOSED = situation('CLOSED').tcb
const LISTEN = at('LISTEN').tcb
const OPENING = { iss: NEW_ISS, stream: 0 }

/** With text received and not read. */
const unread = (state: State): Tcb => {
  const { numbers, tcb } = at(state)
  return after(tcb, arrival({ ...inOrder(numbers, 50), ack: numbers.una }))
}
/** CLOSE-WAIT with text received before the FIN and not read. */
const unreadInCloseWait = (): Tcb => {
  const { numbers, tcb } = at('ESTABLISHED')
  const fin = segmentOf({ seq: numbers.rcvNxt + 50, ack: numbers.nxt, flags: FIN | ACK })
  return after(tcb, arrival(inOrder(numbers, 50)), arrival(fin))
}
/** SYN-RECEIVED that came out of TIME-WAIT. */
const reopened = (): Tcb =>
  after(at('TIME-WAIT').tcb, arrival(segmentOf({ seq: at('TIME-WAIT').numbers.rcvNxt + 9, flags: SYN })))

const OPENS: readonly Way[] = [
  way('T01', CLOSED, userCall({ kind: 'open-passive' })),
  way('T02', CLOSED, userCall({ kind: 'open-active', ...OPENING })),
  way('T03', LISTEN, userCall({ kind: 'open-active', ...OPENING })),
  way('T04', LISTEN, userCall({ kind: 'send', bytes: 10, opening: OPENING })),
  way('T22', LISTEN, arrival(segmentOf({ seq: 5_000, flags: SYN }))),
  inState('T23', 'SYN-SENT', arrival(segmentOf({ seq: ISNS.theirs, ack: ISNS.ours + 1, flags: SYN | ACK }))),
  inState('T24', 'SYN-SENT', arrival(segmentOf({ seq: ISNS.theirs, flags: SYN }))),
  inState(
    'T25',
    'SYN-SENT',
    arrival(segmentOf({ seq: ISNS.theirs, ack: ISNS.ours + 1, flags: SYN | ACK | FIN })),
  ),
  inState('T27', 'SYN-RECEIVED', next(at('SYN-RECEIVED'), ACK)),
  way(
    'T28',
    simultaneousOpen().tcb,
    arrival(segmentOf({ seq: ISNS.theirs, ack: ISNS.ours + 1, flags: SYN | ACK })),
  ),
  inState('T29', 'SYN-RECEIVED', next(at('SYN-RECEIVED'), ACK | FIN)),
  way(
    'T30',
    after(at('SYN-RECEIVED').tcb, userCall({ kind: 'send', bytes: 10 }), close),
    next(at('SYN-RECEIVED'), ACK),
  ),
  way(
    'T88',
    at('TIME-WAIT').tcb,
    arrival(segmentOf({ seq: at('TIME-WAIT').numbers.rcvNxt + 9, flags: SYN })),
  ),
  inState('T89', 'TIME-WAIT', userCall({ kind: 'open-active', ...OPENING, takeOver: true })),
]

const CLOSES: readonly Way[] = [
  ...each(
    { T05: 'LISTEN', T07: 'SYN-SENT', T09: 'SYN-RECEIVED', T11: 'ESTABLISHED', T16: 'CLOSE-WAIT' },
    () => close,
  ),
  way('T13', unread('ESTABLISHED'), release),
  way('T18', unreadInCloseWait(), release),
  way('T90', unread('FIN-WAIT-1'), release),
  way('T91', unread('FIN-WAIT-2'), release),
  ...each({ T35: 'ESTABLISHED', T38: 'FIN-WAIT-1', T39: 'FIN-WAIT-2' }, (from) => next(from, FIN | ACK)),
  inState('T37', 'FIN-WAIT-1', next(at('FIN-WAIT-1'), FIN | ACK, { ack: at('FIN-WAIT-1').numbers.una })),
  ...each({ T36: 'FIN-WAIT-1', T40: 'CLOSING', T41: 'LAST-ACK' }, (from) => next(from, ACK)),
  way(
    'T49',
    orphan('FIN-WAIT-1'),
    next(at('FIN-WAIT-1'), ACK, { bytes: 10, ack: at('FIN-WAIT-1').numbers.una }),
  ),
  way('T50', orphan('FIN-WAIT-2'), next(at('FIN-WAIT-2'), ACK, { bytes: 10 })),
]

const ABORTS: readonly Way[] = each(
  {
    T06: 'LISTEN',
    T08: 'SYN-SENT',
    T10: 'SYN-RECEIVED',
    T12: 'ESTABLISHED',
    T14: 'FIN-WAIT-1',
    T15: 'FIN-WAIT-2',
    T17: 'CLOSE-WAIT',
    T19: 'CLOSING',
    T20: 'LAST-ACK',
    T21: 'TIME-WAIT',
  },
  () => abort,
)

const RESETS: readonly Way[] = [
  inState('T26', 'SYN-SENT', arrival(segmentOf({ seq: 0, ack: ISNS.ours + 1, flags: RST | ACK }))),
  inState('T31', 'SYN-RECEIVED', next(at('SYN-RECEIVED'), RST)),
  way('T32', simultaneousOpen().tcb, next(at('SYN-RECEIVED'), RST)),
  way('T33', reopened(), arrival(segmentOf({ seq: at('TIME-WAIT').numbers.rcvNxt + 10, flags: RST }))),
  inState('T34', 'SYN-RECEIVED', next(at('SYN-RECEIVED'), SYN)),
  ...each(
    {
      T42: 'ESTABLISHED',
      T43: 'FIN-WAIT-1',
      T44: 'FIN-WAIT-2',
      T45: 'CLOSE-WAIT',
      T46: 'CLOSING',
      T47: 'LAST-ACK',
      T48: 'TIME-WAIT',
    },
    (from) => next(from, RST),
  ),
  ...each(
    {
      T51: 'ESTABLISHED',
      T52: 'FIN-WAIT-1',
      T53: 'FIN-WAIT-2',
      T54: 'CLOSE-WAIT',
      T55: 'CLOSING',
      T56: 'LAST-ACK',
      T57: 'TIME-WAIT',
    },
    foreign,
  ),
]

/** Stacks without RFC 5961: a SYN in the window kills. */
const LEGACY: readonly Way[] = [
  way('T58', simultaneousOpen(ISNS, { ...RFC9293, challengeAck: false }).tcb, next(at('SYN-RECEIVED'), SYN)),
  ...each(
    {
      T59: 'ESTABLISHED',
      T60: 'FIN-WAIT-1',
      T61: 'FIN-WAIT-2',
      T62: 'CLOSE-WAIT',
      T63: 'CLOSING',
      T64: 'LAST-ACK',
      T65: 'TIME-WAIT',
    },
    (from) => next(from, SYN),
    { ...RFC9293, challengeAck: false, timeWaitReuse: 'off' },
  ),
]

const TIMEOUTS: readonly Way[] = [
  ...each(
    {
      T66: 'LISTEN',
      T67: 'SYN-SENT',
      T68: 'SYN-RECEIVED',
      T69: 'ESTABLISHED',
      T70: 'FIN-WAIT-1',
      T71: 'FIN-WAIT-2',
      T72: 'CLOSE-WAIT',
      T73: 'CLOSING',
      T74: 'LAST-ACK',
    },
    () => timeout('user-timeout'),
  ),
  inState('T75', 'TIME-WAIT', timeout('time-wait')),
  way('T76', orphan('FIN-WAIT-2'), timeout('fin-wait-2')),
  ...(['T77', 'T78', 'T79'] as const).map((edge, index) => {
    const state = (['ESTABLISHED', 'FIN-WAIT-2', 'CLOSE-WAIT'] as const)[index] ?? 'ESTABLISHED'
    const idle = after(at(state).tcb, next(at(state), ACK))
    const lastProbeOut = { ...idle, keepaliveOn: true, keepaliveProbesOut: RFC9293.keepaliveProbes }
    return way(edge, lastProbeOut, timeout('keepalive'))
  }),
  ...each({ T80: 'SYN-SENT', T81: 'SYN-RECEIVED' }, () => hardError),
]

export const WAYS: readonly Way[] = [...OPENS, ...CLOSES, ...ABORTS, ...RESETS, ...LEGACY, ...TIMEOUTS].sort(
  (a, b) => (a.edge < b.edge ? -1 : 1),
)

/** What `step()` makes of a way. */
export function resultOfWay({ from, event }: Way): StepResult {
  return happen(from, event, NOW_US)
}

/** Changes of one event, each `from>to` with the id of its edge. */
export function changesOf(way: Way): {
  readonly path: string
  readonly edges: readonly string[]
} {
  const changes = resultOfWay(way).effects.filter((effect) => effect.kind === 'state-changed')
  return {
    path: [way.from.state, ...changes.map(({ to }) => to)].join('>'),
    edges: changes.map((change) => EDGES[edgeIndex(change.from, change.to, change.event)]?.id ?? 'none'),
  }
}

/** Edges that are one segment passing ESTABLISHED: a run shows two changes at one instant (S1). */
export const THROUGH_ESTABLISHED: ReadonlySet<string> = new Set(['T25', 'T29', 'T30'])
