import type { DiagramMetrics } from '../diagram/metrics.ts'
import type { SequenceLayout } from '../diagram/sequence-layout.ts'
import type { TimerMark } from '../diagram/timers.ts'
import { duration, seconds } from '../i18n/format.ts'
import { setAttribute, setHidden, setText } from './dom.ts'
import { bracketPath } from '../diagram/paths.ts'

/** Pools of the moving layer, and the texts of the chips by the fact that set their timer. */
export interface TimerElements {
  readonly brackets: readonly SVGGElement[]
  readonly countdowns: readonly SVGGElement[]
  readonly chips: ReadonlyMap<number, SVGTextElement>
}

/** Running timers: brackets grow, chips and countdowns count down. */
export function paintTimers(
  elements: TimerElements,
  layout: SequenceLayout,
  metrics: DiagramMetrics,
  tUs: number,
  step: number,
  leftWord: string,
): void {
  const running = layout.timers.filter((mark) => mark.fromStep <= step && step < mark.toStep)
  const y = layout.axis.toY(tUs)
  const inField = running.filter((mark) => mark.place === 'field')
  elements.brackets.forEach((element, i) => paintBracket(element, inField[i], layout, y))
  const inLane = running.filter((mark) => mark.place === 'lane')
  elements.countdowns.forEach((element, i) =>
    paintCountdown(element, inLane[i], layout, metrics, tUs, y, leftWord),
  )
  for (const { timer, name, length, fromStep, toStep } of layout.timers) {
    const chip = elements.chips.get(timer.setFact)
    if (chip === undefined) continue
    const isRunning = fromStep <= step && step < toStep
    setText(chip, `${name} ${isRunning ? remaining(timer.dueUs - tUs) : length}`)
  }
}

/** The whole way faintly, and the way so far over it. */
function paintBracket(
  element: SVGGElement,
  mark: TimerMark | undefined,
  layout: SequenceLayout,
  y: number,
): void {
  setHidden(element, mark === undefined)
  if (mark === undefined) return
  const { inner } = layout.columns.sides[mark.side]
  const [ahead, run] = element.children
  ahead?.setAttribute('d', bracketPath(mark, inner))
  const soFar: TimerMark = { ...mark, y2: y, timer: { ...mark.timer, end: 'running' } }
  run?.setAttribute('d', y - mark.y1 > 12 ? bracketPath(soFar, inner) : '')
}

function paintCountdown(
  element: SVGGElement,
  mark: TimerMark | undefined,
  { columns }: SequenceLayout,
  { font }: DiagramMetrics,
  tUs: number,
  y: number,
  leftWord: string,
): void {
  setHidden(element, mark === undefined)
  if (mark === undefined) return
  const { labels, outward, bar } = columns.sides[mark.side]
  const [dot, digits, word] = element.children as unknown as [
    SVGCircleElement,
    SVGTextElement,
    SVGTextElement,
  ]
  const size = font.call
  // Close below the name of the timer, or of the state where the timer has none, there is no room.
  const room = bar === null ? 2.9 : mark.restart ? 4.6 : 3.6
  const hasRoom = y - mark.y1 > size * room
  setAttribute(element, 'data-timer', mark.timer.timer)
  setAttribute(element, 'data-side', outward < 0 ? 'left' : 'right')
  setHidden(dot, bar === null)
  setHidden(digits, !hasRoom)
  setHidden(word, !hasRoom || bar === null)
  dot.setAttribute('cx', String(mark.x))
  dot.setAttribute('cy', String(y))
  place(digits, labels, y - size * (bar === null ? 1.1 : 2.1))
  place(word, labels, y - size)
  setText(digits, remaining(mark.timer.dueUs - tUs))
  setText(word, leftWord)
}

function place(text: SVGTextElement, x: number, y: number): void {
  text.setAttribute('x', String(x))
  text.setAttribute('y', String(y))
}

/** Digits that run, down to tenths of a second; from a quarter of an hour on in minutes. */
function remaining(us: number): string {
  const left = Math.max(0, us)
  return left < 900_000_000 ? seconds(left, 1) : duration(Math.round(left / 1_000_000) * 1_000_000)
}
