import { SIDES, type Side, type State, STATES } from '../../engine/tcp/state.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import { endpointStateAfter, factsOfKind, stateIntervals } from '../../engine/trace/query.ts'
import type { Fact, TraceSegment, Us } from '../../engine/trace/trace.ts'
import { pairOf, TCP_PAIRS } from './layout.ts'

/** What the graph says about a run: which edges were taken when, by whom, and what comes next. Pure. */

/** One edge taken, or something that happened in a state without leaving it (`from` equals `to`). */
export interface Move {
  readonly side: Side
  readonly from: State
  readonly to: State
  readonly step: number
  readonly tUs: Us
  /** Row of transitions.ts; null for what leaves the state as it is. */
  readonly edge: string | null
  /** Only without an edge: what happened, and the segment that was sent on it. */
  readonly loop: { readonly on: LoopTrigger; readonly sent: TraceSegment | null } | null
}

type LoopTrigger =
  | { readonly kind: 'timer'; readonly timer: Extract<Fact, { kind: 'timer-fired' }>['timer'] }
  | { readonly kind: 'arrival'; readonly segment: TraceSegment }
  | { readonly kind: 'call'; readonly call: string }

const changesOf = new WeakMap<Trace, readonly Move[]>()

/** Every state change of the run as a move, in order. */
function stateMoves(trace: Trace): readonly Move[] {
  const known = changesOf.get(trace)
  if (known !== undefined) return known
  const moves = factsOfKind(trace, 'state-changed').map((fact): Move => {
    const { from, to, edge, step, tUs } = fact
    return { side: fact.side ?? 'C', from, to, step, tUs, edge, loop: null }
  })
  changesOf.set(trace, moves)
  return moves
}

/** What one step did to each side: its state changes or, if there are none, what happened in its state. */
export function movesOfStep(trace: Trace, step: number): Move[] {
  const [first, end] = trace.stepFacts(step)
  const facts = Array.from({ length: end - first }, (_, i) => trace.fact(first + i))
  return SIDES.flatMap((side) => {
    const own = facts.filter((fact) => fact.side === side)
    const changes = stateMoves(trace).filter((move) => move.step === step && move.side === side)
    if (changes.length > 0) return changes
    const loop = loopOf(trace, side, own)
    return loop === null ? [] : [loop]
  })
}

function loopOf(trace: Trace, side: Side, facts: readonly Fact[]): Move | null {
  const at = facts.find((fact) => triggerOf(trace, fact) !== null)
  if (at === undefined) return null
  const on = triggerOf(trace, at) as LoopTrigger
  const sentFact = facts.find((fact) => fact.kind === 'segment-sent')
  const sent = sentFact === undefined ? null : trace.segment(sentFact.segment)
  if (on.kind === 'call' && sent === null) return null
  const state = endpointStateAfter(trace, side, at.conn, at.index)
  return { side, from: state, to: state, step: at.step, tUs: at.tUs, edge: null, loop: { on, sent } }
}

function triggerOf(trace: Trace, fact: Fact): LoopTrigger | null {
  if (fact.kind === 'timer-fired') return { kind: 'timer', timer: fact.timer }
  if (fact.kind === 'segment-delivered') return { kind: 'arrival', segment: trace.segment(fact.segment) }
  if (fact.kind === 'call-made') return { kind: 'call', call: trace.calls[fact.call]?.call ?? '' }
  return null
}

/** The moves of the newest step, at or before `step`, that has any. */
export function latestMoves(trace: Trace, step: number): Move[] {
  for (let at = step; at > 0; at--) {
    const moves = movesOfStep(trace, at)
    if (moves.length > 0) return moves
  }
  return []
}

/** The moves of the first step after `step` that has any. */
export function nextMoves(trace: Trace, step: number): Move[] {
  for (let at = step + 1; at < trace.stepCount; at++) {
    const moves = movesOfStep(trace, at)
    if (moves.length > 0) return moves
  }
  return []
}

/** Pairs of states between which somebody has moved up to a step. */
export function takenPairs(trace: Trace, step: number): Set<string> {
  const taken = new Set<string>()
  for (const move of stateMoves(trace)) {
    if (move.step > step) break
    taken.add(pairOf(move.from, move.to))
  }
  return taken
}

/** States in which somebody has been up to a step. */
export function visitedStates(trace: Trace, step: number): Set<State> {
  const visited = new Set<State>()
  for (const { tUs, to, from, step: at } of stateMoves(trace)) {
    if (at > step) break
    if (tUs >= 0) visited.add(from).add(to)
  }
  for (const side of SIDES) {
    const initial = stateIntervals(trace, side)[0]
    if (initial !== undefined) visited.add(initial.state)
  }
  return visited
}

/** How much of TCP has been seen. Moves that only a counterfactual or a crash makes do not count. */
export function coverage(states: ReadonlySet<string>, pairs: ReadonlySet<string>) {
  return {
    states: STATES.filter((state) => states.has(state)).length,
    moves: [...TCP_PAIRS].filter((pair) => pairs.has(pair)).length,
    allMoves: TCP_PAIRS.size,
  }
}

/** Steps at which this state is entered, by either side, ascending. The start counts for what it begins in. */
export function entriesOf(trace: Trace, state: State): number[] {
  const steps = SIDES.flatMap((side) =>
    stateIntervals(trace, side)
      .filter((interval) => interval.state === state)
      .map((interval) => (interval.fact < 0 ? 0 : trace.fact(interval.fact).step)),
  )
  return [...new Set(steps)].sort((a, b) => a - b)
}

/** Steps at which this pair is taken, ascending. */
export function timesTaken(trace: Trace, pair: string): number[] {
  const steps = stateMoves(trace)
    .filter((move) => pairOf(move.from, move.to) === pair)
    .map((move) => move.step)
  return [...new Set(steps)]
}

/** Where a click goes: the last of these steps at or before now; from there, and when none is past, the next one. */
export function jumpTarget(steps: readonly number[], now: number): number | null {
  const past = steps.findLast((step) => step <= now)
  const coming = steps.find((step) => step > now)
  if (past === now) return coming ?? steps[0] ?? null
  return past ?? coming ?? null
}
