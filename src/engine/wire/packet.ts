import { assert } from '../../base/assert.ts'
import { err, ok, type Result } from '../../base/result.ts'
import type { Segment } from '../tcp/segment.ts'
import { addressBytes, type IpBytes } from './ip-address.ts'
import { type IpHeader, ipv4Packet, PROTOCOL_TCP, readIpv4 } from './ipv4.ts'
import { ipv6Packet, readIpv6 } from './ipv6.ts'
import { type Ports, readTcp, tcpBytes, type TcpHeader } from './tcp-header.ts'
import { textBytes } from './text-bytes.ts'
import type { WireError } from './wire-error.ts'

/** Both ends of a segment on the wire; addresses in text form, of one family. */
export interface Ends extends Ports {
  readonly source: string
  readonly destination: string
}

/** The TCP part of a packet: header, options, text, real checksum. */
export function segmentBytes(segment: Segment, ends: Ends): Uint8Array {
  return tcpBytes(segment, ends, textBytes(segment.text), bytesOf(ends.source), bytesOf(ends.destination))
}

/** The whole IP packet. `identification` counts the packets of a sender (IPv4 only). */
export function packetBytes(segment: Segment, ends: Ends, identification: number): Uint8Array {
  const source = bytesOf(ends.source)
  const destination = bytesOf(ends.destination)
  const payload = segmentBytes(segment, ends)
  return source.length === 4
    ? ipv4Packet(source, destination, payload, identification)
    : ipv6Packet(source, destination, payload)
}

function bytesOf(address: string): IpBytes {
  const bytes = addressBytes(address)
  assert(bytes !== null, `${address} is an IP address`)
  return bytes
}

/** A packet as far as it was captured. */
export interface ReadPacket {
  readonly ip: IpHeader
  readonly tcp: TcpHeader
  /** Bytes of text that the packet had, whether captured or not. */
  readonly textLength: number
}

/**
 * Reads a packet that begins with its IP header at `at`, was captured to before `end` and had its last byte before
 * `wireEnd`. What the frame has behind the packet, as the padding of a short Ethernet frame, is no part of it.
 */
export function readPacket(
  bytes: Uint8Array,
  at = 0,
  end = bytes.length,
  wireEnd = end,
): Result<ReadPacket, WireError> {
  const version = at < end ? (bytes[at] as number) >> 4 : 0
  if (version !== 4 && version !== 6) return err({ kind: 'bad-version', at: 0 })
  const ip = version === 4 ? readIpv4(bytes, at, end, wireEnd) : readIpv6(bytes, at, end, wireEnd)
  if (!ip.ok) return ip
  const { protocol, payloadAt, payloadLength } = ip.value
  if (protocol !== PROTOCOL_TCP) return err({ kind: 'not-tcp', at: 0 })
  const tcp = readTcp(bytes, payloadAt, Math.min(payloadAt + payloadLength, end))
  if (!tcp.ok) return tcp
  const textLength = payloadLength - tcp.value.headerLength
  if (textLength < 0) return err({ kind: 'bad-length', at: 12 })
  return ok({ ip: ip.value, tcp: tcp.value, textLength })
}
