import { ACK, FIN, PSH, RST, SYN, URG } from '../tcp/segment.ts'
import { add, geq } from '../tcp/seq.ts'
import type { Capture, Endpoint, Stream, TcpPackets } from './capture.ts'

/** What a list says of one stream. A sent its first packet. */
export interface StreamSummary {
  readonly id: number
  readonly a: string
  readonly b: string
  readonly packets: number
  readonly fromA: number
  readonly fromB: number
  /** Bytes of text, retransmissions counted again. */
  readonly bytesA: number
  readonly bytesB: number
  readonly firstFlags: string
  readonly handshake: 'complete' | 'synack-seen' | 'syn-only' | 'refused' | 'none'
  readonly finA: boolean
  readonly finB: boolean
  /** An ACK of the other end covers the FIN. */
  readonly finAAcked: boolean
  readonly finBAcked: boolean
  readonly rstA: boolean
  readonly rstB: boolean
  /** `half`: only one end has sent a FIN. */
  readonly closed: 'rst' | 'fin' | 'half' | 'open'
}

const NAMES: readonly (readonly [number, string])[] = [
  [SYN, 'SYN'],
  [ACK, 'ACK'],
  [PSH, 'PSH'],
  [FIN, 'FIN'],
  [RST, 'RST'],
  [URG, 'URG'],
]

/** By the flag byte; made once, because a stream may have 200,000 packets. */
const TEXTS: readonly string[] = Array.from({ length: 256 }, (_, flags) => {
  const names = NAMES.filter(([bit]) => (flags & bit) !== 0).map(([, name]) => name)
  return names.length === 0 ? 'none' : names.join(',')
})
const flagText = (flags: number): string => TEXTS[flags] ?? ''

/** What one end has sent. */
class End {
  packets = 0
  bytes = 0
  /** Numbers that acknowledge the SYN and the FIN, or -1. */
  afterSyn = -1
  afterFin = -1
  synAcked = false
  finAcked = false
  sentSynAck = false
  reset = false

  sends(tcp: TcpPackets, row: number): void {
    const flags = tcp.flags[row] as number
    const seq = tcp.seq[row] as number
    const length = tcp.length[row] as number
    this.packets += 1
    this.bytes += length
    if ((flags & SYN) !== 0) this.afterSyn = add(seq, 1)
    if ((flags & (SYN | ACK)) === (SYN | ACK)) this.sentSynAck = true
    if ((flags & FIN) !== 0) this.afterFin = add(seq, length + ((flags & SYN) === 0 ? 1 : 2))
    if ((flags & RST) !== 0) this.reset = true
  }

  isAcknowledged(ack: number): void {
    if (this.afterSyn >= 0 && geq(ack, this.afterSyn)) this.synAcked = true
    if (this.afterFin >= 0 && geq(ack, this.afterFin)) this.finAcked = true
  }
}

export function summarizeStream({ tcp }: Capture, stream: Stream): StreamSummary {
  const a = new End()
  const b = new End()
  for (const row of stream.rows) {
    const fromA = tcp.fromA[row] === 1
    const sender = fromA ? a : b
    const receiver = fromA ? b : a
    sender.sends(tcp, row)
    if (((tcp.flags[row] as number) & ACK) !== 0) receiver.isAcknowledged(tcp.ack[row] as number)
  }
  return {
    id: stream.id,
    a: endText(stream.a),
    b: endText(stream.b),
    packets: a.packets + b.packets,
    fromA: a.packets,
    fromB: b.packets,
    bytesA: a.bytes,
    bytesB: b.bytes,
    firstFlags: flagText(tcp.flags[stream.rows[0] ?? 0] ?? 0),
    handshake: handshakeOf(a, b),
    finA: a.afterFin >= 0,
    finB: b.afterFin >= 0,
    finAAcked: a.finAcked,
    finBAcked: b.finAcked,
    rstA: a.reset,
    rstB: b.reset,
    closed: closedBy(a, b),
  }
}

/** Sender and flags of each packet of a stream: `A>SYN`. */
export function flagsOfPackets({ tcp }: Capture, { rows }: Stream): string[] {
  return Array.from(
    rows,
    (row) => `${tcp.fromA[row] === 1 ? 'A' : 'B'}>${flagText(tcp.flags[row] as number)}`,
  )
}

/** Address and port with a colon between them, as lists show them. */
function endText({ address, port }: Endpoint): string {
  return `${address}:${port}`
}

function handshakeOf(a: End, b: End): StreamSummary['handshake'] {
  if (a.afterSyn < 0 && b.afterSyn < 0) return 'none'
  if (a.synAcked && b.synAcked) return 'complete'
  if (a.sentSynAck || b.sentSynAck) return 'synack-seen'
  return (a.afterSyn >= 0 && b.reset) || (b.afterSyn >= 0 && a.reset) ? 'refused' : 'syn-only'
}

function closedBy(a: End, b: End): StreamSummary['closed'] {
  if (a.reset || b.reset) return 'rst'
  if (a.afterFin >= 0 && b.afterFin >= 0) return 'fin'
  return a.afterFin >= 0 || b.afterFin >= 0 ? 'half' : 'open'
}
