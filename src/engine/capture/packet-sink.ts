import { ACK } from '../tcp/segment.ts'
import { readPacket } from '../wire/packet.ts'
import type { Capture, SkipReason } from './capture.ts'
import { LINK_TYPES, NO_IP } from './link-layer.ts'
import { StreamTable } from './stream-table.ts'
import { TcpPacketTable } from './tcp-packet-table.ts'

/** A packet as both formats have it. */
export interface Frame {
  /** The packet lies in these from one place to before the other; what else there is belongs to others. */
  readonly bytes: Uint8Array
  readonly from: number
  readonly to: number
  /** Where it stands in the file. */
  readonly at: number
  /** Length that the packet had on the wire. */
  readonly original: number
  /** Unix time; null if the file does not say (Simple Packet Block): then that of the packet before. */
  readonly time: { readonly seconds: number; readonly nanos: number } | null
  readonly linkType: number
  readonly direction: number
}

/** Takes packets out of either format, keeps the TCP segments and counts the rest. */
export class PacketSink {
  readonly #table = new TcpPacketTable()
  readonly #streams = new StreamTable()
  readonly #skipped: Record<SkipReason, number> = {
    'link-type': 0,
    'not-tcp': 0,
    fragment: 0,
    damaged: 0,
    'beyond-stream-limit': 0,
  }
  #packets = 0
  #cut = 0
  #startSeconds: number | null = null
  #timeNs = 0

  get packets(): number {
    return this.#packets
  }

  take(frame: Frame): void {
    this.#packets += 1
    if (frame.to - frame.from < frame.original) this.#cut += 1
    if (frame.time !== null) {
      this.#startSeconds ??= frame.time.seconds
      this.#timeNs = (frame.time.seconds - this.#startSeconds) * 1e9 + frame.time.nanos
    }
    const skipped = this.#takeSegment(frame)
    if (skipped !== null) this.#skipped[skipped] += 1
  }

  finish(): Pick<
    Capture,
    'packets' | 'packetsCut' | 'skipped' | 'tcp' | 'streams' | 'streamCount' | 'startSeconds'
  > {
    const tcp = this.#table.finish()
    return {
      packets: this.#packets,
      packetsCut: this.#cut,
      skipped: this.#skipped,
      tcp,
      streams: this.#streams.finish(tcp.stream),
      streamCount: this.#streams.count,
      startSeconds: this.#startSeconds ?? 0,
    }
  }

  /** Why the packet is not in the table, or null if it is. */
  #takeSegment({ bytes, from, to, at, original, linkType, direction }: Frame): SkipReason | null {
    const link = LINK_TYPES.get(linkType)
    if (link === undefined) return 'link-type'
    const ipAt = link.ipAt(bytes, from, to)
    if (ipAt === NO_IP) return 'not-tcp'
    const read = readPacket(bytes, ipAt, to, Math.max(from + original, to))
    if (!read.ok) {
      const { kind } = read.error
      return kind === 'not-tcp' || kind === 'fragment' ? kind : 'damaged'
    }
    const { ip, tcp, textLength } = read.value
    const place = this.#streams.place(bytes, ip, tcp)
    if (place.stream < 0) return 'beyond-stream-limit'
    this.#table.push({
      packet: this.#packets,
      timeNs: this.#timeNs,
      at,
      captured: to - from,
      ipAt: ipAt - from,
      tcpAt: ip.payloadAt - from,
      direction,
      stream: place.stream,
      fromA: place.fromA ? 1 : 0,
      seq: tcp.seq,
      ack: (tcp.flags & ACK) === 0 ? 0 : tcp.ack,
      flags: tcp.flags,
      wnd: tcp.wnd,
      up: tcp.up,
      length: textLength,
      options: tcp.options,
    })
    return null
  }
}
