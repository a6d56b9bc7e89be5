import { err, ok, type Result } from '../../base/result.ts'
import type { IpBytes } from './ip-address.ts'
import { type IpPacket, PROTOCOL_TCP } from './ipv4.ts'
import type { WireError } from './wire-error.ts'

const HEADER = 40
const HOP_LIMIT = 64
/** Extension headers that may stand before TCP: hop-by-hop, routing, destination options (RFC 8200 4). */
const EXTENSIONS: ReadonlySet<number> = new Set([0, 43, 60])
const FRAGMENT = 44

/** An IPv6 packet without extension headers (RFC 8200 3). */
export function ipv6Packet(source: IpBytes, destination: IpBytes, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(HEADER + payload.length)
  bytes[0] = 0x60
  new DataView(bytes.buffer).setUint16(4, payload.length)
  bytes[6] = PROTOCOL_TCP
  bytes[7] = HOP_LIMIT
  bytes.set(source, 8)
  bytes.set(destination, 24)
  bytes.set(payload, HEADER)
  return bytes
}

/** Reads an IPv6 packet, stepping over extension headers. */
export function readIpv6(bytes: Uint8Array): Result<IpPacket, WireError> {
  if (bytes.length < HEADER) return err({ kind: 'cut-short', at: bytes.length })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (view.getUint8(0) >> 4 !== 6) return err({ kind: 'bad-version', at: 0 })
  const declared = view.getUint16(4)
  const end = declared === 0 ? bytes.length : HEADER + declared
  let protocol = view.getUint8(6)
  let at = HEADER
  while (EXTENSIONS.has(protocol)) {
    if (at + 2 > bytes.length) return err({ kind: 'cut-short', at })
    protocol = view.getUint8(at)
    at += 8 * (view.getUint8(at + 1) + 1)
  }
  if (protocol === FRAGMENT) return err({ kind: 'fragment', at })
  if (at > bytes.length) return err({ kind: 'cut-short', at: bytes.length })
  if (at > end) return err({ kind: 'bad-length', at: 4 })
  return ok({
    source: bytes.slice(8, 24),
    destination: bytes.slice(24, 40),
    protocol,
    payloadLength: end - at,
    payload: bytes.subarray(at, Math.min(end, bytes.length)),
  })
}
