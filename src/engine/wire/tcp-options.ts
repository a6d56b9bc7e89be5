import type { Options } from '../tcp/options.ts'

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
  if (mss !== undefined) bytes.push(MSS, 4, ...uint16(mss))
  // The two bytes of SACK-Permitted take the place of the padding before the timestamps.
  if (sackPermitted === true) bytes.push(...(timestamps === undefined ? [NOP, NOP] : []), SACK_PERMITTED, 2)
  else if (timestamps !== undefined) bytes.push(NOP, NOP)
  if (timestamps !== undefined) {
    bytes.push(TIMESTAMPS, 10, ...uint32(timestamps.value), ...uint32(timestamps.echo))
  }
  if (windowScale !== undefined) bytes.push(NOP, WINDOW_SCALE, 3, windowScale)
  if (sack !== undefined && sack.length > 0) {
    bytes.push(
      NOP,
      NOP,
      SACK,
      2 + 8 * sack.length,
      ...sack.flatMap(([left, right]) => [...uint32(left), ...uint32(right)]),
    )
  }
  if (fastOpen !== undefined) {
    const cookie = fastOpen.cookie === null ? [] : [0, 0, 0, 0, ...uint32(fastOpen.cookie)]
    bytes.push(FAST_OPEN, 2 + cookie.length, ...cookie, NOP, NOP)
  }
  return Uint8Array.from(bytes)
}

const uint16 = (value: number): number[] => [(value >>> 8) & 255, value & 255]
const uint32 = (value: number): number[] => [...uint16(value >>> 16), ...uint16(value)]

/** Where each option lies, padding included. A damaged length ends the list: nothing after it can be trusted. */
export function optionFields(bytes: Uint8Array): OptionField[] {
  const fields: OptionField[] = []
  let at = 0
  while (at < bytes.length) {
    const kind = bytes[at] as number
    if (kind === END) break
    const length = kind === NOP ? 1 : (bytes[at + 1] ?? 0)
    if ((kind !== NOP && length < 2) || at + length > bytes.length) break
    fields.push({ kind, at, length })
    at += length
  }
  return fields
}

/** Options out of a header, unknown ones left out; null if there is none that we know. */
export function readOptions(bytes: Uint8Array): Options | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const read = optionFields(bytes).map((field) => readOption(view, field))
  const options: Options = Object.assign({}, ...read)
  return Object.keys(options).length === 0 ? null : options
}

function readOption(view: DataView, { kind, at, length }: OptionField): Options {
  switch (kind) {
    case MSS:
      return length === 4 ? { mss: view.getUint16(at + 2) } : {}
    case WINDOW_SCALE:
      return length === 3 ? { windowScale: view.getUint8(at + 2) } : {}
    case SACK_PERMITTED:
      return length === 2 ? { sackPermitted: true } : {}
    case SACK:
      return length % 8 === 2 && length > 2 ? { sack: readBlocks(view, at + 2, (length - 2) / 8) } : {}
    case TIMESTAMPS:
      return length === 10
        ? { timestamps: { value: view.getUint32(at + 2), echo: view.getUint32(at + 6) } }
        : {}
    case FAST_OPEN:
      if (length === 2) return { fastOpen: { cookie: null } }
      // The last four bytes tell cookies apart well enough: ours are no longer, a stack's are random.
      return length >= 6 ? { fastOpen: { cookie: view.getUint32(at + length - 4) } } : {}
    default:
      return {}
  }
}

function readBlocks(view: DataView, at: number, count: number): [number, number][] {
  return Array.from({ length: count }, (_, i) => [view.getUint32(at + 8 * i), view.getUint32(at + 8 * i + 4)])
}
