import { type FlightNumbers, flightNumbers, ROOM_ROUND } from '../diagram/flight-numbers.ts'
import type { LabelledArrow } from '../diagram/labelled-arrows.ts'
import type { DiagramMetrics } from '../diagram/metrics.ts'
import type { Pill } from '../diagram/pills.ts'
import { setAttribute, setHidden, setText } from './dom.ts'

export interface NumbersElements {
  /** Lies along the arrow. */
  readonly slope: Element
  readonly numbers: SVGTextElement
}

/** Of digits above their base line and of brackets below it, font sizes. */
const DIGIT = 0.75
const DESCENT = 0.3

/**
 * The numbers trail behind the pill; where others cross they stay at the place that is kept for them. `mayLead`:
 * whether they may stand at the tip until there is room behind.
 */
export function paintNumbers(
  { slope, numbers: element }: NumbersElements,
  pill: Pill<LabelledArrow>,
  mayLead: (arrow: LabelledArrow) => boolean,
  metrics: DiagramMetrics,
): void {
  const { font, labelGap } = metrics
  const { label, x1, y1, x2, y2 } = pill.arrow
  const numbers = flightNumbers(pill.arrow, metrics)
  // Ahead of the pill an arrow is below the present, and letters on it too only from so far on.
  const clearance = ((labelGap + DIGIT * font.segment) * Math.abs(x2 - x1)) / (y2 - y1)
  const place = label.crossed
    ? placeKept(pill, numbers.width, font.segment)
    : (placeBehind(pill, numbers) ?? (mayLead(pill.arrow) ? placeAhead(pill, numbers, clearance) : null))
  setHidden(element, place === null)
  if (place === null) return
  setAttribute(element, 'data-ahead', place.isAhead)
  setText(element, numbers.text)
  const [originX, originY] = label.crossed ? [label.x, label.y] : [x1, y1]
  setAttribute(slope, 'transform', `translate(${originX} ${originY}) rotate(${label.angle})`)
  element.setAttribute('x', String((place.x - originX) / Math.cos((label.angle * Math.PI) / 180)))
  setAttribute(element, 'y', label.crossed ? 0 : -labelGap)
}

interface NumbersPlace {
  readonly x: number
  readonly isAhead: boolean
}

/** Half way between tail and pill, once there is room. */
function placeBehind(
  { arrow: { x1, x2 }, x, half }: Pill<LabelledArrow>,
  { needed }: FlightNumbers,
): NumbersPlace | null {
  const direction = Math.sign(x2 - x1)
  const back = x - direction * half
  return direction * (back - x1) > needed ? { x: (x1 + back) / 2, isAhead: false } : null
}

/** At the tip, as long as that is clear of the pill and of the present. */
function placeAhead(
  { arrow: { x1, x2 }, x, half }: Pill<LabelledArrow>,
  { needed, tip }: FlightNumbers,
  clearance: number,
): NumbersPlace | null {
  const direction = Math.sign(x2 - x1)
  const isClear = direction * (tip - x) > needed + Math.max(half, clearance)
  return isClear ? { x: tip - (direction * needed) / 2, isAhead: true } : null
}

/** Where the label is going to be, unless the pill or the present is there. That of a lost one is at its tail. */
function placeKept(
  { arrow: { label, lost, x1, x2 }, x, half, at }: Pill<LabelledArrow>,
  width: number,
  size: number,
): NumbersPlace | null {
  const room = ROOM_ROUND / 2
  const reach = (Math.abs(Math.sin((label.angle * Math.PI) / 180)) * width) / 2 + room
  const isStruck = label.y - reach - DIGIT * size < at.y && label.y + reach + DESCENT * size > at.y
  const isBeside = Math.abs(label.x - x) >= half + width / 2 + room
  const isKept = !lost && !label.crowded && width <= label.width
  const isAhead = Math.sign(x2 - x1) * (label.x - x) > 0
  return isBeside && !isStruck && isKept ? { x: label.x, isAhead } : null
}
