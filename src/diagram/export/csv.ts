import type { Trace } from '../../engine/trace/codec.ts'
import { type Addresses, endsOfSegment, labelOf } from '../../engine/trace/query.ts'
import type { TraceSegment } from '../../engine/trace/trace.ts'
import { flagsText, relativeAck, relativeSeq } from '../segment-text.ts'

const COLUMNS = [
  'n',
  'connection',
  'from',
  'source',
  'source_port',
  'destination',
  'destination_port',
  'flags',
  'seq',
  'ack',
  'length',
  'window',
  'sent_ms',
  'arrives_ms',
  'fate',
  'retransmission',
  'label',
  'narration',
] as const

/** One row a segment (RFC 4180); times in milliseconds, numbers relative. `tell` says what happened in a step. */
export function csvText(trace: Trace, addresses: Addresses, tell: (step: number) => string): string {
  const rows = Array.from({ length: trace.segmentCount }, (_, id) => {
    const segment = trace.segment(id)
    return rowOf(trace, segment, addresses, tell(trace.fact(segment.sentFact).step))
  })
  return [COLUMNS, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')
}

function rowOf(
  trace: Trace,
  segment: TraceSegment,
  addresses: Addresses,
  narration: string,
): (string | number)[] {
  const ends = endsOfSegment(trace, segment, addresses)
  const arrived = segment.fate === 'delivered' || segment.fate === 'in-flight'
  return [
    segment.id + 1,
    segment.conn + 1,
    segment.from,
    ends.source,
    ends.sourcePort,
    ends.destination,
    ends.destinationPort,
    flagsText(segment),
    relativeSeq(segment),
    relativeAck(segment) ?? '',
    segment.text?.length ?? 0,
    segment.wnd,
    segment.sentUs / 1_000,
    arrived ? segment.endUs / 1_000 : '',
    segment.fate,
    segment.retransmission,
    segment.text === null ? '' : labelOf(trace, segment.text),
    narration,
  ]
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe; quotes where a separator stands in it. */
function cell(value: string | number): string {
  const text = String(value)
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
