import type { Options } from '../tcp/options.ts'

/** What a capture file held, as far as it could be read. Plain data: it is posted from the worker to the page. */
export interface Capture {
  readonly format: 'pcap' | 'pcapng'
  readonly byteOrder: 'LE' | 'BE'
  /** Resolution of a pcap file; null for pcapng, where each interface has its own. */
  readonly timestamps: 'us' | 'ns' | null
  readonly interfaces: readonly CaptureInterface[]
  /** Packets of every kind. */
  readonly packets: number
  /** Packets of which the capture kept only the beginning. */
  readonly packetsCut: number
  /** Packets that hold no TCP segment that can be read, by reason. */
  readonly skipped: Readonly<Record<SkipReason, number>>
  readonly tcp: TcpPackets
  /** Those that are listed; `streamCount` counts all. */
  readonly streams: readonly Stream[]
  readonly streamCount: number
  /** Comments of packets, by packet number. */
  readonly comments: readonly (readonly [packet: number, comment: string])[]
  /** Names of addresses that the file brings along. */
  readonly names: readonly (readonly [address: string, name: string])[]
  /** Unix time of the second in which the first packet was captured; times of packets count from it. */
  readonly startSeconds: number
  /** Why reading ended before the end of the file, or null. */
  readonly problem: CaptureProblem | null
}

interface CaptureInterface {
  readonly linkType: number
  /** '' if the file names none. */
  readonly name: string
}

export type SkipReason = 'link-type' | 'not-tcp' | 'fragment' | 'damaged' | 'beyond-stream-limit'

export type CaptureProblemKind =
  | 'not-a-capture'
  | 'compressed'
  | 'unsupported-version'
  | 'cut-short'
  | 'bad-block'
  | 'unknown-interface'
  | 'file-too-large'
  | 'packet-too-large'
  | 'too-many-packets'
  | 'too-many-interfaces'
  | 'cancelled'

/** Where and why reading ended. */
export interface CaptureProblem {
  readonly kind: CaptureProblemKind
  /** Offset in the file of the record or block that could not be read. */
  readonly at: number
  /** Number of the packet that would have come next, from 1. */
  readonly packet: number
}

/** Which way a packet went at the interface, where the file says so. */
export const DIRECTION = { unknown: 0, inbound: 1, outbound: 2 } as const

/** The TCP packets in the order of the file, as columns. */
export interface TcpPackets {
  /** Number in the file, from 1. */
  readonly packet: Uint32Array
  /** Nanoseconds since `startSeconds`. */
  readonly timeNs: Float64Array
  /** Where the bytes of the packet begin in the file. */
  readonly at: Float64Array
  /** Bytes that the file has of it. */
  readonly captured: Uint32Array
  /** Where in these the IP header and the TCP header begin. */
  readonly ipAt: Uint16Array
  readonly tcpAt: Uint32Array
  readonly direction: Uint8Array
  readonly stream: Uint16Array
  /** 1: sent by the end that sent the first packet of the stream. */
  readonly fromA: Uint8Array
  readonly seq: Uint32Array
  readonly ack: Uint32Array
  /** All eight control bits. */
  readonly flags: Uint8Array
  readonly wnd: Uint16Array
  readonly up: Uint16Array
  /** Bytes of text that the packet had, captured or not. */
  readonly length: Uint32Array
  /** Index into `optionList`, or -1. */
  readonly options: Int32Array
  readonly optionList: readonly Options[]
}

export interface Endpoint {
  readonly address: string
  readonly port: number
}

/** One life of a connection: a pair of addresses and ports, from one SYN to before the next that opens it anew. */
export interface Stream {
  /** From 0, in the order of their first packets. */
  readonly id: number
  /** Streams of one conversation have the same four numbers: the id of the first of them. */
  readonly conversation: number
  /** From 1: which life of this conversation. */
  readonly incarnation: number
  /** The end that sent the first packet. */
  readonly a: Endpoint
  readonly b: Endpoint
  /** Rows of `TcpPackets`. */
  readonly rows: Uint32Array
}
