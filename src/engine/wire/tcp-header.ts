import { err, ok, type Result } from '../../base/result.ts'
import type { Options } from '../tcp/options.ts'
import type { Segment } from '../tcp/segment.ts'
import { internetChecksum } from './checksum.ts'
import type { IpBytes } from './ip-address.ts'
import { PROTOCOL_TCP } from './ipv4.ts'
import { uint16, uint32 } from './read-bytes.ts'
import { optionsBytes, readOptions } from './tcp-options.ts'
import type { WireError } from './wire-error.ts'

export const TCP_HEADER = 20

export interface Ports {
  readonly sourcePort: number
  readonly destinationPort: number
}

/** A TCP header as it was read (RFC 9293 3.1). */
export interface TcpHeader extends Ports {
  readonly seq: number
  readonly ack: number
  /** Length of the header with its options, bytes. */
  readonly headerLength: number
  /** All eight control bits, ECE and CWR included. */
  readonly flags: number
  readonly wnd: number
  readonly checksum: number
  readonly up: number
  readonly options: Options | null
}

/** Header, options and text of a segment, with its checksum for these addresses. */
export function tcpBytes(
  segment: Omit<Segment, 'text'>,
  ports: Ports,
  text: Uint8Array,
  source: IpBytes,
  destination: IpBytes,
): Uint8Array {
  const options = optionsBytes(segment.options)
  const bytes = new Uint8Array(TCP_HEADER + options.length + text.length)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, ports.sourcePort)
  view.setUint16(2, ports.destinationPort)
  view.setUint32(4, segment.seq)
  view.setUint32(8, segment.ack)
  view.setUint8(12, ((TCP_HEADER + options.length) / 4) << 4)
  view.setUint8(13, segment.flags)
  view.setUint16(14, segment.wnd)
  view.setUint16(18, segment.up)
  bytes.set(options, TCP_HEADER)
  bytes.set(text, TCP_HEADER + options.length)
  view.setUint16(16, tcpChecksum(source, destination, bytes))
  return bytes
}

/** Checksum over the pseudo header and the segment (RFC 9293 3.1; RFC 8200 8.1 for IPv6). 0 if it is right already. */
export function tcpChecksum(source: IpBytes, destination: IpBytes, bytes: Uint8Array): number {
  return internetChecksum(source, destination, lengthAndProtocol(source, bytes.length), bytes)
}

function lengthAndProtocol(source: IpBytes, length: number): Uint8Array {
  const part = new Uint8Array(source.length === 4 ? 4 : 8)
  const view = new DataView(part.buffer)
  if (source.length === 4) view.setUint16(2, length)
  else view.setUint32(0, length)
  part[source.length === 4 ? 1 : 7] = PROTOCOL_TCP
  return part
}

/**
 * Reads the header that begins at `at`; the segment's captured bytes end before `end`. Options that a capture has cut
 * off are left out; a header that cannot be is an error.
 */
export function readTcp(bytes: Uint8Array, at: number, end: number): Result<TcpHeader, WireError> {
  if (end - at < TCP_HEADER) return err({ kind: 'cut-short', at: end - at })
  const headerLength = ((bytes[at + 12] ?? 0) >> 4) * 4
  if (headerLength < TCP_HEADER) return err({ kind: 'bad-length', at: 12 })
  return ok({
    sourcePort: uint16(bytes, at),
    destinationPort: uint16(bytes, at + 2),
    seq: uint32(bytes, at + 4),
    ack: uint32(bytes, at + 8),
    headerLength,
    flags: bytes[at + 13] ?? 0,
    wnd: uint16(bytes, at + 14),
    checksum: uint16(bytes, at + 16),
    up: uint16(bytes, at + 18),
    options: readOptions(bytes, at + TCP_HEADER, Math.min(at + headerLength, end)),
  })
}
