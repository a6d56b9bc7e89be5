import { TCP_HEADER } from '../../../engine/wire/tcp-header.ts'
import { optionFields } from '../../../engine/wire/tcp-options.ts'
import type { Messages } from '../../../i18n/en.ts'

export interface OptionRow {
  readonly text: string
  /** [first, end) among the bytes of the segment. */
  readonly bytes: readonly [number, number]
}

/** The options as they lie in the header, padding included. `number` writes the numbers of SACK blocks. */
export function optionRows(
  bytes: Uint8Array,
  headerLength: number,
  words: Messages['inspector']['segment']['option'],
  number: (value: number) => string,
): OptionRow[] {
  const options = bytes.subarray(TCP_HEADER, headerLength)
  const view = new DataView(options.buffer, options.byteOffset, options.length)
  const rows: { text: string; bytes: [number, number] }[] = []
  let before = -1
  for (const { kind, at, length } of optionFields(options)) {
    const last = rows.at(-1)
    // Several bytes of padding in a row are one row.
    if (kind === PADDING && before === PADDING && last !== undefined) last.bytes[1] += length
    else
      rows.push({
        text: optionText(view, kind, at, length, words, number),
        bytes: [TCP_HEADER + at, TCP_HEADER + at + length],
      })
    before = kind
  }
  return rows
}

const PADDING = 1

function optionText(
  view: DataView,
  kind: number,
  at: number,
  length: number,
  words: Messages['inspector']['segment']['option'],
  number: (value: number) => string,
): string {
  switch (kind) {
    case PADDING:
      return words.padding
    case 2:
      return words.mss(view.getUint16(at + 2))
    case 3:
      return words.windowScale(view.getUint8(at + 2))
    case 4:
      return words.sackPermitted
    case 5: {
      const blocks = Array.from({ length: (length - 2) / 8 }, (_, i) => {
        const [left, right] = [view.getUint32(at + 2 + 8 * i), view.getUint32(at + 6 + 8 * i)]
        return `[${number(left)}, ${number(right)})`
      })
      return words.sack(blocks.join(' '))
    }
    case 8:
      return words.timestamps(view.getUint32(at + 2), view.getUint32(at + 6))
    case 34:
      return length === 2 ? words.fastOpenRequest : words.fastOpenCookie
    default:
      return String(kind)
  }
}
