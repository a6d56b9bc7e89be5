import type { Side } from '../engine/tcp/state.ts'
import type { Trace } from '../engine/trace/codec.ts'
import type { TraceCall } from '../engine/trace/trace.ts'
import type { Columns } from './columns.ts'
import { type IntervalIndex, indexIntervals } from './interval-index.ts'
import type { DiagramMetrics } from './metrics.ts'
import { monoWidth } from './text-width.ts'
import type { TimeAxis } from './time-axis.ts'

/** A socket call in the application lane: a bar while it blocks, a dot if it returns at once. */
export interface CallMark {
  readonly call: TraceCall
  readonly side: Side
  readonly name: string
  /** `= 0`, `= 0 EOF`, `= -1 ECONNRESET`; '' while blocked and for calls that return at once without an error. */
  readonly result: string
  readonly failed: boolean
  readonly instant: boolean
  /** Centre of the bar, and its ends, px. */
  readonly x: number
  readonly y1: number
  readonly y2: number
  /** Another call begins where it returns: their texts stand aside. */
  readonly followed: boolean
  /** Still blocked when the run ends: no cap. */
  readonly open: boolean
  /** Heights at which it acts on the connection, or the connection on it: dotted leaders to the ribbon. */
  readonly leaders: readonly { readonly y: number; readonly step: number }[]
  /** Made at the first step, returned at the second. */
  readonly fromStep: number
  readonly toStep: number
}

/** A call that does not block says so by an error that is none. */
const PENDING = new Set(['EINPROGRESS', 'EAGAIN', 'EWOULDBLOCK'])
/** Calls that make TCP do something the moment they are made; the others wait for something. */
const ACTING = new Set(['connect', 'send', 'shutdown', 'close'])
/** Bars of calls that block at the same time stand side by side, px. */
export const BAR_BESIDE = 8
/** End and start of two at one moment keep apart, px. */
const APART = 2.5

const known = new WeakMap<Trace, IntervalIndex<TraceCall>>()

/** All calls but those that set the scene before the run and were over at once. */
function callIndex(trace: Trace): IntervalIndex<TraceCall> {
  let index = known.get(trace)
  if (index === undefined) {
    const { step } = trace.data.facts
    const shown = trace.calls.filter((call) => step[call.madeFact] !== 0 || call.returnedUs !== call.atUs)
    index = indexIntervals(
      shown,
      (call) => call.atUs,
      (call) => call.returnedUs ?? trace.endUs,
    )
    known.set(trace, index)
  }
  return index
}

/** The calls that touch a stretch of time. */
export function callsBetween(
  trace: Trace,
  axis: TimeAxis,
  columns: Columns,
  metrics: DiagramMetrics,
  fromUs: number,
  toUs: number,
): CallMark[] {
  const marks = callIndex(trace)
    .overlapping(fromUs, toUs)
    .map((call) => markOf(trace, axis, columns, metrics, call))
  return (['C', 'S'] as const).flatMap((side) =>
    sideBySide(
      marks.filter((mark) => mark.side === side),
      columns.sides[side].outward,
    ),
  )
}

function markOf(
  trace: Trace,
  axis: TimeAxis,
  columns: Columns,
  metrics: DiagramMetrics,
  call: TraceCall,
): CallMark {
  const { step } = trace.data.facts
  const side = columns.sides[call.side]
  const instant = call.returnedUs === call.atUs
  const fromStep = step[call.madeFact] ?? 0
  const toStep = call.returnedFact < 0 ? trace.stepCount : (step[call.returnedFact] ?? trace.stepCount)
  // What was called before the run began (a blocked accept) is there from the upper end of the ribbon on.
  const y1 = fromStep === 0 && !instant ? axis.top : axis.toY(call.atUs)
  const y2 = call.returnedUs === null ? axis.bottom : axis.toY(call.returnedUs)
  const leaders = [
    ...(instant || ACTING.has(call.call) ? [{ y: y1, step: fromStep }] : []),
    ...(instant || call.returnedUs === null ? [] : [{ y: y2, step: toStep }]),
  ]
  return {
    call,
    side: call.side,
    name: nameOf(call),
    result: resultOf(call, instant, side.labelsWidth / metrics.font.call),
    failed: call.errno !== null && !PENDING.has(call.errno),
    instant,
    x: side.bar ?? side.outer,
    y1,
    y2,
    followed: false,
    open: call.returnedUs === null,
    leaders,
    fromStep,
    toStep,
  }
}

/** `connect()`, `send(100)`, `shutdown(WR)`: arguments as long as they are short. */
function nameOf({ call, args }: TraceCall): string {
  const short = args.replaceAll('SHUT_', '')
  return `${call}(${short.length <= 5 ? short : ''})`
}

/** `room`: width of the column in font sizes. */
function resultOf({ call, result, errno, label }: TraceCall, instant: boolean, room: number): string {
  if (result === null) return ''
  if (errno !== null) {
    const full = `= -1 ${errno}`
    return monoWidth(full, 1) <= room ? full : errno
  }
  if (instant) return ''
  if (call === 'recv' && result === 0) return '= 0 EOF'
  return call === 'recv' && label !== '' ? `= ${result} ${label}` : `= ${result}`
}

/** Moves bars that would cover each other towards the ribbon, and parts two that meet. `marks` is in order of the calls. */
function sideBySide(marks: readonly CallMark[], outward: -1 | 1): CallMark[] {
  const placed: CallMark[] = []
  /** Index in `placed` of the last bar of each column. */
  const last: number[] = []
  for (const mark of marks) {
    if (mark.instant) {
      placed.push(mark)
      continue
    }
    const free = last.findIndex((i) => (placed[i] as CallMark).y2 <= mark.y1 + 0.01)
    const column = free < 0 ? last.length : free
    const before = placed[last[column] ?? -1]
    const meets = before !== undefined && mark.y1 - before.y2 < APART
    if (meets) placed[last[column] as number] = { ...before, followed: true }
    last[column] = placed.length
    const y1 = mark.y1 + (meets ? 2 * APART : 0)
    placed.push({ ...mark, x: mark.x - outward * column * BAR_BESIDE, y1 })
  }
  return placed
}
