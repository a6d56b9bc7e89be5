import { ACK, has, RST } from '../tcp/segment.ts'
import { gt } from '../tcp/seq.ts'
import { otherSide, SIDES, type Side, type State } from '../tcp/state.ts'
import { type CallOutcome, callOutcomes } from './call-outcomes.ts'
import type { Trace } from './codec.ts'
import { factsOfKind, labelOf } from './query.ts'
import type { EndReason, Fact, Us } from './trace.ts'

/**
 * What a run came to, in the few measures by which two runs are told apart. All of it is read off the trace; nothing
 * asks which scenario it was.
 */
export interface Outcome {
  readonly endReason: EndReason
  readonly endUs: Us
  /** Segments handed to the network, retransmissions included, copies and injected ones not. */
  readonly segments: number
  readonly retransmissions: number
  /** Lost or dropped on the way, copies included. */
  readonly losses: number
  readonly resets: number
  /** Segments that arrived for a connection which their receiver had forgotten. */
  readonly strays: number
  /** When the last connection on both sides was over (CLOSED, or LISTEN again); null: one never is. */
  readonly closedUs: Us | null
  readonly sides: Readonly<Record<Side, SideOutcome>>
}

export interface SideOutcome {
  /** The states its connections went through, in order. */
  readonly path: readonly PathStep[]
  /** State of each connection at the end, in order of their numbers; of a side without any: that of its listener. */
  readonly finalStates: readonly State[]
  /** First entry of ESTABLISHED, or null. */
  readonly establishedUs: Us | null
  /** Whether its own SYN was acknowledged when it entered ESTABLISHED (invariant S5); null: it never did. */
  readonly synConfirmed: boolean | null
  /** All its time in TIME-WAIT. */
  readonly timeWaitUs: Us
  /** From when on none of its connections occupies a port; null: one does until the end. */
  readonly freeUs: Us | null
  /** Bytes handed to its applications, and those of them that no application wrote in that connection. */
  readonly deliveredBytes: number
  readonly foreignBytes: number
  /** Labels of the foreign bytes, for example OLD. */
  readonly foreignLabels: readonly string[]
  /** Bytes that its applications wrote and that never came to the other's in the same connection. */
  readonly undeliveredBytes: number
  /** SYNs that its listener had no room for. */
  readonly refusedSyns: number
  readonly calls: readonly CallOutcome[]
}

export interface PathStep {
  readonly state: State
  readonly sinceUs: Us
  /** Edge of the state diagram that led here (`T01` ...). */
  readonly edge: string
}

const known = new WeakMap<Trace, Outcome>()

/** What a run came to. Made once for a trace. */
export function outcomeOf(trace: Trace): Outcome {
  let outcome = known.get(trace)
  if (outcome === undefined) {
    outcome = build(trace)
    known.set(trace, outcome)
  }
  return outcome
}

type Change = Extract<Fact, { kind: 'state-changed' }>

function build(trace: Trace): Outcome {
  const changes = factsOfKind(trace, 'state-changed')
  const sides = { C: sideOutcome(trace, changes, 'C'), S: sideOutcome(trace, changes, 'S') }
  const closed = SIDES.map((side) => sides[side].freeUs)
  return {
    endReason: trace.data.endReason,
    endUs: trace.endUs,
    ...countSegments(trace),
    strays: countStrays(trace, changes),
    closedUs: closed.reduce((a, b) => (a === null || b === null ? null : Math.max(a, b)), 0),
    sides,
  }
}

function countSegments(trace: Trace): Pick<Outcome, 'segments' | 'retransmissions' | 'losses' | 'resets'> {
  const counts = { segments: 0, retransmissions: 0, losses: 0, resets: 0 }
  for (let id = 0; id < trace.segmentCount; id++) {
    const segment = trace.segment(id)
    if (segment.fate === 'lost' || segment.fate === 'dropped') counts.losses++
    if (segment.copyOf >= 0 || segment.injected) continue
    counts.segments++
    if (segment.retransmission > 0) counts.retransmissions++
    if (has(segment, RST)) counts.resets++
  }
  return counts
}

const isOver = (state: State): boolean => state === 'CLOSED' || state === 'LISTEN'

