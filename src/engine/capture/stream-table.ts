import { ACK, SYN } from '../tcp/segment.ts'
import type { IpHeader } from '../wire/ipv4.ts'
import { addressText } from '../wire/ip-address.ts'
import { uint16 } from '../wire/read-bytes.ts'
import type { TcpHeader } from '../wire/tcp-header.ts'
import type { Stream } from './capture.ts'
import { CAPTURE_LIMITS } from './limits.ts'

/** Where a packet belongs; `stream` is negative where the stream is one too many to be listed. */
interface Place {
  readonly stream: number
  readonly fromA: boolean
}

type OpenStream = Omit<Stream, 'rows'>

/** The present life of a conversation as the packets of one direction find it. */
interface Way {
  /** Their addresses and ports. */
  readonly key: string
  readonly stream: OpenStream
  readonly place: Place
  /** Number from which their sender began, or -1: its ISN, or what comes before its first packet. */
  first: number
}

/** A power of two. */
const SLOTS = 1_024

/** Sorts packets into streams as they come. */
export class StreamTable {
  readonly #ways = new Map<string, Way>()
  /** Those that were looked for last, by their ports: most packets find theirs here and need no text made of them. */
  readonly #recent: (Way | null)[] = Array.from({ length: SLOTS }, () => null)
  readonly #listed: OpenStream[] = []
  #count = 0

  /** Every stream that began, listed or not. */
  get count(): number {
    return this.#count
  }

  /** The stream of a packet, whose bytes these are. */
  place(bytes: Uint8Array, ip: IpHeader, tcp: TcpHeader): Place {
    const known = this.#find(bytes, ip, tcp)
    const way = known === null || opensAnew(known, tcp) ? this.#begin(bytes, ip, tcp, known) : known
    if (way.first < 0) way.first = (tcp.flags & SYN) !== 0 ? tcp.seq : (tcp.seq - 1) >>> 0
    return way.place
  }

  /** The streams that are listed. `streamOf`: the stream of each row. */
  finish(streamOf: Uint16Array): Stream[] {
    const counts = new Uint32Array(this.#listed.length)
    for (const stream of streamOf) counts[stream] = (counts[stream] as number) + 1
    const rows = Array.from(counts, (count) => new Uint32Array(count))
    // From the last row to the first, so that what is counted down is where each belongs.
    for (let row = streamOf.length - 1; row >= 0; row--) {
      const stream = streamOf[row] as number
      const at = (counts[stream] as number) - 1
      counts[stream] = at
      ;(rows[stream] as Uint32Array)[at] = row
    }
    return this.#listed.map((stream, id) => ({ ...stream, rows: rows[id] as Uint32Array }))
  }

  #find(bytes: Uint8Array, ip: IpHeader, tcp: TcpHeader): Way | null {
    const slot = slotOf(tcp.sourcePort, tcp.destinationPort)
    const recent = this.#recent[slot] ?? null
    if (recent !== null && isKeyOf(recent.key, bytes, ip, tcp)) return recent
    const way =
      this.#ways.get(keyOf(bytes, ip.sourceAt, ip.destinationAt, ip, tcp.sourcePort, tcp.destinationPort)) ??
      null
    if (way !== null) this.#recent[slot] = way
    return way
  }

  #begin(bytes: Uint8Array, ip: IpHeader, tcp: TcpHeader, before: Way | null): Way {
    const { sourceAt, destinationAt, addressLength } = ip
    const { sourcePort, destinationPort } = tcp
    const address = (at: number): string => addressText(bytes.subarray(at, at + addressLength))
    this.#count += 1
    const id = this.#listed.length < CAPTURE_LIMITS.streams ? this.#listed.length : -1
    const stream: OpenStream = {
      id,
      conversation: before?.stream.conversation ?? id,
      incarnation: (before?.stream.incarnation ?? 0) + 1,
      a: { address: address(sourceAt), port: sourcePort },
      b: { address: address(destinationAt), port: destinationPort },
    }
    if (id >= 0) this.#listed.push(stream)
    const back = keyOf(bytes, destinationAt, sourceAt, ip, destinationPort, sourcePort)
    this.#open(
      { key: back, stream, place: { stream: id, fromA: false }, first: -1 },
      destinationPort,
      sourcePort,
    )
    // Last, for a host that talks to its own port: there both directions are one.
    const there = keyOf(bytes, sourceAt, destinationAt, ip, sourcePort, destinationPort)
    return this.#open(
      { key: there, stream, place: { stream: id, fromA: true }, first: -1 },
      sourcePort,
      destinationPort,
    )
  }

  #open(way: Way, fromPort: number, toPort: number): Way {
    this.#ways.set(way.key, way)
    this.#recent[slotOf(fromPort, toPort)] = way
    return way
  }
}

/** A SYN with another number than the one with which its sender began is the beginning of a new connection. */
function opensAnew({ first }: Way, { flags, seq }: TcpHeader): boolean {
  return (flags & (SYN | ACK)) === SYN && first >= 0 && first !== seq
}

/** Neighbouring ports have slots of their own, and so have the two directions. */
function slotOf(fromPort: number, toPort: number): number {
  return (3 * fromPort + toPort) & (SLOTS - 1)
}

/** Addresses and ports of one direction as the key of a map: their bytes as characters, two in each. */
function keyOf(
  bytes: Uint8Array,
  from: number,
  to: number,
  { addressLength }: IpHeader,
  fromPort: number,
  toPort: number,
): string {
  const at = (place: number): number => uint16(bytes, place)
  const ports = String.fromCharCode(fromPort, toPort)
  if (addressLength === 4) return ports + String.fromCharCode(at(from), at(from + 2), at(to), at(to + 2))
  let key = ports
  for (const address of [from, to])
    for (let i = 0; i < addressLength; i += 2) key += String.fromCharCode(at(address + i))
  return key
}

/** Whether a packet has this key, without making its own: its addresses stand one behind the other. */
function isKeyOf(key: string, bytes: Uint8Array, ip: IpHeader, tcp: TcpHeader): boolean {
  if (key.length !== 2 + ip.addressLength) return false
  if (key.charCodeAt(0) !== tcp.sourcePort || key.charCodeAt(1) !== tcp.destinationPort) return false
  for (let i = 2, at = ip.sourceAt; i < key.length; i++, at += 2)
    if (key.charCodeAt(i) !== uint16(bytes, at)) return false
  return true
}
