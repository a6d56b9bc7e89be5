import { firstWhere, lastAtOrBefore } from '../base/binary-search.ts'
import type { Trace } from '../engine/trace/codec.ts'
import type { Us } from '../engine/trace/trace.ts'
import { arrivalsOf, concat, delaysOf, type Flights, flightsOf } from './flights.ts'
import type { DiagramMetrics } from './metrics.ts'

/**
 * The nonlinear axis of time (design.md section 7): linear wherever a segment is in flight, so that slant always
 * means delay, and idle time squeezed into bands of one height. Diagram, scrubber and exports share it.
 */
export interface TimeAxis {
  readonly pxPerMs: number
  /** px, from the upper edge of the drawing to its lower. */
  readonly height: number
  /** Where the ribbons begin, above time 0, and where they end, below the end of the run. */
  readonly top: number
  readonly bottom: number
  /** Height of the tallest arrow. */
  readonly tallest: number
  readonly endUs: Us
  readonly bands: readonly TimeBand[]
  /** Times at which anything happens, ascending, each once. */
  readonly eventsUs: Float64Array
  /** px of a moment. */
  toY(us: Us): number
  /** The moment at a height, whole microseconds from 0 to the end: the exact inverse of `toY`. */
  toUs(y: number): Us
  /** Place of a moment on an axis of length 1: what the scrubber draws. */
  fraction(us: Us): number
  fromFraction(fraction: number): Us
}

/** A compressed stretch. Also what playback crosses in one fixed wall time (`playback.setQuietBands`). */
export interface TimeBand {
  readonly fromUs: Us
  readonly toUs: Us
  readonly top: number
  readonly bottom: number
}

/** The compressed stretches that touch a stretch of the paper, px: the first of them, and the first after them. */
export function bandRange({ bands }: TimeAxis, top: number, bottom: number): readonly [number, number] {
  return [
    firstWhere(bands.length, (i) => (bands[i] as TimeBand).bottom >= top),
    firstWhere(bands.length, (i) => (bands[i] as TimeBand).top > bottom),
  ]
}

/** The first compressed stretch that lies within a stretch of time. */
export function bandWithin({ bands }: TimeAxis, fromUs: Us, toUs: Us): TimeBand | undefined {
  const band = bands[firstWhere(bands.length, (i) => (bands[i] as TimeBand).fromUs >= fromUs)]
  return band !== undefined && band.toUs <= toUs ? band : undefined
}

export interface AxisOptions {
  /** 0.25 to 8. */
  readonly zoom?: number
  /** No bands: time as it passes. */
  readonly trueScale?: boolean
  /** Keeps a scale (before zoom) instead of choosing one: while an arrow is dragged the paper must not stretch. */
  readonly pxPerMs?: number
}

/** Taller elements are cut by browsers. */
const TALLEST = 12_000_000
/** The scale of a run without a delay to go by. */
const USUAL_DELAY_US = 50_000

/** Of one run, or of several that stand side by side on one scale. */
export function buildTimeAxis(
  runs: Trace | readonly Trace[],
  metrics: DiagramMetrics,
  options: AxisOptions = {},
): TimeAxis {
  const traces = 'data' in runs ? [runs] : runs
  const endUs = Math.max(...traces.map((trace) => trace.endUs))
  const { flights, delays, eventsUs } = timesOf(traces, endUs)
  const natural = options.pxPerMs === undefined ? naturalScale(delays, metrics) : options.pxPerMs / 1000
  const zoom = options.zoom ?? 1
  const axisAt = (pxPerUs: number): TimeAxis => {
    // Zooming in must not make idle time of what was none: the threshold is a time, not a height.
    const idleUs = options.trueScale === true ? Infinity : metrics.idleMost / Math.min(natural, pxPerUs)
    const gaps = idleGaps(eventsUs, flights, idleUs)
    return assemble({ endUs, eventsUs, gaps, latestUs: latest(flights), ...delays }, pxPerUs, metrics)
  }
  const axis = axisAt(natural * zoom)
  return axis.height <= TALLEST ? axis : axisAt((natural * zoom * TALLEST) / axis.height)
}

/** The zoom at which a short run fills so many px of paper; 1 where it is tall enough, or its arrows are, or has none. */
export function fillingZoom(trace: Trace, metrics: DiagramMetrics, height: number): number {
  const once = buildTimeAxis(trace, metrics)
  if (once.height >= height || once.tallest === 0) return 1
  const twice = buildTimeAxis(trace, metrics, { zoom: 2 })
  const filled = 1 + (height - once.height) / (twice.height - once.height)
  return Math.max(1, Math.min(filled, metrics.delayMost / once.tallest))
}

/** px per microsecond: the median delay at its height, unless an arrow would become too tall. */
function naturalScale({ medianUs, longestUs }: Delays, metrics: DiagramMetrics): number {
  const delayUs = medianUs > 0 ? medianUs : USUAL_DELAY_US
  const wanted = Math.min(metrics.delay / delayUs, metrics.arrowMost / Math.max(longestUs, 1))
  return Math.max(wanted, metrics.delayLeast / delayUs)
}