/** Segments whose receiver had been in their connection before, and was out of it when they came. */
function countStrays(trace: Trace, changes: readonly Change[]): number {
  return factsOfKind(trace, 'segment-delivered').filter((arrival) => {
    const { conn, from } = trace.segment(arrival.segment)
    const before = changes.findLast(
      (change) => change.conn === conn && change.side !== from && change.index < arrival.index,
    )
    return before !== undefined && isOver(before.to)
  }).length
}

function sideOutcome(trace: Trace, all: readonly Change[], side: Side): SideOutcome {
  const own = all.filter((change) => change.side === side)
  // What a listener does for itself (conn -1) is no life of a connection.
  const changes = own.filter((change) => change.conn >= 0)
  const lives = [...new Set(changes.map((change) => change.conn))].map((conn) =>
    changes.filter((change) => change.conn === conn),
  )
  const last = lives.map((life) => life.at(-1) as Change)
  const established = changes.find((change) => change.to === 'ESTABLISHED')
  return {
    path: changes.map(({ to, tUs, edge }) => ({ state: to, sinceUs: tUs, edge })),
    finalStates: last.length > 0 ? last.map((change) => change.to) : [own.at(-1)?.to ?? 'CLOSED'],
    establishedUs: established?.tUs ?? null,
    synConfirmed: established === undefined ? null : isSynConfirmed(trace, side, established),
    timeWaitUs: lives.reduce((sum, life) => sum + timeWaitOf(life, trace.endUs), 0),
    freeUs: last.every((change) => isOver(change.to))
      ? last.reduce((latest, change) => Math.max(latest, change.tUs), 0)
      : null,
    ...bytesOf(trace, side),
    refusedSyns: factsOfKind(trace, 'noted').filter(
      (fact) => fact.side === side && fact.note === 'syn-dropped-backlog-full',
    ).length,
    calls: callOutcomes(trace, side),
  }
}

/** Whether an ACK of its SYN had come: what it was told, not what it believes. */
function isSynConfirmed(trace: Trace, side: Side, { conn, index }: Change): boolean {
  const isn = trace.connections[conn]?.isn[side] ?? -1
  return factsOfKind(trace, 'segment-delivered').some((arrival) => {
    const segment = trace.segment(arrival.segment)
    const isAnswer = segment.conn === conn && segment.from !== side && has(segment, ACK)
    return isAnswer && arrival.index < index && isn >= 0 && gt(segment.ack, isn)
  })
}

function timeWaitOf(life: readonly Change[], endUs: Us): Us {
  return life.reduce((sum, change, i) => {
    if (change.to !== 'TIME-WAIT') return sum
    return sum + (life[i + 1]?.tUs ?? endUs) - change.tUs
  }, 0)
}

/** Streams are numbered: connection x 2, plus 1 for S. */
const streamOf = (side: Side, conn: number): number => conn * 2 + (side === 'C' ? 0 : 1)

function bytesOf(
  trace: Trace,
  side: Side,
): Pick<SideOutcome, 'deliveredBytes' | 'foreignBytes' | 'foreignLabels' | 'undeliveredBytes'> {
  const deliveries = factsOfKind(trace, 'data-delivered')
  const isOwn = (fact: (typeof deliveries)[number]): boolean =>
    fact.side !== null && fact.text.stream === streamOf(otherSide(fact.side), fact.conn)
  const sum = (facts: typeof deliveries): number => facts.reduce((total, { text }) => total + text.length, 0)
  const here = deliveries.filter((fact) => fact.side === side)
  const foreign = here.filter((fact) => !isOwn(fact))
  const written = trace.calls
    .filter((call) => call.side === side && call.call === 'send')
    .reduce((total, call) => total + Math.max(0, call.result ?? 0), 0)
  return {
    deliveredBytes: sum(here),
    foreignBytes: sum(foreign),
    foreignLabels: [...new Set(foreign.map(({ text }) => labelOf(trace, text)).filter(Boolean))],
    undeliveredBytes:
      written - sum(deliveries.filter((fact) => fact.side === otherSide(side) && isOwn(fact))),
  }
}
