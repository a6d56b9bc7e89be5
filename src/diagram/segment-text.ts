import { ACK, flagNames, has } from '../engine/tcp/segment.ts'
import type { TraceSegment } from '../engine/trace/trace.ts'

/** Flags in reading order: `FIN ACK`. */
export const flagsText = ({ flags }: Pick<TraceSegment, 'flags'>): string => flagNames(flags).join(' ')

const HALF = 0x8000_0000
const FULL = 0x1_0000_0000

/** A sequence number counted from its ISN, below it negative; as it stands in the header where no ISN is known. */
function relative(number: number, base: number): number {
  if (base < 0) return number
  const distance = (number - base + FULL) % FULL
  return distance < HALF ? distance : distance - FULL
}

export const relativeSeq = (segment: Pick<TraceSegment, 'seq' | 'seqBase'>): number =>
  relative(segment.seq, segment.seqBase)

/** Null while the ACK bit is off. */
export function relativeAck(segment: TraceSegment): number | null {
  return has(segment, ACK) ? relative(segment.ack, segment.ackBase) : null
}

/** What stands after the flags: `seq=1 ack=2`, or with text its range and length, `1..501 (500 B)`. */
export function numbersText(segment: TraceSegment): string {
  const seq = relativeSeq(segment)
  if (segment.text !== null) {
    const { length } = segment.text
    return `${seq}..${seq + length} (${length} B)`
  }
  const ack = relativeAck(segment)
  return ack === null ? `seq=${seq}` : `seq=${seq} ack=${ack}`
}
