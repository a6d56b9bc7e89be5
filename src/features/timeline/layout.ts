import { firstAtOrAfter } from '../../base/binary-search.ts'
import type { TimeAxis } from '../../diagram/time-axis.ts'
import { FATES, type Trace } from '../../engine/trace/codec.ts'
import { type StateInterval, stateIntervals } from '../../engine/trace/query.ts'
import type { Side, State } from '../../engine/tcp/state.ts'
import type { Chapter } from '../../store/chapters.ts'

/** Places on the scrubber as shares of its length, 0 to 1. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly state: State
}

/** States of one side, as long as the paper is: the first begins before time 0. States too short to see are left out. */
export function ribbonOf(trace: Trace, axis: TimeAxis, side: Side): Span[] {
  const intervals = stateIntervals(trace, side)
  return intervals.flatMap((interval, index): Span[] => {
    const from = index === 0 ? 0 : axis.fraction(interval.fromUs)
    const to = endOf(intervals, index, axis)
    return to > from ? [{ from, to, state: interval.state }] : []
  })
}

function endOf(intervals: readonly StateInterval[], index: number, axis: TimeAxis): number {
  return index === intervals.length - 1 ? 1 : axis.fraction((intervals[index] as StateInterval).toUs)
}

/** Two ticks nearer than this look like one. */
const TICK_SHARE = 1 / 1500

export interface Ticks {
  readonly events: readonly number[]
  /** Where a segment is lost or dropped. */
  readonly losses: readonly number[]
}

/** Ticks at steps, at most one at a place. */
export function ticksOf(trace: Trace, axis: TimeAxis): Ticks {
  const { fate, endUs } = trace.data.segments
  const gone = [FATES.indexOf('lost'), FATES.indexOf('dropped')]
  const isLost = (id: number) => gone.includes(fate[id] as number)
  const lost = Array.from(fate.keys()).filter(isLost)
  return {
    events: apart(Array.from(axis.eventsUs, (us) => axis.fraction(us))),
    losses: apart(lost.map((id) => axis.fraction(endUs[id] as number)).sort((a, b) => a - b)),
  }
}

/** As wide as a mark, on a scrubber of usual length. */
const BREAK_SHARE = 1 / 150

/** Middles of the compressed stretches, at most one at a place. */
export function breaksOf(axis: TimeAxis): number[] {
  const middles = axis.bands.map(({ fromUs, toUs }) => (axis.fraction(fromUs) + axis.fraction(toUs)) / 2)
  return apart(middles, BREAK_SHARE)
}

function apart(places: readonly number[], share = TICK_SHARE): number[] {
  const kept: number[] = []
  for (const place of places) {
    if (place - (kept.at(-1) ?? -1) >= share) kept.push(place)
  }
  return kept
}

export interface Heading {
  readonly chapter: Chapter
  readonly name: string
  readonly at: number
}

const GAP_PX = 14

/**
 * Chapter names that find room on a scrubber of this width, px: the first comes first, a name that would run into
 * the one before is left out. The last may hang to the left of its place.
 */
export function headings(
  chapters: readonly Chapter[],
  nameOf: (chapter: Chapter) => string,
  axis: TimeAxis,
  widthPx: number,
  textWidth: (name: string) => number,
): Heading[] {
  const shown: Heading[] = []
  let freeFrom = 0
  for (const chapter of chapters) {
    const name = nameOf(chapter)
    const width = textWidth(name)
    const at = axis.fraction(chapter.tUs)
    const left = Math.min(at * widthPx, widthPx - width)
    if (left < freeFrom) continue
    shown.push({ chapter, name, at: left / widthPx })
    freeFrom = left + width + GAP_PX
  }
  return shown
}

/** The time of the event nearest to a place, if one is within reach, else the time of the place itself. */
export function snapped(axis: TimeAxis, fraction: number, reach: number): number {
  const { eventsUs } = axis
  const distance = (us: number) => Math.abs(axis.fraction(us) - fraction)
  const at = axis.fromFraction(fraction)
  const after = firstAtOrAfter(eventsUs, at)
  const nearest = [eventsUs[after - 1], eventsUs[after]]
    .filter((us) => us !== undefined)
    .sort((a, b) => distance(a) - distance(b))[0]
  return nearest !== undefined && distance(nearest) <= reach ? nearest : at
}
