import { ByteWriter } from '../engine/capture/byte-writer.ts'

/** A frame of a capture that a test makes: whole and one second after the epoch, or as it says. */
export interface TestFrame {
  readonly bytes: Uint8Array
  /** Length on the wire, if the capture cut it. */
  readonly original?: number
  readonly atUs?: number
}

/** A classic capture file in little-endian byte order. `length`: what every record says of its length, if not the truth. */
export function pcapFile(
  linkType: number,
  frames: readonly (Uint8Array | TestFrame)[],
  length?: number,
): Uint8Array {
  const file = new ByteWriter()
  file.uint32(0xa1b2_c3d4).uint16(2).uint16(4).uint32(0).uint32(0).uint32(65_535).uint32(linkType)
  for (const frame of frames) {
    const {
      bytes,
      original = bytes.length,
      atUs = 1_000_002,
    } = frame instanceof Uint8Array ? { bytes: frame } : frame
    file.uint32(Math.floor(atUs / 1_000_000)).uint32(atUs % 1_000_000)
    file
      .uint32(length ?? bytes.length)
      .uint32(original)
      .bytes(bytes)
  }
  return file.finish()
}
