import type { Trace } from '../engine/trace/codec.ts'
import type { Us } from '../engine/trace/trace.ts'
import { type Arrow, placeAt } from './arrows.ts'
import type { Columns } from './columns.ts'
import type { DiagramMetrics } from './metrics.ts'
import { flagsText } from './segment-text.ts'
import { monoWidth } from './text-width.ts'

/** A segment in flight: where its arrow and the present meet, px. */
export interface Pill<T extends Arrow = Arrow> {
  readonly arrow: T
  /** Middle and half of the width; at the ends of the arrow it stays beside the ribbon. */
  readonly x: number
  readonly half: number
  /** How far the segment has come, on its arrow. */
  readonly at: { readonly x: number; readonly y: number }
  /** '' where there is no room for them. */
  readonly flags: string
}

/** In flight from this step on until the next. Of segments that lie on one another only the first can be seen. */
export function inFlightAt<T extends Arrow>(arrows: readonly T[], step: number): T[] {
  return arrows.filter(
    (arrow, i) => arrow.fromStep <= step && step < arrow.toStep && !isUnder(arrow, arrows[i - 1]),
  )
}

const isUnder = (arrow: Arrow, before: Arrow | undefined): boolean =>
  before !== undefined &&
  before.x1 === arrow.x1 &&
  before.y1 === arrow.y1 &&
  before.x2 === arrow.x2 &&
  before.y2 === arrow.y2

/** One pill for each segment in flight. Of those that would cover each other only the first has its flags. */
export function pillsAt<T extends Arrow>(
  live: readonly T[],
  us: Us,
  columns: Columns,
  metrics: DiagramMetrics,
): Pill<T>[] {
  const pills: Pill<T>[] = []
  for (const arrow of live) {
    const at = placeAt(arrow, us)
    const flags = flagsText(arrow.segment)
    const full = pillWidth(flags, metrics) / 2
    const middle = within(at.x, full, columns)
    const isFull = pills.every((other) => Math.abs(other.x - middle) >= other.half + full)
    const half = isFull ? full : metrics.pill.height * 0.32
    pills.push({ arrow, x: within(at.x, half, columns), half, at, flags: isFull ? flags : '' })
  }
  return pills
}

function pillWidth(flags: string, { pill, font }: DiagramMetrics): number {
  return pill.padding * 2 + pill.grip + pill.gap + monoWidth(flags, font.segment)
}

function within(x: number, half: number, { field }: Columns): number {
  return Math.min(Math.max(x, field.left + half), field.right - half)
}

/** A pill that is seen at rest, at a step. */
export interface RestingPill extends Pill {
  readonly step: number
}

/** Where so many segments are near one another that nobody reads them one by one, pills are not minded. */
const MOST_MINDED = 48

/** The pills of some arrows at each step: there a reader rests who goes from one event to the next. */
export function restingPills(
  trace: Trace,
  arrows: readonly Arrow[],
  columns: Columns,
  metrics: DiagramMetrics,
): RestingPill[] {
  if (arrows.length > MOST_MINDED) return []
  const steps = new Set(arrows.flatMap(({ fromStep, toStep }) => range(fromStep, toStep)))
  return [...steps].flatMap((step) => {
    const live = inFlightAt(arrows, step)
    return pillsAt(live, trace.stepTimeUs(step), columns, metrics).map((pill) => ({ ...pill, step }))
  })
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)