const latest = (flights: Flights): Us => flights.toUs.reduce((a, b) => Math.max(a, b), 0)

type Delays = ReturnType<typeof delaysOf>

/** What an axis is made of, whatever its scale. */
interface Times {
  readonly flights: Flights
  readonly delays: Delays
  readonly eventsUs: Float64Array
}

const known = new WeakMap<Trace, Times>()

/** Made once for a trace: its scale changes often, what happened in it does not. */
function timesOf(traces: readonly Trace[], endUs: Us): Times {
  const [only] = traces
  const made = traces.length === 1 && only !== undefined ? known.get(only) : undefined
  if (made !== undefined) return made
  const flights = flightsOf(traces)
  const times = { flights, delays: delaysOf(flights), eventsUs: eventTimes(traces, endUs) }
  if (traces.length === 1 && only !== undefined) known.set(only, times)
  return times
}

/** All times of facts, and those at which a lost segment would have arrived: its dotted rest is no idle time. */
function eventTimes(traces: readonly Trace[], endUs: Us): Float64Array {
  const lists = traces.flatMap((trace) => {
    const { endUs: ends } = trace.data.segments
    const lost = arrivalsOf(trace).filter((us, id) => us !== ends[id] && us <= endUs)
    return [distinct(trace.data.facts.tUs), lost]
  })
  return distinct(concat([...lists, Float64Array.of(0, endUs)]).sort())
}

/** Without what equals its neighbour before it. */
const distinct = (times: Float64Array): Float64Array =>
  times.filter((us, i) => i === 0 || us !== times[i - 1])

/** Stretches longer than `longerThanUs` without an event and with nothing in flight: [from, to] pairs. */
function idleGaps(eventsUs: Float64Array, flights: Flights, longerThanUs: number): [Us, Us][] {
  const gaps: [Us, Us][] = []
  let sent = 0
  let busyUntil = 0
  for (let i = 0; i + 1 < eventsUs.length; i++) {
    const from = eventsUs[i] as number
    const to = eventsUs[i + 1] as number
    for (; sent < flights.fromUs.length && (flights.fromUs[sent] as number) <= from; sent++) {
      busyUntil = Math.max(busyUntil, flights.toUs[sent] as number)
    }
    if (busyUntil <= from && to - from > longerThanUs) gaps.push([from, to])
  }
  return gaps
}

interface Parts {
  readonly endUs: Us
  readonly eventsUs: Float64Array
  /** Idle stretches to be compressed: [from, to]. */
  readonly gaps: readonly (readonly [Us, Us])[]
  /** When the last segment arrives, or would have. */
  readonly latestUs: Us
  readonly longestUs: Us
}

function assemble(
  { endUs, eventsUs, gaps, latestUs, longestUs }: Parts,
  pxPerUs: number,
  metrics: DiagramMetrics,
): TimeAxis {
  const top = metrics.edge
  const bands: TimeBand[] = []
  // Corners of the mapping: linear between, and beyond the last as before it.
  const us: number[] = [0]
  const y: number[] = [top + metrics.lead]
  // Whole milliseconds, so that the length written on a band is a plain number.
  const marginUs = Math.max(1000, Math.round(metrics.bandMargin / pxPerUs / 1000) * 1000)
  for (const [from, to] of gaps) {
    const margin = Math.min(marginUs, (to - from) / 3)
    const fromUs = Math.round(from + margin)
    const toUs = Math.round(to - margin)
    const bandTop = (y.at(-1) as number) + (fromUs - (us.at(-1) as number)) * pxPerUs
    bands.push({ fromUs, toUs, top: bandTop, bottom: bandTop + metrics.band })
    us.push(fromUs, toUs)
    y.push(bandTop, bandTop + metrics.band)
  }
  const slope = (i: number): number =>
    i % 2 === 0 ? pxPerUs : metrics.band / ((us[i + 1] as number) - (us[i] as number))
  const toY = (at: Us): number => {
    const i = Math.max(0, lastAtOrBefore(us, at))
    return (y[i] as number) + (at - (us[i] as number)) * slope(i)
  }
  const toUs = (at: number): Us => {
    const i = Math.max(0, lastAtOrBefore(y, at))
    const moment = Math.round((us[i] as number) + (at - (y[i] as number)) / slope(i))
    return Math.min(Math.max(moment, 0), endUs)
  }
  // What is still in flight, or would have been, when the run ends gets room below it.
  const overhang = Math.min(Math.max(0, latestUs - endUs) * pxPerUs, metrics.arrowMost)
  const bottom = toY(endUs) + overhang + metrics.tail
  const height = bottom + metrics.edge + metrics.foot
  return {
    pxPerMs: pxPerUs * 1000,
    height,
    top,
    bottom,
    tallest: longestUs * pxPerUs,
    endUs,
    bands,
    eventsUs,
    toY,
    toUs,
    fraction: (at) => (toY(at) - top) / (bottom - top),
    fromFraction: (fraction) => toUs(top + fraction * (bottom - top)),
  }
}
