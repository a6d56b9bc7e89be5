import { ByteWriter } from './byte-writer.ts'
import { CAPTURE_LIMITS } from './limits.ts'
import { type CaptureSource, LINK_TYPE_RAW, packetsOfTrace, START_SECONDS } from './packets-of-trace.ts'

const MAGIC = { us: 0xa1b2_c3d4, ns: 0xa1b2_3c4d } as const

/** A classic capture file, little-endian. */
export function writePcap(source: CaptureSource, resolution: 'us' | 'ns' = 'us'): Uint8Array {
  const file = new ByteWriter()
  file.uint32(MAGIC[resolution]).uint16(2).uint16(4).uint32(0).uint32(0)
  file.uint32(CAPTURE_LIMITS.packetBytes).uint32(LINK_TYPE_RAW)
  for (const { tUs, bytes } of packetsOfTrace(source)) {
    const seconds = Math.floor(tUs / 1_000_000)
    const fraction = (tUs - seconds * 1_000_000) * (resolution === 'us' ? 1 : 1_000)
    file.uint32(START_SECONDS + seconds).uint32(fraction)
    file.uint32(bytes.length).uint32(bytes.length).bytes(bytes)
  }
  return file.finish()
}
