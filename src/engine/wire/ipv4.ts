import { err, ok, type Result } from '../../base/result.ts'
import { internetChecksum } from './checksum.ts'
import type { IpBytes } from './ip-address.ts'
import { uint16 } from './read-bytes.ts'
import type { WireError } from './wire-error.ts'

/** What an IP header says that TCP needs. Places are in the bytes that it was read from: nothing is copied. */
export interface IpHeader {
  readonly sourceAt: number
  readonly destinationAt: number
  /** Bytes of one address, 4 or 16. */
  readonly addressLength: number
  readonly protocol: number
  readonly payloadAt: number
  /** Bytes of what follows the header, as the header has it: more than there are where a capture cut the packet. */
  readonly payloadLength: number
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

/**
 * Reads the header of an IPv4 packet that begins at `at`, was captured to before `end` and had its last byte before
 * `wireEnd`. Only the first fragment of one can be TCP that we understand.
 */
export function readIpv4(
  bytes: Uint8Array,
  at: number,
  end: number,
  wireEnd: number,
): Result<IpHeader, WireError> {
  if (end - at < HEADER) return err({ kind: 'cut-short', at: end - at })
  const headerLength = ((bytes[at] ?? 0) & 15) * 4
  const totalLength = uint16(bytes, at + 2)
  if (headerLength < HEADER || at + headerLength > end) return err({ kind: 'bad-length', at: 0 })
  // 0: the segment was handed to the network card whole (offload); then the packet ends where the frame ends.
  const length = totalLength === 0 ? wireEnd - at : totalLength
  if (length < headerLength) return err({ kind: 'bad-length', at: 2 })
  if ((uint16(bytes, at + 6) & 0x1fff) !== 0) return err({ kind: 'fragment', at: 6 })
  return ok({
    sourceAt: at + 12,
    destinationAt: at + 16,
    addressLength: 4,
    protocol: bytes[at + 9] ?? 0,
    payloadAt: at + headerLength,
    payloadLength: length - headerLength,
  })
}
