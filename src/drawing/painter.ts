import { type Arrow, placeAt } from '../diagram/arrows.ts'
import type { Columns } from '../diagram/columns.ts'
import type { DiagramMetrics } from '../diagram/metrics.ts'
import { flagsText, numbersText } from '../diagram/segment-text.ts'
import type { LabelledArrow } from '../diagram/labelled-arrows.ts'
import type { SequenceLayout } from '../diagram/sequence-layout.ts'
import { monoWidth } from '../diagram/text-width.ts'
import { nowLabel } from '../diagram/ticks.ts'
import { setAttribute, setHidden, setText } from './dom.ts'
import { paintTimers, type TimerElements } from './paint-timers.ts'

/** Writes one moment into the moving layer. A function of (layout, t, step): playing and scrubbing are the same. */
export type Painter = (tUs: number, step: number) => void

/** Calls a painter now and whenever t or the step has changed; returns how to stop that. The same function always. */
export type Subscribe = (paint: Painter) => () => void

export function createPainter(
  svg: SVGSVGElement,
  layout: SequenceLayout,
  metrics: DiagramMetrics,
  leftWord: string,
): Painter {
  const part = (name: string) => svg.querySelector(`[data-part=${name}]`) as SVGGElement
  const now = part('now')
  const nowText = now.querySelector('text')
  const covers = Array.from(svg.querySelectorAll<SVGRectElement>('[data-part=covers] rect'), coverOf)
  const flights = flightElements(part('ways'), part('pills'))
  const ticks = Array.from(svg.parentElement?.querySelectorAll<SVGTextElement>('[data-tick]') ?? [])
  const timers: TimerElements = {
    brackets: Array.from(part('brackets').children) as SVGGElement[],
    countdowns: Array.from(part('countdowns').children) as SVGGElement[],
    chips: new Map(
      Array.from(svg.querySelectorAll<SVGTextElement>('[data-chip]'), (text) => [
        Number(text.dataset.chip),
        text,
      ]),
    ),
  }
  const { axis } = layout
  const clearance = metrics.font.axis * 1.75
  return (tUs, step) => {
    const y = axis.toY(tUs)
    now.setAttribute('transform', `translate(0 ${y})`)
    if (nowText !== null) setText(nowText, nowLabel(tUs, axis.pxPerMs))
    for (const cover of covers) paintCover(cover, y)
    for (const tick of ticks) setHidden(tick, Math.abs(Number(tick.dataset.tick) - y) < clearance)
    const live = layout.arrows.filter(
      (arrow, i, all) => arrow.fromStep <= step && step < arrow.toStep && !isUnder(arrow, all[i - 1]),
    )
    paintFlights(flights, live, tUs, layout.columns, metrics)
    paintTimers(timers, layout, metrics, tUs, step, leftWord)
  }
}

/** Of segments that lie on one another only the first can be seen in flight. */
const isUnder = (arrow: Arrow, before: Arrow | undefined): boolean =>
  before !== undefined &&
  before.x1 === arrow.x1 &&
  before.y1 === arrow.y1 &&
  before.x2 === arrow.x2 &&
  before.y2 === arrow.y2

interface Cover {
  readonly element: SVGRectElement
  readonly top: number
  readonly bottom: number
  /** Where it begins now. */
  from: number
}

const coverOf = (element: SVGRectElement): Cover => ({
  element,
  top: Number(element.dataset.top),
  bottom: Number(element.dataset.bottom),
  from: Number.NaN,
})

function paintCover(cover: Cover, y: number): void {
  const from = Math.min(Math.max(y, cover.top), cover.bottom)
  if (from === cover.from) return
  cover.from = from
  cover.element.setAttribute('y', String(from))
  cover.element.setAttribute('height', String(cover.bottom - from))
}

interface FlightElements {
  readonly way: Element
  readonly ahead: Element
  readonly trail: Element
  readonly numbers: SVGTextElement
  readonly pill: SVGGElement
  readonly box: SVGRectElement
  readonly flags: SVGTextElement
}

/** The two pools of the layer, one entry for each segment that can be in flight. */
function flightElements(ways: Element, pills: Element): FlightElements[] {
  return Array.from(ways.children, (way, i) => {
    const [ahead, trail, numbers] = Array.from(way.children)
    const pill = pills.children[i] as SVGGElement
    return {
      way,
      ahead: ahead as Element,
      trail: trail as Element,
      numbers: numbers as SVGTextElement,
      pill,
      box: pill.querySelector('rect') as SVGRectElement,
      flags: pill.querySelector('text') as SVGTextElement,
    }
  })
}

