import { ACK, FIN, SYN } from '../tcp/segment.ts'
import { add } from '../tcp/seq.ts'
import type { Side } from '../tcp/state.ts'
import { type Anomaly, findAnomalies, isRetransmission } from './anomalies.ts'
import type { Capture, Stream, TcpPackets } from './capture.ts'

/** A packet of the streams that are looked at, as one of the two hosts sent it. */
export interface Observed {
  /** Row of `TcpPackets`. */
  readonly row: number
  /** Index among the streams that are looked at. */
  readonly conn: number
  readonly from: Side
  /** When it was captured: microseconds since the first packet that is looked at. */
  readonly capturedUs: number
  readonly seq: number
  readonly ack: number
  readonly flags: number
  readonly length: number
  /** First number after it; equal to `seq` if it takes none. */
  readonly end: number
  readonly anomalies: readonly Anomaly[]
  readonly repeated: boolean
}

/** Packets of some streams between the same two hosts, in the order of their times. C is the host that opens the first. */
export function observe(capture: Capture, streams: readonly Stream[]): Observed[] {
  const { timeNs } = capture.tcp
  const hostC = hostOfC(capture.tcp, streams)
  let startNs = Infinity
  for (const { rows } of streams) for (const row of rows) startNs = Math.min(startNs, timeNs[row] as number)
  return streams
    .flatMap((stream, conn) => observeStream(capture, stream, conn, hostC, Math.floor(startNs / 1_000)))
    .sort((p, q) => p.capturedUs - q.capturedUs || p.row - q.row)
}

/** Address of the host that opens the first stream. */
export function hostOfC(tcp: TcpPackets, [first]: readonly Stream[]): string {
  if (first === undefined) return ''
  return isOpenedByA(tcp, first) ? first.a.address : first.b.address
}

/** Whether the end A of a stream is on host C. Where both ends have one address, C is the end that opens. */
export function aIsC(tcp: TcpPackets, stream: Stream, hostC: string): boolean {
  const { a, b } = stream
  return a.address === b.address ? isOpenedByA(tcp, stream) : a.address === hostC
}

/** Who opened: the sender of a SYN, else the receiver of a SYN,ACK, else the end with the higher port. */
function isOpenedByA(tcp: TcpPackets, stream: Stream): boolean {
  const opening = stream.rows.find((row) => ((tcp.flags[row] ?? 0) & SYN) !== 0)
  if (opening === undefined) return stream.a.port >= stream.b.port
  return (((tcp.flags[opening] ?? 0) & ACK) === 0) === (tcp.fromA[opening] === 1)
}

function observeStream(
  { tcp }: Capture,
  stream: Stream,
  conn: number,
  hostC: string,
  startUs: number,
): Observed[] {
  const anomalies = findAnomalies(tcp, stream)
  const fromC = aIsC(tcp, stream, hostC) ? 1 : 0
  return Array.from(stream.rows, (row, i) => {
    const flags = tcp.flags[row] as number
    const seq = tcp.seq[row] as number
    const length = tcp.length[row] as number
    const found = anomalies[i] ?? []
    return {
      row,
      conn,
      from: tcp.fromA[row] === fromC ? 'C' : 'S',
      capturedUs: Math.floor((tcp.timeNs[row] as number) / 1_000) - startUs,
      seq,
      ack: tcp.ack[row] as number,
      flags,
      length,
      end: add(seq, length + ((flags & SYN) === 0 ? 0 : 1) + ((flags & FIN) === 0 ? 0 : 1)),
      anomalies: found,
      repeated: found.some(isRetransmission),
    }
  })
}
