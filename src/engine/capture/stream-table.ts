import { ACK, SYN } from '../tcp/segment.ts'
import { Column } from '../trace/columns.ts'
import type { IpPacket } from '../wire/ipv4.ts'
import { addressText, type IpBytes } from '../wire/ip-address.ts'
import type { TcpHeader } from '../wire/tcp-header.ts'
import type { Endpoint, Stream } from './capture.ts'
import { CAPTURE_LIMITS } from './limits.ts'

/** Where a packet belongs. */
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

/** Sorts packets into streams as they come. */
export class StreamTable {
  /** The present life of each conversation, by both ends in the order of A and B. */
  readonly #open = new Map<string, OpenStream>()
  readonly #listed: OpenStream[] = []
  #count = 0

  /** Every stream that began, listed or not. */
  get count(): number {
    return this.#count
  }

  /** The stream of a packet; null if it is one too many to be listed. */
  place(ip: IpPacket, tcp: TcpHeader): Place | null {
    const source = key(ip.source, tcp.sourcePort)
    const destination = key(ip.destination, tcp.destinationPort)
    const forward = this.#open.get(source + destination)
    const known = forward ?? this.#open.get(destination + source)
    const fromA = known === undefined || forward !== undefined
    if (known !== undefined && !opensAnew(known, tcp, fromA)) {
      noteFirst(known, tcp, fromA)
      return known.id < 0 ? null : { stream: known.id, fromA }
    }
    if (known !== undefined && !fromA) this.#open.delete(destination + source)
    const begun = this.#begin(ip, tcp, known)
    this.#open.set(source + destination, begun)
    noteFirst(begun, tcp, true)
    return begun.id < 0 ? null : { stream: begun.id, fromA: true }
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

  #begin(ip: IpPacket, tcp: TcpHeader, before: OpenStream | undefined): OpenStream {
    this.#count += 1
    const id = this.#listed.length < CAPTURE_LIMITS.streams ? this.#listed.length : -1
    const stream: OpenStream = {
      id,
      conversation: before?.conversation ?? id,
      incarnation: (before?.incarnation ?? 0) + 1,
      a: { address: addressText(ip.source), port: tcp.sourcePort },
      b: { address: addressText(ip.destination), port: tcp.destinationPort },
      first: { a: -1, b: -1 },
      rows: new Column(Uint32Array),
    }
    if (id >= 0) this.#listed.push(stream)
    return stream
  }
}

/** A SYN with another number than the one with which its sender began is the beginning of a new connection. */
function opensAnew(stream: OpenStream, tcp: TcpHeader, fromA: boolean): boolean {
  if ((tcp.flags & (SYN | ACK)) !== SYN) return false
  const first = fromA ? stream.first.a : stream.first.b
  return first >= 0 && first !== tcp.seq
}

function noteFirst(stream: OpenStream, tcp: TcpHeader, fromA: boolean): void {
  const end = fromA ? 'a' : 'b'
  if (stream.first[end] >= 0) return
  stream.first[end] = (tcp.flags & SYN) !== 0 ? tcp.seq : (tcp.seq - 1) >>> 0
}

/** One end as the key of a map: its bytes as characters. */
function key(address: IpBytes, port: number): string {
  return String.fromCharCode(...address, port)
}
