import { ACK, SYN } from '../tcp/segment.ts'
import { Column } from '../trace/columns.ts'
import type { IpHeader } from '../wire/ipv4.ts'
import { addressText } from '../wire/ip-address.ts'
import { uint16 } from '../wire/read-bytes.ts'
import type { TcpHeader } from '../wire/tcp-header.ts'
import type { Endpoint, Stream } from './capture.ts'
import { CAPTURE_LIMITS } from './limits.ts'

/** Where a packet belongs; `stream` is negative where the stream is one too many to be listed. */
interface Place {
  readonly stream: number
  readonly fromA: boolean
}

interface OpenStream {
  readonly id: number
  readonly conversation: number
  readonly incarnation: number
  readonly a: Endpoint
  readonly b: Endpoint
  /** Number from which each end began to send, or -1: its ISN, or what comes before its first packet. */
  readonly first: { a: number; b: number }
  readonly rows: Column<Uint32Array>
}

/** A stream as a packet of one direction finds it. */
interface Open {
  readonly stream: OpenStream
  readonly place: Place
}

/** Sorts packets into streams as they come. */
export class StreamTable {
  /** The present life of each conversation, by its addresses and ports, once for each direction. */
  readonly #open = new Map<string, Open>()
  readonly #listed: OpenStream[] = []
  #count = 0

  /** Every stream that began, listed or not. */
  get count(): number {
    return this.#count
  }

  /** The stream of a packet, whose bytes these are. */
  place(bytes: Uint8Array, ip: IpHeader, tcp: TcpHeader): Place {
    const there = keyOf(bytes, ip.sourceAt, ip.destinationAt, ip, tcp.sourcePort, tcp.destinationPort)
    const known = this.#open.get(there)
    if (known !== undefined && !opensAnew(known, tcp)) {
      noteFirst(known, tcp)
      return known.place
    }
    const back = keyOf(bytes, ip.destinationAt, ip.sourceAt, ip, tcp.destinationPort, tcp.sourcePort)
    const stream = this.#begin(bytes, ip, tcp, known?.stream)
    const open = { stream, place: { stream: stream.id, fromA: true } }
    this.#open.set(back, { stream, place: { stream: stream.id, fromA: false } })
    // Last, for a host that talks to its own port: there both directions are one.
    this.#open.set(there, open)
    noteFirst(open, tcp)
    return open.place
  }

  add(stream: number, row: number): void {
    this.#listed[stream]?.rows.push(row)
  }

  finish(): Stream[] {
    return this.#listed.map(({ id, conversation, incarnation, a, b, rows }) => ({
      id,
      conversation,
      incarnation,
      a,
      b,
      rows: rows.finish(),
    }))
  }

  #begin(bytes: Uint8Array, ip: IpHeader, tcp: TcpHeader, before: OpenStream | undefined): OpenStream {
    this.#count += 1
    const id = this.#listed.length < CAPTURE_LIMITS.streams ? this.#listed.length : -1
    const address = (at: number): string => addressText(bytes.subarray(at, at + ip.addressLength))
    const stream: OpenStream = {
      id,
      conversation: before?.conversation ?? id,
      incarnation: (before?.incarnation ?? 0) + 1,
      a: { address: address(ip.sourceAt), port: tcp.sourcePort },
      b: { address: address(ip.destinationAt), port: tcp.destinationPort },
      first: { a: -1, b: -1 },
      rows: new Column(Uint32Array),
    }
    if (id >= 0) this.#listed.push(stream)
    return stream
  }
}

/** A SYN with another number than the one with which its sender began is the beginning of a new connection. */
function opensAnew({ stream, place }: Open, tcp: TcpHeader): boolean {
  if ((tcp.flags & (SYN | ACK)) !== SYN) return false
  const first = place.fromA ? stream.first.a : stream.first.b
  return first >= 0 && first !== tcp.seq
}

function noteFirst({ stream, place }: Open, tcp: TcpHeader): void {
  const end = place.fromA ? 'a' : 'b'
  if (stream.first[end] >= 0) return
  stream.first[end] = (tcp.flags & SYN) !== 0 ? tcp.seq : (tcp.seq - 1) >>> 0
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
