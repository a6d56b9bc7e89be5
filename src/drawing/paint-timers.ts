import { type Countdown, countdownsAt } from '../diagram/countdowns.ts'
import type { DiagramMetrics } from '../diagram/metrics.ts'
import type { SequenceLayout } from '../diagram/sequence-layout.ts'
import { chipText, type TimerMark } from '../diagram/timers.ts'
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
  const told = countdownsAt(layout, metrics, inLane, y)
  elements.countdowns.forEach((element, i) => {
    const mark = inLane[i]
    const countdown = told.find((one) => one.mark === mark)
    paintCountdown(element, mark, countdown, layout, tUs, y, leftWord)
  })
  for (const { timer, chip, length, fromStep, toStep } of layout.timers) {
    const text = elements.chips.get(timer.setFact)
    if (text === undefined || chip === null) continue
    const isRunning = fromStep <= step && step < toStep
    setText(text, chipText(chip, isRunning ? remaining(timer.dueUs - tUs) : length))
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

/** A dot at the present on the bar, and what is left. */
function paintCountdown(
  element: SVGGElement,
  mark: TimerMark | undefined,
  told: Countdown | undefined,
  { columns }: SequenceLayout,
  tUs: number,
  y: number,
  leftWord: string,
): void {
  setHidden(element, mark === undefined)
  if (mark === undefined) return
  const { outward, bar } = columns.sides[mark.side]
  const [dot, digits, word] = element.children as unknown as [
    SVGCircleElement,
    SVGTextElement,
    SVGTextElement,
  ]
  setAttribute(element, 'data-timer', mark.timer.timer)
  setAttribute(element, 'data-side', outward < 0 ? 'left' : 'right')
  setHidden(dot, bar === null)
  dot.setAttribute('cx', String(mark.x))
  dot.setAttribute('cy', String(y))
  setHidden(digits, told === undefined)
  setHidden(word, told === undefined || told.wordY === null)
  if (told === undefined) return
  place(digits, told.x, told.digitsY)
  place(word, told.x, told.wordY ?? 0)
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
