import type { LabelledArrow } from '../diagram/labelled-arrows.ts'
import type { DiagramMetrics } from '../diagram/metrics.ts'
import type { Pill } from '../diagram/pills.ts'
import { numbersText } from '../diagram/segment-text.ts'
import { monoWidth } from '../diagram/text-width.ts'
import { setAttribute, setHidden, setText } from './dom.ts'

export interface NumbersElements {
  /** Lies along the arrow. */
  readonly slope: Element
  readonly numbers: SVGTextElement
}

/** px */
const ROOM_ROUND_NUMBERS = 8

/** Of digits above their base line and of brackets below it, font sizes. */
const DIGIT = 0.75
const DESCENT = 0.3

/** The numbers trail behind the pill; where others cross they stay at the place that is kept for them. */
export function paintNumbers(
  { slope, numbers: element }: NumbersElements,
  pill: Pill<LabelledArrow>,
  isAlone: boolean,
  { font, head, labelGap }: DiagramMetrics,
): void {
  const { arrow } = pill
  const { segment, label, x1, y1, x2, y2 } = arrow
  const text = segment.copyOf >= 0 ? label.remark : numbersText(segment)
  const width = monoWidth(text, font.segment)
  const tip = x2 - Math.sign(x2 - x1) * head.length
  // Ahead of the pill an arrow is below the present, and letters on it too only from so far on.
  const clearance = ((labelGap + DIGIT * font.segment) * Math.abs(x2 - x1)) / (y2 - y1)
  const place = label.crossed
    ? placeKept(pill, width, font.segment)
    : placeBehind({ tail: x1, tip }, pill, width + ROOM_ROUND_NUMBERS, isAlone ? clearance : null)
  setHidden(element, place === null)
  if (place === null) return
  setAttribute(element, 'data-ahead', place.isAhead)
  setText(element, text)
  const [originX, originY] = label.crossed ? [label.x, label.y] : [x1, y1]
  setAttribute(slope, 'transform', `translate(${originX} ${originY}) rotate(${label.angle})`)
  element.setAttribute('x', String((place.x - originX) / Math.cos((label.angle * Math.PI) / 180)))
  setAttribute(element, 'y', label.crossed ? 0 : -labelGap)
}

interface NumbersPlace {
  readonly x: number
  readonly isAhead: boolean
}

/** Until there is room behind the pill, at the tip, if nothing else is in flight and it is clear of the present there. */
function placeBehind(
  { tail, tip }: { readonly tail: number; readonly tip: number },
  pill: Pick<Pill, 'x' | 'half'>,
  needed: number,
  clearance: number | null,
): NumbersPlace | null {
  const direction = Math.sign(tip - tail)
  const back = pill.x - direction * pill.half
  if (direction * (back - tail) > needed) return { x: (tail + back) / 2, isAhead: false }
  const isClear = clearance !== null && direction * (tip - pill.x) > needed + Math.max(pill.half, clearance)
  return isClear ? { x: tip - (direction * needed) / 2, isAhead: true } : null
}

/** Where the label is going to be, unless the pill or the present is there. That of a lost one is at its tail. */
function placeKept(
  { arrow: { label, lost, x1, x2 }, x, half, at }: Pill<LabelledArrow>,
  width: number,
  size: number,
): NumbersPlace | null {
  const room = ROOM_ROUND_NUMBERS / 2
  const reach = (Math.abs(Math.sin((label.angle * Math.PI) / 180)) * width) / 2 + room
  const isStruck = label.y - reach - DIGIT * size < at.y && label.y + reach + DESCENT * size > at.y
  const isBeside = Math.abs(label.x - x) >= half + width / 2 + room
  const isKept = !lost && !label.crowded && width <= label.width
  const isAhead = Math.sign(x2 - x1) * (label.x - x) > 0
  return isBeside && !isStruck && isKept ? { x: label.x, isAhead } : null
}
