import { ACK, FIN, RST, SYN } from '../tcp/segment.ts'
import { add, geq, gt, leq, lt, sub } from '../tcp/seq.ts'
import type { Stream, TcpPackets } from './capture.ts'

/** What is unusual about one packet, in the sense in which network analysers use these words. */
export const ANOMALIES = [
  /** Numbers that were sent before. */
  'retransmission',
  /** ... after at least two duplicate ACKs that ask for them. */
  'fast-retransmission',
  /** ... although they were acknowledged already. */
  'spurious-retransmission',
  /** Fills a gap that a later number left a moment ago. */
  'out-of-order',
  /** Something before it is missing in the capture. */
  'segment-not-captured',
  'duplicate-ack',
  'keepalive',
  'keepalive-ack',
  'zero-window',
  'zero-window-probe',
  'reset',
] as const

export type Anomaly = (typeof ANOMALIES)[number]

export function isRetransmission(anomaly: Anomaly): boolean {
  return anomaly.endsWith('retransmission')
}

/** An overtaken segment comes at most this late while no round trip has been seen. */
const OVERTAKEN_NS = 3_000_000
/** A fast retransmission follows the duplicate ACKs within this time. */
const FAST_NS = 20_000_000

/** Ranges that are remembered as unacknowledged; a capture of one direction only would pile them up. */
const MOST_RANGES = 2_000

interface Packet {
  readonly timeNs: number
  readonly seq: number
  readonly ack: number
  readonly flags: number
  readonly wnd: number
  readonly length: number
  /** First number after it. */
  readonly end: number
}

/** What has been seen of one direction. */
class Direction {
  /** Highest number sent, plus one; null before the first packet. */
  next: number | null = null
  nextNs = 0
  lastAck: number | null = null
  lastAckNs = 0
  wnd: number | null = null
  duplicateAcks = 0
  keepaliveOpen = false
  /** Ranges sent and not known to be acknowledged: [from, to). */
  sent: [number, number][] = []
}

/** Finds what is unusual in each packet of a stream, in its order. */
export function findAnomalies(tcp: TcpPackets, stream: Stream): Anomaly[][] {
  const a = new Direction()
  const b = new Direction()
  const rtt = new FirstRoundTrip()
  return Array.from(stream.rows, (row) => {
    const packet = packetOf(tcp, row)
    const [own, peer] = tcp.fromA[row] === 1 ? [a, b] : [b, a]
    rtt.see(packet)
    const found = classify(packet, own, peer, rtt.ns)
    remember(packet, own, peer, found)
    return found
  })
}

function packetOf(tcp: TcpPackets, row: number): Packet {
  const flags = tcp.flags[row] as number
  const seq = tcp.seq[row] as number
  const length = tcp.length[row] as number
  const phantoms = ((flags & SYN) === 0 ? 0 : 1) + ((flags & FIN) === 0 ? 0 : 1)
  return {
    timeNs: tcp.timeNs[row] as number,
    seq,
    ack: tcp.ack[row] as number,
    flags,
    wnd: tcp.wnd[row] as number,
    length,
    end: add(seq, length + phantoms),
  }
}

/** From the SYN to the ACK of the SYN,ACK: what a round trip takes here. */
class FirstRoundTrip {
  ns = OVERTAKEN_NS
  #synNs: number | null = null
  #answered = false
  #done = false

  see({ flags, timeNs }: Packet): void {
    if (this.#done) return
    if ((flags & (SYN | ACK)) === SYN) this.#synNs = timeNs
    else if ((flags & SYN) !== 0) this.#answered = true
    else if (this.#answered && this.#synNs !== null) {
      this.ns = Math.max(this.ns, timeNs - this.#synNs)
      this.#done = true
    }
  }
}

function classify(packet: Packet, own: Direction, peer: Direction, rttNs: number): Anomaly[] {
  const { flags, length, seq, wnd } = packet
  const found: Anomaly[] = []
  const isPlain = (flags & (SYN | FIN | RST)) === 0
  if ((flags & RST) !== 0) found.push('reset')
  if (wnd === 0 && isPlain) found.push('zero-window')
  if (own.next === null) return found
  if (isPlain && length === 1 && seq === own.next && peer.wnd === 0) return [...found, 'zero-window-probe']
  if (isPlain && length <= 1 && seq === add(own.next, -1)) return [...found, 'keepalive']
  if (gt(seq, own.next) && (flags & RST) === 0) found.push('segment-not-captured')
  if (isDuplicateAck(packet, own)) found.push(peer.keepaliveOpen ? 'keepalive-ack' : 'duplicate-ack')
  const repeats = repetition(packet, own, peer, rttNs)
  return repeats === null ? found : [...found, repeats]
}

/** Whether and how a packet that carries numbers fails to advance them. */
function repetition(packet: Packet, own: Direction, peer: Direction, rttNs: number): Anomaly | null {
  const { seq, end, length, timeNs } = packet
  if (seq === end || own.next === null || !lt(seq, own.next)) return null
  if (peer.duplicateAcks >= 2 && peer.lastAck === seq && timeNs - peer.lastAckNs < FAST_NS) {
    return 'fast-retransmission'
  }
  const seen = own.sent.some(([from, to]) => geq(seq, from) && leq(end, to))
  if (!seen && timeNs - own.nextNs < rttNs) return 'out-of-order'
  if (length > 0 && peer.lastAck !== null && leq(add(seq, length), peer.lastAck)) {
    return 'spurious-retransmission'
  }
  return 'retransmission'
}

function isDuplicateAck(packet: Packet, own: Direction): boolean {
  const { seq, end, flags, ack, wnd } = packet
  return (
    seq === end &&
    (flags & (ACK | RST)) === ACK &&
    own.next === seq &&
    own.lastAck === ack &&
    own.wnd === wnd &&
    wnd !== 0 &&
    (flags & (SYN | FIN)) === 0
  )
}

function remember(packet: Packet, own: Direction, peer: Direction, found: readonly Anomaly[]): void {
  const { seq, end, flags, ack, timeNs, wnd } = packet
  const keepalive = found.includes('keepalive')
  if (own.next === null || (gt(end, own.next) && (flags & RST) === 0)) {
    own.next = end
    own.nextNs = timeNs
  }
  if (seq !== end && !keepalive) own.sent.push([seq, end])
  if (own.sent.length > MOST_RANGES) own.sent = own.sent.slice(MOST_RANGES / 2)
  own.keepaliveOpen = keepalive
  if ((flags & ACK) === 0 || (flags & RST) !== 0) return
  peer.keepaliveOpen = false
  own.duplicateAcks = found.includes('duplicate-ack') ? own.duplicateAcks + 1 : 0
  if (own.lastAck === null || sub(ack, own.lastAck) !== 0) {
    peer.sent = peer.sent.filter(([, to]) => gt(to, ack))
  }
  own.lastAck = ack
  own.lastAckNs = timeNs
  own.wnd = wnd
}
