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

export function flightsOf(trace: Trace): Flights {
  const { sentUs, endUs, fate } = trace.data.segments
  const order = Uint32Array.from(sentUs, (_, id) => id)
  order.sort((a, b) => (sentUs[a] as number) - (sentUs[b] as number))
  const arrival = (id: number): number => {
    const from = sentUs[id] as number
    const to = endUs[id] as number
    return fate[id] === LOST || fate[id] === DROPPED ? 2 * to - from : to
  }
  return {
    fromUs: Float64Array.from(order, (id) => sentUs[id] as number),
    toUs: Float64Array.from(order, arrival),
  }
}

/** The lower median of the delays and the longest, microseconds; 0 without a segment. */
export function delaysOf({ fromUs, toUs }: Flights): { readonly medianUs: Us; readonly longestUs: Us } {
  const delays = toUs.map((to, i) => to - (fromUs[i] as number)).sort()
  return { medianUs: delays[(delays.length - 1) >> 1] ?? 0, longestUs: delays.at(-1) ?? 0 }
}
