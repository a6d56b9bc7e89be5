import type { Segment } from '../tcp/segment.ts'
import type { Trace } from '../trace/codec.ts'
import { type CapturePlace, seenAt } from '../trace/print.ts'
import { type Addresses, endsOfSegment } from '../trace/query.ts'
import type { TraceSegment } from '../trace/trace.ts'
import { packetBytes } from '../wire/packet.ts'

/** A run as a capture of it would have it. */
export interface CaptureSource {
  readonly trace: Trace
  readonly addresses: Addresses
  /** `wire`: what each host sends, when it sends it, lost segments included. */
  readonly place: CapturePlace
}

/** Packets carry no link header: every capture that we write is of this link type. */
export const LINK_TYPE_RAW = 101

/** Unix time of the start of a run, 2025-06-15 15:06:40 UTC: the same run gives the same file. */
export const START_SECONDS = 1_750_000_000

export interface TracePacket {
  /** Microseconds since the start of the run. */
  readonly tUs: number
  readonly segment: TraceSegment
  readonly outgoing: boolean
  /** From the IP header on. */
  readonly bytes: Uint8Array
}

/** The packets one by one, in the order of the capture, so that no more than one is in memory. */
export function* packetsOfTrace({ trace, addresses, place }: CaptureSource): Generator<TracePacket> {
  const identification = { C: 0, S: 0 }
  for (const { tUs, segment } of seenAt(trace, place)) {
    identification[segment.from] += 1
    const ends = endsOfSegment(trace, segment, addresses)
    const bytes = packetBytes(onWire(segment), ends, identification[segment.from])
    yield { tUs, segment, outgoing: place === 'wire' || segment.from === place, bytes }
  }
}

function onWire({ seq, ack, flags, wnd, up, text, options }: TraceSegment): Segment {
  return { seq, ack, flags, wnd, up, text, options }
}
