import { discardReason } from '../diagram/notes.ts'
import { flagsText, relativeAck, relativeSeq } from '../diagram/segment-text.ts'
import type { Trace } from '../engine/trace/codec.ts'
import type { TraceSegment } from '../engine/trace/trace.ts'
import type { Messages } from '../i18n/en.ts'
import type { Phase } from './phases.ts'

type Words = Messages['diagram']

/** `FIN ACK, seq 1, ack 2, 100 bytes`. */
function segmentNumbers(segment: TraceSegment, words: Words): string {
  const ack = relativeAck(segment)
  return [
    flagsText(segment),
    words.seq(relativeSeq(segment)),
    ...(ack === null ? [] : [words.ack(ack)]),
    ...(segment.text === null ? [] : [words.bytes(segment.text.length)]),
  ].join(', ')
}

/** What became of a segment, as far as it has come by now. */
export function segmentStatus(trace: Trace, segment: TraceSegment, phase: Phase, words: Words): string {
  if (phase === 'future') return words.status.future
  if (phase === 'now' || segment.fate === 'in-flight') return words.status.inFlight
  if (segment.fate !== 'delivered') return words.status[segment.fate]
  const reason = discardReason(trace, segment)
  return reason === null
    ? words.status.delivered(segment.endUs)
    : words.status.discarded(words.reasons[reason])
}

export function segmentRemarks(segment: TraceSegment, words: Words): string[] {
  return [
    ...(segment.retransmission > 0 ? [words.remarkRetransmission(segment.retransmission)] : []),
    ...(segment.copyOf >= 0 ? [words.remarkCopy] : []),
    ...(segment.injected ? [words.remarkInjected] : []),
  ]
}

/** The name of an arrow: "Server to client, FIN ACK, seq 1, ack 2, sent 1.300 s, in flight, retransmission 1". */
export function segmentName(trace: Trace, id: number, phase: Phase, words: Words): string {
  const segment = trace.segment(id)
  return words.arrow(
    segment.from,
    segmentNumbers(segment, words),
    segment.sentUs,
    segmentStatus(trace, segment, phase, words),
    segmentRemarks(segment, words),
  )
}
