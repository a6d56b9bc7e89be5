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

export function flightsOf(traces: readonly Trace[]): Flights {
  const flights = traces.flatMap(({ data: { segments } }) =>
    Array.from(segments.sentUs, (from, id) => {
      const end = segments.endUs[id] as number
      const lost = segments.fate[id] === LOST || segments.fate[id] === DROPPED
      return [from, lost ? 2 * end - from : end] as const
    }),
  )
  flights.sort(([a], [b]) => a - b)
  return {
    fromUs: Float64Array.from(flights, ([from]) => from),
    toUs: Float64Array.from(flights, ([, to]) => to),
  }
}

/** The lower median of the delays and the longest, microseconds; 0 without a segment. */
export function delaysOf({ fromUs, toUs }: Flights): { readonly medianUs: Us; readonly longestUs: Us } {
  const delays = toUs.map((to, i) => to - (fromUs[i] as number)).sort()
  return { medianUs: delays[(delays.length - 1) >> 1] ?? 0, longestUs: delays.at(-1) ?? 0 }
}
