import type { Side } from '../engine/tcp/state.ts'
import type { Trace } from '../engine/trace/codec.ts'
import { type TimerInterval, timerIntervals } from '../engine/trace/query.ts'
import { duration } from '../i18n/format.ts'
import { BAR_BESIDE, type CallMark } from './calls.ts'
import type { Columns } from './columns.ts'
import { type IntervalIndex, indexIntervals } from './interval-index.ts'
import type { DiagramMetrics } from './metrics.ts'
import { bandWithin, type TimeAxis } from './time-axis.ts'
import { monoWidth } from './text-width.ts'

/** A running timer as a bracket beside the ribbon, or in the call lane if it waits and sends nothing. */
export interface TimerMark {
  readonly timer: TimerInterval
  readonly side: Side
  readonly place: 'field' | 'lane'
  /** Short name as it stands on the chip or at the cap, and the length. */
  readonly name: string
  readonly length: string
  /** It starts where the one before it was restarted. */
  readonly restart: boolean
  readonly x: number
  readonly y1: number
  readonly y2: number
  /** In the field: the chip; null if there is no room for it. */
  readonly chip: Chip | null
  readonly fromStep: number
  readonly toStep: number
}

interface Chip {
  readonly x: number
  /** Middle of its height. */
  readonly y: number
  readonly width: number
  /** '' where there is no room for it. */
  readonly name: string
}

/** What stands on a chip: its name, and a length or the time left. */
export const chipText = ({ name }: Chip, time: string): string => (name === '' ? time : `${name} ${time}`)

type TimerName = TimerInterval['timer']

/** Names that teachers use; never translated. */
export const TIMER_NAMES: Readonly<Record<TimerName, string>> = {
  retransmission: 'RTO',
  persist: 'persist',
  'time-wait': '2MSL',
  'delayed-ack': 'delayed ACK',
  keepalive: 'keepalive',
  'fin-wait-2': 'FIN-WAIT-2',
  'user-timeout': 'user timeout',
  connect: 'connect',
  'loss-probe': 'TLP',
  reorder: 'reorder',
}

/** They wait for the peer or for time to pass; the others send something when they fire. */
const WAITING = new Set<TimerName>(['time-wait', 'keepalive', 'fin-wait-2', 'user-timeout', 'connect'])
/** Brackets less tall than this say nothing. */
const LEAST_HEIGHT = 10
const MOST_BESIDE = 3
/** From one chip to the next below it, times the size of its letters. */
const CHIP_LINE = 2

const timerPlace = (timer: TimerName): TimerMark['place'] => (WAITING.has(timer) ? 'lane' : 'field')

const known = new WeakMap<Trace, IntervalIndex<TimerInterval>>()

function timerIndex(trace: Trace): IntervalIndex<TimerInterval> {
  let index = known.get(trace)
  if (index === undefined) {
    index = indexIntervals(
      timerIntervals(trace),
      (timer) => timer.setUs,
      (timer) => timer.endUs,
    )
    known.set(trace, index)
  }
  return index
}

/** The timers worth showing that touch a stretch of time. */
export function timersBetween(
  trace: Trace,
  axis: TimeAxis,
  columns: Columns,
  metrics: DiagramMetrics,
  calls: readonly CallMark[],
  fromUs: number,
  toUs: number,
): TimerMark[] {
  const told = timerIndex(trace)
    .overlapping(fromUs, toUs)
    .filter((timer) => isTelling(timer, axis))
  const ends = new Map<string, number[]>()
  const marks = told.flatMap((timer) => {
    const place = timerPlace(timer.timer)
    const column = freeColumn(ends, `${timer.side} ${place}`, timer)
    if (column >= MOST_BESIDE) return []
    const mark = markOf(trace, axis, columns, metrics, timer, place, column)
    return [place === 'lane' ? besideCalls(mark, calls, columns) : mark]
  })
  const { chip: size } = metrics.font
  const brief = marks.map((mark) => (meetingOf(mark, marks, size) === null ? mark : withoutName(mark, size)))
  return brief.map((mark) => apart(mark, brief, size))
}

/** The chip of the other side that a chip meets where the field is narrow. */
function meetingOf({ chip, side }: TimerMark, marks: readonly TimerMark[], size: number): Chip | null {
  if (chip === null) return null
  const met = marks.find(({ chip: other, side: otherSide }) => {
    if (other === null || otherSide === side) return false
    const isBeside = other.x > chip.x + chip.width || other.x + other.width < chip.x
    return !isBeside && Math.abs(other.y - chip.y) < size * CHIP_LINE
  })
  return met?.chip ?? null
}

