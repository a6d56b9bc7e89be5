import { err, ok, type Result } from '../../base/result.ts'
import type { IpBytes } from './ip-address.ts'
import { type IpHeader, PROTOCOL_TCP } from './ipv4.ts'
import { uint16 } from './read-bytes.ts'
import type { WireError } from './wire-error.ts'

const HEADER = 40
const HOP_LIMIT = 64
const FRAGMENT = 44
/** Extension headers that may stand before TCP: hop-by-hop, routing, fragment, destination options (RFC 8200 4). */
const EXTENSIONS: ReadonlySet<number> = new Set([0, 43, FRAGMENT, 60])

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

/**
 * Reads the header of an IPv6 packet that begins at `at`, was captured to before `end` and had its last byte before
 * `wireEnd`, stepping over extension headers. Only the first fragment of one can be TCP that we understand.
 */
export function readIpv6(
  bytes: Uint8Array,
  at: number,
  end: number,
  wireEnd: number,
): Result<IpHeader, WireError> {
  if (end - at < HEADER) return err({ kind: 'cut-short', at: end - at })
  const declared = uint16(bytes, at + 4)
  const packetEnd = declared === 0 ? wireEnd : at + HEADER + declared
  let protocol = bytes[at + 6] ?? 0
  let payloadAt = at + HEADER
  while (EXTENSIONS.has(protocol)) {
    if (payloadAt + 8 > end) return err({ kind: 'cut-short', at: end - at })
    const isFragment = protocol === FRAGMENT
    if (isFragment && uint16(bytes, payloadAt + 2) >> 3 !== 0)
      return err({ kind: 'fragment', at: payloadAt - at })
    protocol = bytes[payloadAt] ?? 0
    payloadAt += isFragment ? 8 : 8 * ((bytes[payloadAt + 1] ?? 0) + 1)
  }
  if (payloadAt > end) return err({ kind: 'cut-short', at: end - at })
  if (payloadAt > packetEnd) return err({ kind: 'bad-length', at: 4 })
  return ok({
    sourceAt: at + 8,
    destinationAt: at + 24,
    addressLength: 16,
    protocol,
    payloadAt,
    payloadLength: packetEnd - payloadAt,
  })
}
