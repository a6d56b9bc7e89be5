import type { Options } from '../tcp/options.ts'
import { uint16, uint32 } from './read-bytes.ts'

/** Option kinds (RFC 9293 3.1, RFC 7323, RFC 2018, RFC 7413). */
const END = 0
const NOP = 1
const MSS = 2
const WINDOW_SCALE = 3
const SACK_PERMITTED = 4
const SACK = 5
const TIMESTAMPS = 8
const FAST_OPEN = 34

/** One option as it stands in a header: for views that show where it is. */
export interface OptionField {
  readonly kind: number
  /** From the first byte of the options. */
  readonly at: number
  readonly length: number
}

/** The options in the order and with the padding that stacks use: a multiple of four bytes. */
export function optionsBytes(options: Options | null): Uint8Array {
  const bytes: number[] = []
  if (options === null) return new Uint8Array(0)
  const { mss, windowScale, sackPermitted, sack, timestamps, fastOpen } = options
  if (mss !== undefined) bytes.push(MSS, 4, ...bytesOf16(mss))
  // The two bytes of SACK-Permitted take the place of the padding before the timestamps.
  if (sackPermitted === true) bytes.push(...(timestamps === undefined ? [NOP, NOP] : []), SACK_PERMITTED, 2)
  else if (timestamps !== undefined) bytes.push(NOP, NOP)
  if (timestamps !== undefined) {
    bytes.push(TIMESTAMPS, 10, ...bytesOf32(timestamps.value), ...bytesOf32(timestamps.echo))
  }
  if (windowScale !== undefined) bytes.push(NOP, WINDOW_SCALE, 3, windowScale)
  if (sack !== undefined && sack.length > 0) {
    bytes.push(
      NOP,
      NOP,
      SACK,
      2 + 8 * sack.length,
      ...sack.flatMap(([left, right]) => [...bytesOf32(left), ...bytesOf32(right)]),
    )
  }
  if (fastOpen !== undefined) {
    const cookie = fastOpen.cookie === null ? [] : [0, 0, 0, 0, ...bytesOf32(fastOpen.cookie)]
    bytes.push(FAST_OPEN, 2 + cookie.length, ...cookie, NOP, NOP)
  }
  return Uint8Array.from(bytes)
}

const bytesOf16 = (value: number): number[] => [(value >>> 8) & 255, value & 255]
const bytesOf32 = (value: number): number[] => [...bytesOf16(value >>> 16), ...bytesOf16(value)]

/** Where each option lies, padding included. A damaged length ends the list: nothing after it can be trusted. */
export function optionFields(bytes: Uint8Array): OptionField[] {
  const fields: OptionField[] = []
  for (let at = 0; at < bytes.length && bytes[at] !== END; ) {
    const length = lengthOf(bytes, at, bytes.length)
    if (length === 0) break
    fields.push({ kind: bytes[at] as number, at, length })
    at += length
  }
  return fields
}

/** Bytes that an option takes; 0 if it cannot be, or reaches past `to`. */
function lengthOf(bytes: Uint8Array, at: number, to: number): number {
  if (bytes[at] === NOP) return 1
  const length = bytes[at + 1] ?? 0
  return length < 2 || at + length > to ? 0 : length
}

/** Options out of the header that has them from `from` to `to`, unknown ones left out; null if there is none we know. */
export function readOptions(bytes: Uint8Array, from: number, to: number): Options | null {
  let options: Options | null = null
  for (let at = from; at < to; ) {
    const kind = bytes[at] as number
    if (kind === END) break
    const length = lengthOf(bytes, at, to)
    if (length === 0) break
    if (kind !== NOP) options = withOption(options, readOption(bytes, kind, at, length))
    at += length
  }
  return options
}

function withOption(options: Options | null, option: Options | null): Options | null {
  return options === null || option === null ? (option ?? options) : { ...options, ...option }
}

function readOption(bytes: Uint8Array, kind: number, at: number, length: number): Options | null {
  switch (kind) {
    case MSS:
      return length === 4 ? { mss: uint16(bytes, at + 2) } : null
    case WINDOW_SCALE:
      return length === 3 ? { windowScale: bytes[at + 2] ?? 0 } : null
    case SACK_PERMITTED:
      return length === 2 ? { sackPermitted: true } : null
    case SACK:
      return length % 8 === 2 && length > 2 ? { sack: readBlocks(bytes, at + 2, (length - 2) / 8) } : null
    case TIMESTAMPS:
      return length === 10
        ? { timestamps: { value: uint32(bytes, at + 2), echo: uint32(bytes, at + 6) } }
        : null
    case FAST_OPEN:
      if (length === 2) return { fastOpen: { cookie: null } }
      // The last four bytes tell cookies apart well enough: ours are no longer, a stack's are random.
      return length >= 6 ? { fastOpen: { cookie: uint32(bytes, at + length - 4) } } : null
    default:
      return null
  }
}

function readBlocks(bytes: Uint8Array, at: number, count: number): [number, number][] {
  return Array.from({ length: count }, (_, i) => [uint32(bytes, at + 8 * i), uint32(bytes, at + 8 * i + 4)])
}
