import { type Arrow, placeAt } from '../../diagram/arrows.ts'
import type { DiagramMetrics } from '../../diagram/metrics.ts'
import { flagsText, numbersText } from '../../diagram/segment-text.ts'
import type { LabelledArrow, SequenceLayout } from '../../diagram/sequence-layout.ts'
import { monoWidth } from '../../diagram/text-width.ts'
import { nowLabel } from '../../diagram/ticks.ts'
import { setHidden, setText } from './dom.ts'
import { paintTimers, type TimerElements } from './paint-timers.ts'

/** Writes one moment into the moving layer. A function of (layout, t, step): playing and scrubbing are the same. */
export type Painter = (tUs: number, step: number) => void

export function createPainter(
  svg: SVGSVGElement,
  layout: SequenceLayout,
  metrics: DiagramMetrics,
  leftWord: string,
): Painter {
  const part = (name: string) => svg.querySelector(`[data-part=${name}]`) as SVGGElement
  const now = part('now')
  const nowText = now.querySelector('text')
  const covers = Array.from(part('covers').querySelectorAll('rect'))
  const flights = Array.from(part('flights').children, flightElements)
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
    const height = String(Math.max(0, axis.height - y))
    for (const cover of covers) {
      cover.setAttribute('y', String(y))
      cover.setAttribute('height', height)
    }
    for (const tick of ticks) setHidden(tick, Math.abs(Number(tick.dataset.tick) - y) < clearance)
    const live = layout.arrows.filter((arrow) => arrow.fromStep <= step && step < arrow.toStep)
    paintFlights(flights, live, tUs, metrics)
    paintTimers(timers, layout, metrics, tUs, step, leftWord)
  }
}

interface FlightElements {
  readonly root: SVGGElement
  readonly ahead: SVGPathElement
  readonly trail: SVGPathElement
  readonly numbers: SVGTextElement
  readonly pill: SVGGElement
  readonly box: SVGRectElement
  readonly flags: SVGTextElement
}

function flightElements(root: Element): FlightElements {
  const [ahead, trail, numbers, pill] = Array.from(root.children)
  return {
    root: root as SVGGElement,
    ahead: ahead as SVGPathElement,
    trail: trail as SVGPathElement,
    numbers: numbers as SVGTextElement,
    pill: pill as SVGGElement,
    box: pill?.querySelector('rect') as SVGRectElement,
    flags: pill?.querySelector('text') as SVGTextElement,
  }
}

/** One pool element for each segment in flight. Of pills that would cover each other only the first has its flags. */
function paintFlights(
  pool: readonly FlightElements[],
  live: readonly LabelledArrow[],
  tUs: number,
  metrics: DiagramMetrics,
): void {
  const taken: { readonly x: number; readonly half: number }[] = []
  pool.forEach((elements, i) => {
    const arrow = live[i]
    setHidden(elements.root, arrow === undefined)
    if (arrow === undefined) return
    const flags = flagsText(arrow.segment)
    const full = pillWidth(flags, metrics)
    const at = placeAt(arrow, tUs)
    const isFree = taken.every((other) => Math.abs(other.x - at.x) >= other.half + full / 2)
    const width = isFree ? full : metrics.pill.height * 0.64
    taken.push({ x: at.x, half: width / 2 })
    paintPill(elements, arrow, flags, at, width, isFree)
    paintWay(elements, arrow, at, width / 2, metrics)
  })
}

function pillWidth(flags: string, { pill, font }: DiagramMetrics): number {
  return pill.padding * 2 + pill.grip + pill.gap + monoWidth(flags, font.segment)
}

function paintPill(
  { root, pill, box, flags: text }: FlightElements,
  { segment, refused }: Arrow,
  flags: string,
  at: { readonly x: number; readonly y: number },
  width: number,
  isFull: boolean,
): void {
  root.dataset.segment = String(segment.id)
  root.dataset.red = String(refused)
  root.dataset.weight = segment.text === null ? 'plain' : 'data'
  pill.dataset.full = String(isFull)
  pill.setAttribute('transform', `translate(${at.x - width / 2} ${at.y})`)
  box.setAttribute('width', String(width))
  setText(text, isFull ? flags : '')
}

/** Solid behind the pill, dashed ahead; the numbers behind it as soon as they have room there. */
function paintWay(
  { ahead, trail, numbers }: FlightElements,
  arrow: LabelledArrow,
  at: { readonly x: number; readonly y: number },
  half: number,
  metrics: DiagramMetrics,
): void {
  const { x1, y1, x2, y2, label } = arrow
  trail.setAttribute('d', `M${x1} ${y1}L${at.x} ${at.y}`)
  ahead.setAttribute('d', `M${at.x} ${at.y}L${x2} ${y2}`)
  const text = arrow.segment.copyOf >= 0 ? label.remark : numbersText(arrow.segment)
  const width = monoWidth(text, metrics.font.segment)
  const direction = Math.sign(x2 - x1)
  const room = (span: number): boolean => span - half > width + 12
  const behind = room(Math.abs(at.x - x1))
  const isAhead = !behind && room(Math.abs(x2 - at.x) - metrics.head.length)
  setHidden(numbers, !behind && !isAhead)
  if (!behind && !isAhead) return
  const x = behind
    ? (x1 + at.x - direction * half) / 2
    : (at.x + direction * half + x2 - direction * metrics.head.length) / 2
  const y = y1 + ((x - x1) * (y2 - y1)) / (x2 - x1 || 1)
  const radians = (label.angle * Math.PI) / 180
  numbers.dataset.ahead = String(isAhead)
  setText(numbers, text)
  numbers.setAttribute(
    'transform',
    `translate(${x + Math.sin(radians) * metrics.labelGap} ${y - Math.cos(radians) * metrics.labelGap}) rotate(${label.angle})`,
  )
}