/** One entry for each segment in flight. Of pills that would cover each other only the first has its flags. */
function paintFlights(
  pool: readonly FlightElements[],
  live: readonly LabelledArrow[],
  tUs: number,
  columns: Columns,
  metrics: DiagramMetrics,
): void {
  const taken: { readonly x: number; readonly half: number }[] = []
  pool.forEach((elements, i) => {
    const arrow = live[i]
    setHidden(elements.way, arrow === undefined)
    setHidden(elements.pill, arrow === undefined)
    if (arrow === undefined) return
    const at = placeAt(arrow, tUs)
    const flags = flagsText(arrow.segment)
    const full = pillWidth(flags, metrics)
    const middle = within(at.x, full / 2, columns)
    const isFull = taken.every((other) => Math.abs(other.x - middle) >= other.half + full / 2)
    const half = isFull ? full / 2 : metrics.pill.height * 0.32
    const x = within(at.x, half, columns)
    taken.push({ x, half })
    paintPill(elements, arrow, isFull ? flags : '', { x, y: at.y }, half)
    paintWay(elements, arrow, at)
    paintNumbers(elements.numbers, arrow, { x, half }, live.length === 1, metrics)
  })
}

function pillWidth(flags: string, { pill, font }: DiagramMetrics): number {
  return pill.padding * 2 + pill.grip + pill.gap + monoWidth(flags, font.segment)
}

/** At its ends the pill stays beside the ribbon; arrow and present meet under it all the same. */
function within(x: number, half: number, { field }: Columns): number {
  return Math.min(Math.max(x, field.left + half), field.right - half)
}

function paintPill(
  { pill, box, flags: text }: FlightElements,
  { segment, refused }: Arrow,
  flags: string,
  at: { readonly x: number; readonly y: number },
  half: number,
): void {
  setAttribute(pill, 'data-segment', segment.id)
  setAttribute(pill, 'data-red', refused)
  setAttribute(pill, 'data-full', flags !== '')
  pill.setAttribute('transform', `translate(${at.x - half} ${at.y})`)
  setAttribute(box, 'width', 2 * half)
  setText(text, flags)
}

/** Solid behind the present, dashed ahead. */
function paintWay(
  { way, ahead, trail }: FlightElements,
  { segment, refused, x1, y1, x2, y2 }: Arrow,
  at: { readonly x: number; readonly y: number },
): void {
  setAttribute(way, 'data-red', refused)
  setAttribute(way, 'data-weight', segment.text === null ? 'plain' : 'data')
  trail.setAttribute('d', `M${x1} ${y1}L${at.x} ${at.y}`)
  ahead.setAttribute('d', `M${at.x} ${at.y}L${x2} ${y2}`)
}

/** The numbers trail behind the pill; until they have room there they are ahead of it, if nothing else is. */
function paintNumbers(
  element: SVGTextElement,
  { segment, label, x1, y1, x2, y2 }: LabelledArrow,
  pill: { readonly x: number; readonly half: number },
  isAlone: boolean,
  { font, head, labelGap }: DiagramMetrics,
): void {
  const text = segment.copyOf >= 0 ? label.remark : numbersText(segment)
  const direction = Math.sign(x2 - x1)
  const back = pill.x - direction * pill.half
  const front = pill.x + direction * pill.half
  const tip = x2 - direction * head.length
  const needed = monoWidth(text, font.segment) + ROOM_ROUND_NUMBERS
  const isBehind = direction * (back - x1) > needed
  const isAhead = !isBehind && isAlone && direction * (tip - front) > needed
  setHidden(element, !isBehind && !isAhead)
  if (!isBehind && !isAhead) return
  const x = isBehind ? (x1 + back) / 2 : (front + tip) / 2
  const y = y1 + ((x - x1) * (y2 - y1)) / (x2 - x1)
  const radians = (label.angle * Math.PI) / 180
  const dx = Math.sin(radians) * labelGap
  const dy = -Math.cos(radians) * labelGap
  setAttribute(element, 'data-ahead', isAhead)
  setText(element, text)
  element.setAttribute('transform', `translate(${x + dx} ${y + dy}) rotate(${label.angle})`)
}

/** px */
const ROOM_ROUND_NUMBERS = 12
