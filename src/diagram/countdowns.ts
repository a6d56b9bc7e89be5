import { type Side, SIDES } from '../engine/tcp/state.ts'
import type { DiagramMetrics } from './metrics.ts'
import type { SequenceLayout } from './sequence-layout.ts'
import type { TimerMark } from './timers.ts'

/** The time left of a running timer, beside its bar and above the present. Heights are of the middle of the letters, px. */
export interface Countdown {
  readonly mark: TimerMark
  readonly x: number
  readonly digitsY: number
  /** The word "left" below them; null where there is no lane for it. */
  readonly wordY: number | null
}

/** Heights of digits and word above the present, and half a line, font sizes. */
const DIGITS = 2.1
const WORD = 1
const HALF = 0.54

/**
 * What is told of the timers of the lane that run at a moment: on each side the one that ends first, if the column has
 * room for it above the present. `y`: height of the present, px.
 */
export function countdownsAt(
  layout: SequenceLayout,
  metrics: DiagramMetrics,
  running: readonly TimerMark[],
  y: number,
): Countdown[] {
  const size = metrics.font.call
  return (layout.columns.named ? SIDES : []).flatMap((side): Countdown[] => {
    const mark = running
      .filter((timer) => timer.side === side && timer.place === 'lane')
      .reduce<TimerMark | null>(
        (first, timer) => (first !== null && first.timer.dueUs <= timer.timer.dueUs ? first : timer),
        null,
      )
    if (mark === null) return []
    const { bar, labels } = layout.columns.sides[side]
    const hasWord = bar !== null
    const digitsY = y - size * (hasWord ? DIGITS : DIGITS - WORD)
    const top = digitsY - size * HALF
    const bottom = y - size * (WORD - HALF)
    const isTaken = textsBeside(layout, metrics, side).some(
      (text) => text.y + text.half > top && text.y - text.half < bottom,
    )
    return isTaken || top < mark.y1 ? [] : [{ mark, x: labels, digitsY, wordY: hasWord ? y - size : null }]
  })
}

/** The texts of the column in which the time is told: without a lane that of the states. */
function textsBeside(
  { columns, laneTexts, names, notes }: SequenceLayout,
  { font }: DiagramMetrics,
  side: Side,
): { readonly y: number; readonly half: number }[] {
  if (columns.sides[side].bar !== null) {
    return laneTexts
      .filter((text) => text.side === side)
      .map((text) => ({
        y: text.y,
        half: font.call * HALF * (text.kind === 'timer' && text.stacked ? 2 : 1),
      }))
  }
  const half = font.state * HALF
  return [
    ...names.filter(({ piece }) => piece.side === side),
    ...notes.filter(({ note }) => note.side === side),
  ].map(({ y }) => ({ y, half }))
}
