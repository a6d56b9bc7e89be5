import type { Side, State } from '../engine/tcp/state.ts'
import type { Trace } from '../engine/trace/codec.ts'
import { factsOfKind, formerLife } from '../engine/trace/query.ts'
import type { Fact, Us } from '../engine/trace/trace.ts'
import { type IntervalIndex, indexIntervals } from './interval-index.ts'

/** A stretch of a ribbon: one state of one side. */
export interface RibbonPiece {
  readonly side: Side
  /** 0 next to the arrows; connections that exist at the same time stand side by side. */
  readonly lane: number
  readonly conn: number
  readonly state: State
  readonly fromUs: Us
  readonly toUs: Us
  /** Steps between which the side is in it: from the first, before the second. */
  readonly fromStep: number
  readonly toStep: number
  /** Begins the life of a connection. */
  readonly begins: boolean
  /** The ribbon begins or ends with it, so it reaches beyond the run. */
  readonly first: boolean
  readonly last: boolean
  /** Place among the pieces of its side, from 0. */
  readonly index: number
}

export interface Ribbons {
  readonly lanes: number
  readonly pieces: readonly RibbonPiece[]
  readonly index: IntervalIndex<RibbonPiece>
}

type Change = Extract<Fact, { kind: 'state-changed' }>

/** One endpoint on one side, from the change that begins it to the one that ends it, if any. */
interface Life {
  readonly changes: readonly Change[]
  readonly fromUs: Us
  readonly toUs: Us
  readonly ended: boolean
}

/** More connections than this share the last lane. */
const MOST_LANES = 9

const known = new WeakMap<Trace, Record<Side, Ribbons>>()

/** The ribbon of a side, all its connections and what it is between them. Made once for a trace. */
export function ribbonsOf(trace: Trace, side: Side): Ribbons {
  let both = known.get(trace)
  if (both === undefined) {
    both = { C: buildRibbons(trace, 'C'), S: buildRibbons(trace, 'S') }
    known.set(trace, both)
  }
  return both[side]
}

function buildRibbons(trace: Trace, side: Side): Ribbons {
  const changes = factsOfKind(trace, 'state-changed').filter((change) => change.side === side)
  const lanes = assignLanes(livesOf(trace, changes))
  const pieces = lanes.flatMap((lives, lane) =>
    lane === 0
      ? mainLane(trace, side, changes, lives)
      : lives.flatMap((life) => lifePieces(trace, side, lane, life)),
  )
  const ordered = pieces
    .sort((a, b) => a.fromStep - b.fromStep || a.lane - b.lane)
    .map((piece, index) => ({ ...piece, index }))
  return {
    lanes: Math.max(1, lanes.length),
    pieces: ordered,
    index: indexIntervals(
      ordered,
      (piece) => piece.fromUs,
      (piece) => piece.toUs,
    ),
  }
}

/** A listener's own changes begin no life: they are what the side is while it has no connection. */
const isRest = (change: Change): boolean => isIdle(change.from) && isIdle(change.to)
const isIdle = (state: State): boolean => state === 'CLOSED' || state === 'LISTEN'

function livesOf(trace: Trace, changes: readonly Change[]): Life[] {
  const byConn = new Map<number, Change[]>()
  for (const change of changes) {
    if (isRest(change)) continue
    // A SYN that reopens TIME-WAIT makes the endpoint go on as the next connection.
    const former = isIdle(change.from) ? undefined : byConn.get(formerLife(trace, change.conn))
    const own = byConn.get(change.conn) ?? former ?? []
    byConn.set(change.conn, own)
    own.push(change)
  }
  return [...new Set(byConn.values())].map((own) => {
    const last = own.at(-1) as Change
    const ended = isIdle(last.to)
    return { changes: own, fromUs: (own[0] as Change).tUs, toUs: ended ? last.tUs : trace.endUs, ended }
  })
}

/** Each life into the first lane that is free when it begins; at least one lane. */
function assignLanes(lives: readonly Life[]): Life[][] {
  const lanes: Life[][] = [[]]
  for (const life of lives) {
    let lane = lanes.find((taken) => {
      const before = taken.at(-1)
      return before === undefined || (before.ended && before.toUs <= life.fromUs)
    })
    if (lane === undefined) {
      lane = lanes.length < MOST_LANES ? [] : (lanes.at(-1) as Life[])
      if (lane.length === 0) lanes.push(lane)
    }
    lane.push(life)
  }
  return lanes
}

type Bare = Omit<RibbonPiece, 'index'>

function lifePieces(trace: Trace, side: Side, lane: number, life: Life): Bare[] {
  const entered = life.ended ? life.changes.slice(0, -1) : life.changes
  return entered.map((change, i) => {
    const next = life.changes[i + 1]
    return {
      side,
      lane,
      conn: change.conn,
      state: change.to,
      fromUs: change.tUs,
      toUs: next?.tUs ?? trace.endUs,
      fromStep: change.step,
      toStep: next?.step ?? trace.stepCount,
      begins: change.conn !== life.changes[i - 1]?.conn,
      first: false,
      last: next === undefined,
    }
  })
}

/** The lane that is never empty: the lives on it, and the state of rest before, between and after them. */
function mainLane(trace: Trace, side: Side, changes: readonly Change[], lives: readonly Life[]): Bare[] {
  const pieces: Bare[] = []
  let rest = { state: changes[0]?.from ?? 'CLOSED', us: 0, step: 0 }
  const closeRest = (toUs: Us, toStep: number, last: boolean): void => {
    const first = pieces.length === 0
    // A listener that answers again was in LISTEN all along; without any length there is nothing to draw.
    if (toUs === rest.us && !first && !last) return
    const { state, us: fromUs, step: fromStep } = rest
    const times = { fromUs, toUs, fromStep, toStep }
    pieces.push({ side, lane: 0, conn: -1, state, ...times, begins: false, first, last })
  }
  let running = false
  const byFirst = new Map(lives.map((life) => [life.changes[0], life]))
  for (const change of changes) {
    const life = byFirst.get(change)
    if (life !== undefined) {
      closeRest(change.tUs, change.step, false)
      pieces.push(...lifePieces(trace, side, 0, life))
      running = !life.ended
      const end = life.changes.at(-1) as Change
      rest = { state: end.to, us: end.tUs, step: end.step }
    } else if (isRest(change) && change.tUs >= rest.us && !running) {
      // What was set up before the run has always been so.
      if (change.step > 0) closeRest(change.tUs, change.step, false)
      rest = { state: change.to, us: change.tUs, step: change.step }
    }
  }
  if (!running) closeRest(trace.endUs, trace.stepCount, true)
  return pieces
}
