import type { TraceSegment } from '../trace/trace.ts'
import { ByteWriter } from './byte-writer.ts'
import { DIRECTION } from './capture.ts'
import {
  type CaptureSource,
  LINK_TYPE_RAW,
  packetsOfTrace,
  START_SECONDS,
  type TracePacket,
} from './packets-of-trace.ts'
import {
  BYTE_ORDER_MAGIC,
  ENHANCED_PACKET,
  INTERFACE_DESCRIPTION,
  OPTION,
  SECTION_HEADER,
} from './read-pcapng.ts'
import { END_OF_OPTIONS } from './pcapng-options.ts'
import { utf8Bytes } from './utf8.ts'

export interface PcapngOptions {
  readonly resolution?: 'us' | 'ns'
  /** What the file is about: Wireshark shows it with the file's properties. */
  readonly title?: string
  /** A comment for a packet, such as what happened when it was sent; '' for none. */
  readonly comment?: (segment: TraceSegment) => string
}

const APPLICATION = 'Synscope'
const USER_APPLICATION = 4
/** Negative powers of ten. */
const RESOLUTION = { us: 6, ns: 9 } as const
/** Bytes of an option's value at most: its length is written in 16 bits. */
const LONGEST_VALUE = 0xffff

/**
 * A pcapng file, little-endian. On the wire each host is an interface that holds what it sends, so that a reader knows
 * that the times are those of sending.
 */
export function writePcapng(source: CaptureSource, options: PcapngOptions = {}): Uint8Array {
  const { resolution = 'us', title = '', comment = () => '' } = options
  const interfaces = source.place === 'wire' ? (['C', 'S'] as const) : [source.place]
  const file = new ByteWriter()
  block(file, SECTION_HEADER, (body) => {
    body.uint32(BYTE_ORDER_MAGIC).uint16(1).uint16(0)
    body.uint32(0xffff_ffff).uint32(0xffff_ffff)
    if (title !== '') option(body, OPTION.comment, utf8Bytes(title))
    option(body, USER_APPLICATION, utf8Bytes(APPLICATION))
    endOfOptions(body)
  })
  for (const name of interfaces) {
    block(file, INTERFACE_DESCRIPTION, (body) => {
      body.uint16(LINK_TYPE_RAW).uint16(0).uint32(0)
      option(body, OPTION.interfaceName, utf8Bytes(name))
      option(body, OPTION.timeResolution, Uint8Array.of(RESOLUTION[resolution]))
      endOfOptions(body)
    })
  }
  for (const packet of packetsOfTrace(source)) {
    const at = interfaces.length === 1 || packet.segment.from === 'C' ? 0 : 1
    block(file, ENHANCED_PACKET, (body) =>
      enhancedPacket(body, packet, at, resolution, comment(packet.segment)),
    )
  }
  return file.finish()
}

function enhancedPacket(
  body: ByteWriter,
  { tUs, bytes, outgoing }: TracePacket,
  interfaceAt: number,
  resolution: 'us' | 'ns',
  comment: string,
): void {
  const us = BigInt(START_SECONDS) * 1_000_000n + BigInt(tUs)
  const ticks = resolution === 'us' ? us : us * 1_000n
  body
    .uint32(interfaceAt)
    .uint32(Number(ticks >> 32n))
    .uint32(Number(ticks & 0xffff_ffffn))
  body.uint32(bytes.length).uint32(bytes.length).bytes(bytes).pad()
  if (comment !== '') option(body, OPTION.comment, utf8Bytes(comment))
  const direction = outgoing ? DIRECTION.outbound : DIRECTION.inbound
  option(body, OPTION.packetFlags, Uint8Array.of(direction, 0, 0, 0))
  endOfOptions(body)
}

/** Type, length, body, and the length again. */
function block(file: ByteWriter, type: number, write: (body: ByteWriter) => void): void {
  const body = new ByteWriter()
  write(body)
  const length = body.length + 12
  file.uint32(type).uint32(length).bytes(body.finish()).uint32(length)
}

function option(body: ByteWriter, code: number, value: Uint8Array): void {
  const kept = value.subarray(0, LONGEST_VALUE)
  body.uint16(code).uint16(kept.length).bytes(kept).pad()
}

function endOfOptions(body: ByteWriter): void {
  body.uint16(END_OF_OPTIONS).uint16(0)
}
