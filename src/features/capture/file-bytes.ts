import { tcpChecksum } from '../../engine/wire/tcp-header.ts'

/** A segment as the file of a capture has it. */
export interface FileSegment {
  /** Header, options and text, as far as they were captured. */
  readonly bytes: Uint8Array
  /** Bytes that it had on the wire. */
  readonly length: number
  /** Null: it was cut, so nobody can tell. */
  readonly isChecksumRight: boolean | null
}

/** Cuts a segment out of its frame. What stands behind the packet, as the padding of Ethernet, is no part of it. */
export function segmentOfFrame(
  frame: Uint8Array,
  { ipAt, tcpAt }: { readonly ipAt: number; readonly tcpAt: number },
  textLength: number,
): FileSegment {
  const length = ((frame[tcpAt + 12] ?? 0) >> 4) * 4 + textLength
  const bytes = frame.subarray(tcpAt, tcpAt + length)
  if (bytes.length < length) return { bytes, length, isChecksumRight: null }
  const isV4 = (frame[ipAt] ?? 0) >> 4 === 4
  const [first, size] = isV4 ? [ipAt + 12, 4] : [ipAt + 8, 16]
  const source = frame.subarray(first, first + size)
  const destination = frame.subarray(first + size, first + 2 * size)
  return { bytes, length, isChecksumRight: tcpChecksum(source, destination, bytes) === 0 }
}
