import { FATES, type Trace } from '../engine/trace/codec.ts'
import type { TraceSegment, Us } from '../engine/trace/trace.ts'

/** Times of flight of all segments, sorted by the moment of sending. Lost ones count as if they had arrived. */
export interface Flights {
  readonly fromUs: Float64Array
  readonly toUs: Float64Array
}

const LOST = FATES.indexOf('lost')
const DROPPED = FATES.indexOf('dropped')

/** When a segment would have arrived: a lost one ends at the midpoint of its flight. */
export function arrivalUs(segment: Pick<TraceSegment, 'fate' | 'sentUs' | 'endUs'>): Us {
  const isLost = segment.fate === 'lost' || segment.fate === 'dropped'
  return isLost ? 2 * segment.endUs - segment.sentUs : segment.endUs
}

/** When each segment would have arrived, by its number. */
export function arrivalsOf({ data: { segments } }: Trace): Float64Array {
  const { sentUs, endUs, fate } = segments
  return endUs.map((end, id) =>
    fate[id] === LOST || fate[id] === DROPPED ? 2 * end - (sentUs[id] as number) : end,
  )
}

export function flightsOf(traces: readonly Trace[]): Flights {
  const fromUs = concat(traces.map((trace) => trace.data.segments.sentUs))
  const toUs = concat(traces.map(arrivalsOf))
  // One run has them in order; several are mixed.
  if (fromUs.every((us, i) => i === 0 || us >= (fromUs[i - 1] as number))) return { fromUs, toUs }
  const order = Array.from(fromUs, (_, i) => i).sort((a, b) => (fromUs[a] as number) - (fromUs[b] as number))
  return {
    fromUs: Float64Array.from(order, (i) => fromUs[i] as number),
    toUs: Float64Array.from(order, (i) => toUs[i] as number),
  }
}

export function concat(lists: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, list) => sum + list.length, 0))
  lists.reduce((at, list) => {
    all.set(list, at)
    return at + list.length
  }, 0)
  return all
}

/** The lower median of the delays and the longest, microseconds; 0 without a segment. */
export function delaysOf({ fromUs, toUs }: Flights): { readonly medianUs: Us; readonly longestUs: Us } {
  const delays = toUs.map((to, i) => to - (fromUs[i] as number)).sort()
  return { medianUs: delays[(delays.length - 1) >> 1] ?? 0, longestUs: delays.at(-1) ?? 0 }
}
