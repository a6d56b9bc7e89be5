import type { DiagramMetrics } from './metrics.ts'
import type { SequenceLayout } from './sequence-layout.ts'
import { proseWidth } from './text-width.ts'
import type { TimeBand } from './time-axis.ts'

/** Room between the text and the field's edge, and between it and a chip, px at scale 1. */
const INSET = 19
const BESIDE_CHIP = 10

/** Where the length of a compressed stretch is told, px: its left end. Null where chips of timers leave no room. */
export function bandTextX(
  { columns, timers }: SequenceLayout,
  { font, scale }: DiagramMetrics,
  { top, bottom }: TimeBand,
  text: string,
): number | null {
  const { left, right } = columns.field
  const middle = (left + right) / 2
  let [from, to] = [left + INSET * scale, right - INSET * scale]
  for (const { chip } of timers) {
    if (chip === null || chip.y < top || chip.y > bottom) continue
    if (chip.x < middle) from = Math.max(from, chip.x + chip.width + BESIDE_CHIP * scale)
    else to = Math.min(to, chip.x - BESIDE_CHIP * scale)
  }
  return to - from >= proseWidth(text, font.state) ? from : null
}
