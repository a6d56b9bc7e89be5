import { err, ok, type Result } from '../../base/result.ts'
import { internetChecksum } from './checksum.ts'
import type { IpBytes } from './ip-address.ts'
import type { WireError } from './wire-error.ts'

/** What an IP header says that TCP needs. */
export interface IpPacket {
  readonly source: IpBytes
  readonly destination: IpBytes
  readonly protocol: number
  /** Bytes of what follows the header, as the header has it: more than `payload` where a capture cut the packet. */
  readonly payloadLength: number
  readonly payload: Uint8Array
}

export const PROTOCOL_TCP = 6
const HEADER = 20
const TTL = 64
const DONT_FRAGMENT = 0x40

/** An IPv4 packet without options and with Don't Fragment, as every stack sends TCP (RFC 791, RFC 1191). */
export function ipv4Packet(
  source: IpBytes,
  destination: IpBytes,
  payload: Uint8Array,
  identification: number,
): Uint8Array {
  const bytes = new Uint8Array(HEADER + payload.length)
  const view = new DataView(bytes.buffer)
  bytes[0] = 0x45
  view.setUint16(2, bytes.length)
  view.setUint16(4, identification & 0xffff)
  bytes[6] = DONT_FRAGMENT
  bytes[8] = TTL
  bytes[9] = PROTOCOL_TCP
  bytes.set(source, 12)
  bytes.set(destination, 16)
  view.setUint16(10, internetChecksum(bytes.subarray(0, HEADER)))
  bytes.set(payload, HEADER)
  return bytes
}

/** Reads an IPv4 packet. Only the first fragment of one can be TCP that we understand. */
export function readIpv4(bytes: Uint8Array): Result<IpPacket, WireError> {
  if (bytes.length < HEADER) return err({ kind: 'cut-short', at: bytes.length })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const headerLength = (view.getUint8(0) & 15) * 4
  const totalLength = view.getUint16(2)
  if (view.getUint8(0) >> 4 !== 4) return err({ kind: 'bad-version', at: 0 })
  if (headerLength < HEADER || headerLength > bytes.length) return err({ kind: 'bad-length', at: 0 })
  // 0: the segment was handed to the network card whole (offload); then the packet ends where its bytes end.
  const end = totalLength === 0 ? bytes.length : totalLength
  if (end < headerLength) return err({ kind: 'bad-length', at: 2 })
  if ((view.getUint16(6) & 0x1fff) !== 0) return err({ kind: 'fragment', at: 6 })
  return ok({
    source: bytes.slice(12, 16),
    destination: bytes.slice(16, 20),
    protocol: view.getUint8(9),
    payloadLength: end - headerLength,
    payload: bytes.subarray(headerLength, Math.min(end, bytes.length)),
  })
}
