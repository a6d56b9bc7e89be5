import type { Capture } from './capture.ts'
import { flagsOfPackets, type StreamSummary, summarizeStream } from './stream-summary.ts'

/** What other programs read of a capture (src/test/samples/expected.json). */
export interface CaptureSummary {
  readonly file: string
  readonly format: Capture['format']
  readonly byteOrder: Capture['byteOrder']
  /** Each link type once, in the order of the interfaces. */
  readonly linkTypes: readonly number[]
  /** Only of a pcap file: in pcapng each interface has its own. */
  readonly timestamps?: 'us' | 'ns'
  readonly packets: number
  readonly tcpPackets: number
  readonly tcpStreams: number
  readonly packetsCut: number
  readonly streams: readonly (StreamSummary & { readonly flags: readonly string[] })[]
}

export function summarizeCapture(file: string, capture: Capture): CaptureSummary {
  const { format, byteOrder, timestamps, interfaces, packets, packetsCut, tcp, streams, streamCount } =
    capture
  return {
    file,
    format,
    byteOrder,
    linkTypes: [...new Set(interfaces.map(({ linkType }) => linkType))],
    ...(timestamps !== null && { timestamps }),
    packets,
    tcpPackets: tcp.seq.length + capture.skipped['beyond-stream-limit'],
    tcpStreams: streamCount,
    packetsCut,
    streams: streams.map((stream) => ({
      ...summarizeStream(capture, stream),
      flags: flagsOfPackets(capture, stream),
    })),
  }
}
