import type { Capture } from './capture.ts'

/** Where the packets of some segments lie in their file, by segment: whoever has the file can show its bytes. */
export interface PacketPlaces {
  /** Number in the file, from 1. */
  readonly packet: Uint32Array
  /** Offset in the file of the frame's first byte. */
  readonly at: Float64Array
  /** Bytes that the file has of it. */
  readonly captured: Uint32Array
  /** Where in these the IP header and the TCP header begin. */
  readonly ipAt: Uint16Array
  readonly tcpAt: Uint32Array
}

/** `rows`: the row of `TcpPackets` of each segment. */
export function placesOf({ tcp }: Capture, rows: Uint32Array): PacketPlaces {
  const pick = (column: ArrayLike<number>): number[] => Array.from(rows, (row) => column[row] ?? 0)
  return {
    packet: Uint32Array.from(pick(tcp.packet)),
    at: Float64Array.from(pick(tcp.at)),
    captured: Uint32Array.from(pick(tcp.captured)),
    ipAt: Uint16Array.from(pick(tcp.ipAt)),
    tcpAt: Uint32Array.from(pick(tcp.tcpAt)),
  }
}
