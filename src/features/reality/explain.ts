import { ACK, FIN, has, RST, SYN } from '../../engine/tcp/segment.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import type { TraceSegment } from '../../engine/trace/trace.ts'
import { segmentsOf } from '../../scenario/align.ts'
import type { Reason } from './differences.ts'
import type { Pair, Waits } from './waits.ts'

/** Which of the things that a kernel is known to do otherwise a difference is (docs/kernel-conformance.md). */

/** Linux never waits less than this for an RTO. */
const RTO_MIN_US = 200_000
/** What answers an arrival comes within this much. */
const AT_ONCE_US = 6_000
/** A SYN that a reset has called for leaves within this much; an ACK waits at most so long for company. */
const SOON_US = 60_000

const isPureAck = ({ flags, text }: TraceSegment): boolean => flags === ACK && text === null
const isSyn = ({ flags }: TraceSegment): boolean => (flags & (SYN | ACK)) === SYN

/** A pair whose segments are not equal. */
export function explainPair({ kernel, ours }: Pair): Reason | null {
  if (has(kernel, RST)) return (kernel.flags & ACK) === (ours.flags & ACK) ? null : 'reset-with-ack'
  return (kernel.text?.length ?? 0) === (ours.text?.length ?? 0) ? null : 'segment-size'
}

/** A pair whose segments do not leave after the same time. */
export function explainLate({ kernel: segment }: Pair, { kernelUs, oursUs }: Waits, kernel: Trace): Reason {
  if (segment.retransmission > 0) return explainRepeat(segment, kernel, kernelUs)
  return isPureAck(segment) && kernelUs > oursUs ? 'delayed-ack' : 'unexplained'
}

function explainRepeat(segment: TraceSegment, kernel: Trace, waitedUs: number): Reason {
  if (isSyn(segment)) return comesAfterReset(segment, kernel) ? 'syn-after-rst' : 'linear-syn'
  if (has(segment, SYN)) return 'duplicate-syn'
  if (waitedUs < RTO_MIN_US) return 'rack'
  return segment.retransmission === 1 ? 'tail-loss-probe' : 'rto-minimum'
}

const comesAfterReset = (segment: TraceSegment, trace: Trace): boolean =>
  segmentsOf(trace).some(
    (other) =>
      other.from === segment.from &&
      has(other, RST) &&
      other.sentUs <= segment.sentUs &&
      segment.sentUs - other.sentUs <= SOON_US,
  )

const isFirstAnswer = (segment: TraceSegment): boolean =>
  has(segment, SYN) && has(segment, ACK) && segment.retransmission === 0

/** Connections of the kernel whose SYN it answered and we did not. */
export const onlyAnsweredBy = (onlyKernels: readonly TraceSegment[]): ReadonlySet<number> =>
  new Set(onlyKernels.filter(isFirstAnswer).map(({ conn }) => conn))

/** A segment of such a connection: the answer is what we had no room for, the rest comes of it. */
export const explainAnswered = (segment: TraceSegment): Reason =>
  isFirstAnswer(segment) ? 'listen-queue' : 'unexplained'

/** A segment that only one of them sent. */
export function explainAlone(segment: TraceSegment, its: Trace, others: Trace, isKernels: boolean): Reason {
  if (segment.retransmission > 0) {
    const first = segmentsOf(its).find((other) => other.seq === segment.seq && other.retransmission === 0)
    return explainRepeat(segment, its, segment.sentUs - (first?.sentUs ?? 0))
  }
  if (segment.options?.sack !== undefined && isKernels) return 'dsack'
  if (isPureAck(segment)) return explainAck(segment, its, others, isKernels)
  return segment.text === null ? 'unexplained' : 'segment-size'
}

/** An ACK that the other did not send: it went with something else, or answers a SYN that came again. */
function explainAck(segment: TraceSegment, its: Trace, others: Trace, isKernels: boolean): Reason {
  const carried = segmentsOf(others).some(
    (other) =>
      other.from === segment.from &&
      (other.text !== null || has(other, FIN)) &&
      relativeAck(other) === relativeAck(segment) &&
      Math.abs(other.sentUs - segment.sentUs) <= SOON_US,
  )
  if (carried) return 'delayed-ack'
  const answered = segmentsOf(its).find(
    (other) =>
      other.from !== segment.from &&
      segment.sentUs >= other.endUs &&
      segment.sentUs - other.endUs <= AT_ONCE_US &&
      has(other, SYN),
  )
  // A kernel would answer with its SYN,ACK while the handshake is not over.
  return answered === undefined || isKernels ? 'unexplained' : 'duplicate-syn'
}

const relativeAck = ({ ack, ackBase }: TraceSegment): number => (ack - Math.max(0, ackBase)) | 0
