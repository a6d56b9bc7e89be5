import { has, RST } from '../engine/tcp/segment.ts'
import { FATES, type Trace } from '../engine/trace/codec.ts'
import type { TraceSegment, Us } from '../engine/trace/trace.ts'
import type { Columns } from './columns.ts'
import { arrivalsOf, arrivalUs } from './flights.ts'
import { type DiscardReason, discardReason } from './notes.ts'
import { type IntervalIndex, indexIntervals } from './interval-index.ts'
import type { TimeAxis } from './time-axis.ts'

/** One copy of a segment as a line across the field, px. */
export interface Arrow {
  readonly segment: TraceSegment
  /** Tail. */
  readonly x1: number
  readonly y1: number
  /** Tip of the head, or the centre of the x where it is lost. */
  readonly x2: number
  readonly y2: number
  /** Where it would have arrived: the end of the dotted rest of a lost one, else the tip. */
  readonly restX: number
  readonly restY: number
  readonly lost: boolean
  /** In the colour of loss: a RST, or thrown away by its receiver. */
  readonly refused: boolean
  /** Place in the order of arrival among those that overtook each other, from 1; 0: nothing was overtaken. */
  readonly arrivalRank: number
  /** In flight from the first step until before the second. */
  readonly fromStep: number
  readonly toStep: number
}

/** Room between a ribbon and the tail dot or the tip, px. */
const INSET = 2

const known = new WeakMap<Trace, IntervalIndex<number>>()

/** Segments by time of flight. Made once for a trace. */
function segmentIndex(trace: Trace): IntervalIndex<number> {
  let index = known.get(trace)
  if (index === undefined) {
    const { sentUs } = trace.data.segments
    const arrivals = arrivalsOf(trace)
    index = indexIntervals(
      Array.from(sentUs, (_, id) => id),
      (id) => sentUs[id] as number,
      (id) => arrivals[id] as number,
    )
    known.set(trace, index)
  }
  return index
}

/** The arrows of segments sent at `fromUs` or later and before `toUs`, in the order of sending. */
export function arrowsSentIn(trace: Trace, axis: TimeAxis, columns: Columns, fromUs: Us, toUs: Us): Arrow[] {
  return segmentIndex(trace)
    .startingIn(fromUs, toUs)
    .map((id) => arrowOf(trace, axis, columns, trace.segment(id), arrivalRank(trace, id)))
}

/** How many segments are sent in a stretch of time. */
export const countSentIn = (trace: Trace, fromUs: Us, toUs: Us): number =>
  segmentIndex(trace).startingIn(fromUs, toUs).length

function arrowOf(
  trace: Trace,
  axis: TimeAxis,
  { field }: Columns,
  segment: TraceSegment,
  arrivalRank: number,
): Arrow {
  const lost = segment.fate === 'lost' || segment.fate === 'dropped'
  const left = field.left + INSET
  const right = field.right - INSET
  const middle = (left + right) / 2
  const [start, end] = segment.from === 'C' ? [left, right] : [right, left]
  const { step } = trace.data.facts
  return {
    segment,
    // Nobody on these two hosts sent an injected segment: it comes out of the network.
    x1: segment.injected ? middle : start,
    y1: axis.toY(segment.sentUs),
    x2: lost ? middle : end,
    y2: axis.toY(segment.endUs),
    restX: end,
    restY: axis.toY(arrivalUs(segment)),
    lost,
    refused: has(segment, RST) || isRefused(discardReason(trace, segment)),
    arrivalRank,
    fromStep: step[segment.sentFact] ?? 0,
    toStep: step[segment.endFact] ?? trace.stepCount,
  }
}

const isRefused = (reason: DiscardReason | null): boolean => reason !== null && reason !== 'received-before'

/** Place in the order of arrival among those that overtook one another; 0: it overtook none and none overtook it. */
function arrivalRank(trace: Trace, id: number): number {
  if (isInOrder(trace)) return 0
  const partners = hasArrived(trace.data.segments, id) ? overtaking(trace, id) : []
  if (partners.length === 0) return 0
  const { endUs } = trace.data.segments
  const group = new Set([id, ...partners, ...partners.flatMap((partner) => overtaking(trace, partner))])
  const earlier = [...group].filter((other) => (endUs[other] as number) < (endUs[id] as number))
  return earlier.length + 1
}

const DELIVERED = FATES.indexOf('delivered')

const hasArrived = ({ fate, copyOf }: Trace['data']['segments'], id: number): boolean =>
  fate[id] === DELIVERED && (copyOf[id] as number) < 0

const inOrder = new WeakMap<Trace, boolean>()

/** Whether each side's segments arrive as they were sent: so it is with most runs. Found out once for a trace. */
function isInOrder(trace: Trace): boolean {
  let answer = inOrder.get(trace)
  if (answer === undefined) {
    const { segments } = trace.data
    const latest = [0, 0]
    answer = segments.endUs.every((end, id) => {
      if (!hasArrived(segments, id)) return true
      const side = segments.from[id] as number
      const isNext = end >= (latest[side] as number)
      latest[side] = end
      return isNext
    })
    inOrder.set(trace, answer)
  }
  return answer
}

/** Segments of the same sender that this one overtook, or that overtook it: their flights overlap in time. */
function overtaking(trace: Trace, id: number): number[] {
  const { segments } = trace.data
  const { sentUs, endUs, from } = segments
  const end = endUs[id] as number
  return segmentIndex(trace)
    .overlapping(sentUs[id] as number, end)
    .filter((other) => {
      if (from[other] !== from[id] || !hasArrived(segments, other)) return false
      // Segments have numbers in the order of sending, also those of one instant.
      const otherEnd = endUs[other] as number
      return other > id ? otherEnd < end : other < id && otherEnd > end
    })
}

/** Where a segment is at a moment: on its arrow, at the height of the present. `share` is how far it has come. */
export function placeAt(
  arrow: Arrow,
  us: Us,
): { readonly x: number; readonly y: number; readonly share: number } {
  const { sentUs, endUs } = arrow.segment
  const share = endUs === sentUs ? 1 : Math.min(1, Math.max(0, (us - sentUs) / (endUs - sentUs)))
  return {
    x: arrow.x1 + (arrow.x2 - arrow.x1) * share,
    y: arrow.y1 + (arrow.y2 - arrow.y1) * share,
    share,
  }
}
