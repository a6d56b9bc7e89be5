import { takenBy, touch } from './arrow-labels.ts'
import type { LabelledArrow } from './labelled-arrows.ts'
import type { DiagramMetrics } from './metrics.ts'
import { numbersText } from './segment-text.ts'
import { monoWidth } from './text-width.ts'

/** What is said of a segment in flight beside its pill, and the room that it takes on its arrow, px. */
export interface FlightNumbers {
  readonly text: string
  readonly width: number
  /** With some room on both sides. */
  readonly needed: number
  /** Where the head of the arrow begins. */
  readonly tip: number
}

/** Room round numbers, on both sides together, px. */
export const ROOM_ROUND = 8

export function flightNumbers(
  { segment, label, x1, x2 }: LabelledArrow,
  { font, head }: DiagramMetrics,
): FlightNumbers {
  const text = segment.copyOf >= 0 ? label.remark : numbersText(segment)
  const width = monoWidth(text, font.segment)
  return { text, width, needed: width + ROOM_ROUND, tip: x2 - Math.sign(x2 - x1) * head.length }
}

/** Whether the numbers of an arrow may stand at its tip: no label of another, as of its answer, is there. */
export function isTipFree(
  arrow: LabelledArrow,
  arrows: readonly LabelledArrow[],
  metrics: DiagramMetrics,
): boolean {
  const { x1, y1, x2, y2 } = arrow
  const { needed, tip } = flightNumbers(arrow, metrics)
  const slope = (y2 - y1) / (x2 - x1)
  const x = tip - (Math.sign(x2 - x1) * needed) / 2
  const at = { x, y: y1 + (x - x1) * slope - metrics.labelGap, slope, half: needed / 2 }
  return arrows.every(
    ({ segment, label }) =>
      segment.id === arrow.segment.id ||
      label.crowded ||
      !touch(at, takenBy(label, label.width), metrics.font.segment),
  )
}
