import { ACK, PSH } from '../../engine/tcp/segment.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import { seenAt } from '../../engine/trace/print.ts'
import type { TraceSegment } from '../../engine/trace/trace.ts'
import type { ExpectedPacket, Script } from '../script-text.ts'
import { counted } from './packet-text.ts'

/** How late or early a segment may be, microseconds: packetdrill's own tolerance. */
const TOLERANCE_US = 4_000

/** A line with an arrow that did not come true. */
export interface Surprise {
  readonly line: number
  readonly expected: ExpectedPacket
  /** The segment that came in its place, and when; null if none did. */
  readonly found: { readonly tUs: number; readonly segment: TraceSegment } | null
}

/** Holds the arrows of a script against what the host that is tested sent and received, each direction in its order. */
export function checkScript({ expected, local }: Script, trace: Trace): Surprise[] {
  const seen = seenAt(trace, local)
  const queues = {
    '>': seen.filter(({ segment }) => segment.from === local),
    '<': seen.filter(({ segment }) => segment.from !== local),
  }
  return expected.flatMap((each) => {
    const found = queues[each.packet.direction].shift() ?? null
    if (found !== null && isAsExpected(each, found.segment, found.tUs)) return []
    return [{ line: each.line, expected: each, found }]
  })
}

function isAsExpected({ atUs, packet }: ExpectedPacket, segment: TraceSegment, tUs: number): boolean {
  if (atUs !== null && Math.abs(tUs - atUs) > TOLERANCE_US) return false
  if ((segment.flags & ~PSH) !== (packet.flags & ~PSH)) return false
  if ((segment.text?.length ?? 0) !== packet.length) return false
  if (counted(segment.seq, segment.seqBase) !== packet.seq) return false
  if ((segment.flags & ACK) !== 0 && counted(segment.ack, segment.ackBase) !== packet.ack) return false
  // What reaches the host is the other's business, down to its window.
  return packet.wnd === null || packet.direction === '<' || packet.wnd === segment.wnd
}
