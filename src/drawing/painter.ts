import type { Columns } from '../diagram/columns.ts'
import { isTipFree } from '../diagram/flight-numbers.ts'
import type { LabelledArrow } from '../diagram/labelled-arrows.ts'
import type { DiagramMetrics } from '../diagram/metrics.ts'
import { inFlightAt, type Pill, pillsAt } from '../diagram/pills.ts'
import type { SequenceLayout } from '../diagram/sequence-layout.ts'
import { nowLabel } from '../diagram/ticks.ts'
import { setAttribute, setHidden, setText } from './dom.ts'
import { type NumbersElements, paintNumbers } from './paint-numbers.ts'
import { sketchPainter } from './paint-sketch.ts'
import { paintTimers, type TimerElements } from './paint-timers.ts'

/**
 * Writes one moment into the moving layer. A function of (layout, t, step): playing and scrubbing are the same. Places
 * are written as attributes, never as transforms: one transform that changes makes the browser put together all layers
 * of the page again.
 */
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
  const paintSketch = sketchPainter(part('sketch'), layout, metrics)
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
  const isTipFreeOf = remembered((arrow: LabelledArrow) => isTipFree(arrow, layout.arrows, metrics))
  const { axis } = layout
  const clearance = metrics.font.axis * 1.75
  return (tUs, step) => {
    const y = axis.toY(tUs)
    paintNow(now, y)
    if (nowText !== null) setText(nowText, nowLabel(tUs, axis.pxPerMs))
    for (const cover of covers) paintCover(cover, y)
    for (const tick of ticks) setHidden(tick, Math.abs(Number(tick.dataset.tick) - y) < clearance)
    paintSketch(step)
    paintFlights(flights, inFlightAt(layout.arrows, step), tUs, layout.columns, metrics, isTipFreeOf)
    paintTimers(timers, layout, metrics, tUs, step, leftWord)
  }
}

/** The same answers, each found out once. */
function remembered<T, R>(answer: (of: T) => R): (of: T) => R {
  const known = new Map<T, R>()
  return (of) => {
    const has = known.get(of)
    if (has !== undefined) return has
    const found = answer(of)
    known.set(of, found)
    return found
  }
}

/** The line from edge to edge, and the pill at its end if there is room for one. */
function paintNow(now: SVGGElement, y: number): void {
  const [line, pill] = now.children as unknown as [SVGPathElement, SVGGElement | undefined]
  line.setAttribute('d', `M${line.dataset.fromX} ${y}H${line.dataset.toX}`)
  const [box, text] = pill?.children ?? []
  if (box === undefined || text === undefined) return
  box.setAttribute('y', String(y - Number(box.getAttribute('height')) / 2))
  text.setAttribute('y', String(y))
}

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

interface FlightElements extends NumbersElements {
  readonly way: Element
  readonly ahead: Element
  readonly trail: Element
  readonly pill: SVGGElement
  readonly box: SVGRectElement
  readonly grip: Element
  readonly flags: SVGTextElement
}

/** The two pools of the layer, one entry for each segment that can be in flight. */
function flightElements(ways: Element, pills: Element): FlightElements[] {
  return Array.from(ways.children, (way, i) => {
    const [ahead, trail, slope] = Array.from(way.children)
    const pill = pills.children[i] as SVGGElement
    return {
      way,
      ahead: ahead as Element,
      trail: trail as Element,
      slope: slope as Element,
      numbers: slope?.firstElementChild as SVGTextElement,
      pill,
      box: pill.querySelector('rect') as SVGRectElement,
      grip: pill.querySelector('path') as SVGPathElement,
      flags: pill.querySelector('text') as SVGTextElement,
    }
  })
}

/** One entry for each segment in flight. */
function paintFlights(
  pool: readonly FlightElements[],
  live: readonly LabelledArrow[],
  tUs: number,
  columns: Columns,
  metrics: DiagramMetrics,
  isTipFreeOf: (arrow: LabelledArrow) => boolean,
): void {
  const pills = pillsAt(live.slice(0, pool.length), tUs, columns, metrics)
  const mayLead = (arrow: LabelledArrow) => live.length === 1 && isTipFreeOf(arrow)
  pool.forEach((elements, i) => {
    const pill = pills[i]
    setHidden(elements.way, pill === undefined)
    setHidden(elements.pill, pill === undefined)
    if (pill === undefined) return
    paintPill(elements, pill, metrics)
    paintWay(elements, pill)
    paintNumbers(elements, pill, mayLead, metrics)
  })
}

/** Between the dots by which a pill is taken, px. */
export const gripStep = ({ pill }: DiagramMetrics): number => pill.height * 0.21

function paintPill(
  { pill, box, grip, flags: text }: FlightElements,
  { arrow: { segment, refused }, x, half, at, flags }: Pill,
  metrics: DiagramMetrics,
): void {
  const { height, padding, grip: gripWidth, gap } = metrics.pill
  const left = x - half
  setAttribute(pill, 'data-segment', segment.id)
  setAttribute(pill, 'data-red', refused)
  setAttribute(pill, 'data-full', flags !== '')
  box.setAttribute('x', String(left))
  box.setAttribute('y', String(at.y - height / 2))
  setAttribute(box, 'width', 2 * half)
  setText(text, flags)
  if (flags === '') return
  text.setAttribute('x', String(left + padding + gripWidth + gap))
  text.setAttribute('y', String(at.y))
  const step = gripStep(metrics)
  const dots = [-step, 0, step].map((y) => `M${left + padding + step * 0.3} ${at.y + y}h0m${step} 0h0`)
  grip.setAttribute('d', dots.join(''))
}

/** Solid behind the present, dashed ahead. */
function paintWay(
  { way, ahead, trail }: FlightElements,
  { arrow: { segment, refused, x1, y1, x2, y2 }, at }: Pill,
): void {
  setAttribute(way, 'data-red', refused)
  setAttribute(way, 'data-weight', segment.text === null ? 'plain' : 'data')
  trail.setAttribute('d', `M${x1} ${y1}L${at.x} ${at.y}`)
  ahead.setAttribute('d', `M${at.x} ${at.y}L${x2} ${y2}`)
}