/** There may be room for both without their names. */
function withoutName(mark: TimerMark, size: number): TimerMark {
  const { chip, side } = mark
  if (chip === null) return mark
  const saved = monoWidth(`${chip.name} `, size)
  const x = side === 'C' ? chip.x : chip.x + saved
  return { ...mark, chip: { ...chip, x, width: chip.width - saved, name: '' } }
}

/** Where there is not, each makes way by half of what is missing. */
function apart(mark: TimerMark, marks: readonly TimerMark[], size: number): TimerMark {
  const { chip, side } = mark
  const other = meetingOf(mark, marks, size)
  if (chip === null || other === null) return mark
  const missing = size * CHIP_LINE - Math.abs(other.y - chip.y)
  const isUpper = other.y === chip.y ? side === 'C' : chip.y < other.y
  return { ...mark, chip: { ...chip, y: chip.y + (isUpper ? -missing : missing) / 2 } }
}

/**
 * A timer runs under almost every segment; shown are those that matter: it fired, it was restarted or runs on, or
 * someone waited so long for it that the time is compressed.
 */
function isTelling(timer: TimerInterval, axis: TimeAxis): boolean {
  if (axis.toY(timer.endUs) - axis.toY(timer.setUs) < LEAST_HEIGHT) return false
  if (timer.end === 'fired' || timer.timer === 'time-wait') return true
  return bandWithin(axis, timer.setUs, timer.endUs) !== undefined
}

/** Timers of one place that run at the same time stand side by side. */
function freeColumn(ends: Map<string, number[]>, key: string, { setUs, endUs }: TimerInterval): number {
  const taken = ends.get(key) ?? []
  ends.set(key, taken)
  const free = taken.findIndex((end) => end <= setUs)
  const column = free < 0 ? taken.length : free
  taken[column] = endUs
  return column
}

function markOf(
  trace: Trace,
  axis: TimeAxis,
  columns: Columns,
  metrics: DiagramMetrics,
  timer: TimerInterval,
  place: TimerMark['place'],
  column: number,
): TimerMark {
  const side = columns.sides[timer.side]
  const { step } = trace.data.facts
  const inward = -side.outward
  const x =
    place === 'field'
      ? side.inner + inward * (metrics.bracket + column * metrics.bracketNext)
      : (side.bar ?? side.names) + inward * column * metrics.bracketNext
  const name = TIMER_NAMES[timer.timer]
  const length = duration(timer.dueUs - timer.setUs)
  const y1 = axis.toY(timer.setUs)
  const y2 = timer.end === 'running' ? axis.bottom : axis.toY(timer.endUs)
  return {
    timer,
    side: timer.side,
    place,
    name,
    length,
    restart: restarts(trace, timer),
    x,
    y1,
    y2,
    chip: place === 'field' ? chipOf(axis, metrics, timer, name, length, x, y1, y2, inward) : null,
    fromStep: step[timer.setFact] ?? 0,
    toStep: timer.endFact < 0 ? trace.stepCount : (step[timer.endFact] ?? trace.stepCount),
  }
}

/** In the call lane the calls come first. */
function besideCalls(mark: TimerMark, calls: readonly CallMark[], { sides }: Columns): TimerMark {
  const bars = calls.filter(
    (call) => call.side === mark.side && !call.instant && call.y1 < mark.y2 && call.y2 > mark.y1,
  )
  const inward = -sides[mark.side].outward
  let { x } = mark
  while (bars.some((bar) => Math.abs(bar.x - x) < BAR_BESIDE)) x += inward * BAR_BESIDE
  return { ...mark, x }
}

function restarts(trace: Trace, timer: TimerInterval): boolean {
  const before = timerIndex(trace).overlapping(timer.setUs, timer.setUs)
  return before.some(
    (other) => other.end === 'restarted' && other.endFact === timer.setFact && other.timer === timer.timer,
  )
}

/** Clock, name and length; in the compressed band if the timer spans one, else half way. */
function chipOf(
  axis: TimeAxis,
  metrics: DiagramMetrics,
  timer: TimerInterval,
  name: string,
  length: string,
  x: number,
  y1: number,
  y2: number,
  inward: number,
): TimerMark['chip'] {
  const { chip } = metrics.font
  const width = monoWidth(`${name} ${length}`, chip) + chip * 2.7
  if (y2 - y1 < chip * 2.5) return null
  const band = bandWithin(axis, timer.setUs, timer.endUs)
  const y = band === undefined ? (y1 + y2) / 2 : (band.top + band.bottom) / 2
  const gap = chip * 0.6
  return { x: inward < 0 ? x - gap - width : x + gap, y, width, name }
}
