import { ACK, FIN, PSH, RST, SYN, URG } from '../../../engine/tcp/segment.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import type { TraceSegment } from '../../../engine/trace/trace.ts'
import { TCP_HEADER } from '../../../engine/wire/tcp-header.ts'
import { numbersOf, type NumberMode } from './numbers.ts'

/** The header to the bit (RFC 9293 3.1), as data: which field lies where, what it says, what it said before. Pure. */

export type FieldId =
  | 'source-port'
  | 'destination-port'
  | 'seq'
  | 'ack'
  | 'offset'
  | 'reserved'
  | 'flags'
  | 'window'
  | 'checksum'
  | 'urgent'
  | 'options'
  | 'text'

export interface HeaderField {
  readonly id: Exclude<FieldId, 'flags' | 'options' | 'text'>
  readonly bits: number
  readonly value: string
  /** [first, end) of its bytes; the offset and the reserved bits share one. */
  readonly bytes: readonly [number, number]
  readonly showsHex: boolean
  /** Value in the sender's previous segment, if it was another; null if it is the same or there was none. */
  readonly before: string | null
}

export interface FlagCell {
  readonly name: string
  readonly isSet: boolean
  readonly hasChanged: boolean
}

/** The eight control bits from the left, with their bit in the flag byte. */
const FLAGS: readonly (readonly [name: string, bit: number])[] = [
  ['CWR', 128],
  ['ECE', 64],
  ['URG', URG],
  ['ACK', ACK],
  ['PSH', PSH],
  ['RST', RST],
  ['SYN', SYN],
  ['FIN', FIN],
]

export function flagCells(segment: TraceSegment, previous: TraceSegment | null): FlagCell[] {
  return FLAGS.map(([name, bit]) => {
    const isSet = (segment.flags & bit) !== 0
    return { name, isSet, hasChanged: previous !== null && ((previous.flags & bit) !== 0) !== isSet }
  })
}

/** All fields but the flags, in the order of the header. `bytes`: the segment on the wire. */
export function headerFields(
  trace: Trace,
  segment: TraceSegment,
  previous: TraceSegment | null,
  bytes: Uint8Array,
  mode: NumberMode,
): HeaderField[] {
  const { own, peer } = numbersOf(trace, segment, mode)
  const words = ((bytes[12] ?? 0) >> 4).toString()
  const checksum = ((bytes[16] ?? 0) << 8) | (bytes[17] ?? 0)
  const ackOf = (of: TraceSegment): string => ((of.flags & ACK) === 0 ? '0' : peer(of.ack))
  const before = (now: string, of: (segment: TraceSegment) => string): string | null => {
    if (previous === null) return null
    const then = of(previous)
    return then === now ? null : then
  }
  const field = (
    id: HeaderField['id'],
    bits: number,
    first: number,
    value: string,
    was: string | null = null,
    showsHex = true,
  ): HeaderField => ({ id, bits, value, bytes: [first, first + Math.ceil(bits / 8)], showsHex, before: was })
  const seq = own(segment.seq)
  const ack = ackOf(segment)
  const wnd = String(segment.wnd)
  return [
    field('source-port', 16, 0, String(segment.sourcePort)),
    field('destination-port', 16, 2, String(segment.destinationPort)),
    field(
      'seq',
      32,
      4,
      seq,
      before(seq, (of) => own(of.seq)),
    ),
    field('ack', 32, 8, ack, before(ack, ackOf)),
    field('offset', 4, 12, words, null, false),
    field('reserved', 4, 12, '0', null, false),
    field(
      'window',
      16,
      14,
      wnd,
      before(wnd, (of) => String(of.wnd)),
    ),
    field('checksum', 16, 16, `0x${checksum.toString(16).toUpperCase().padStart(4, '0')}`),
    field('urgent', 16, 18, String(segment.up)),
  ]
}

/** The field that a byte of the segment belongs to. `headerLength` in bytes. */
export function fieldOfByte(at: number, headerLength: number): FieldId {
  if (at >= headerLength) return 'text'
  if (at >= TCP_HEADER) return 'options'
  if (at < 4) return at < 2 ? 'source-port' : 'destination-port'
  if (at < 12) return at < 8 ? 'seq' : 'ack'
  if (at < 14) return 'flags'
  if (at < 16) return 'window'
  return at < 18 ? 'checksum' : 'urgent'
}

/** Whether the bytes of a field are lit up together with another one: offset, reserved bits and flags share two bytes. */
export function sharesBytes(a: FieldId, b: FieldId): boolean {
  const shared = (id: FieldId): FieldId => (id === 'offset' || id === 'reserved' ? 'flags' : id)
  return shared(a) === shared(b)
}
