import { milliseconds } from '../../../i18n/format.ts'
import { plain, share, time } from '../../../i18n/quantities.ts'
import type { Range } from '../../../scenario/limits.ts'

/**
 * Between a value of a scenario and a line of text. What cannot be read is kept as the text that it is: then the
 * scenario is not valid, says so in that place, and nothing that was typed is lost.
 */
export interface Codec {
  readonly write: (value: unknown) => string
  /** Undefined: nothing was typed. */
  readonly read: (text: string) => unknown
}

/** Nothing is refused here: the schema says what is out of range. */
const ANY = { min: 0, max: Number.MAX_SAFE_INTEGER }

const numbers = (write: (value: number) => string, parse: (text: string) => number | null): Codec => ({
  write: (value) => (typeof value === 'number' ? write(value) : asText(value)),
  read: (text) => (text.trim() === '' ? undefined : (parse(text) ?? text)),
})

/** The whole value, unlike what is shown elsewhere: `1.0005 s`, `0.25 ms`. */
const exactTime = (us: number): string => (us < 1_000_000 ? `${milliseconds(us)} ms` : `${us / 1_000_000} s`)

/** A number with its unit. */
export function quantity({ unit }: Pick<Range, 'unit'>): Codec {
  if (unit === 'us') return numbers(exactTime, time(ANY, 'ms').parse)
  if (unit === 'ppm') return numbers((ppm) => `${ppm / 10_000} %`, share(ANY).parse)
  return numbers(String, plain(ANY).parse)
}

const NONE = '\u2013'

/** The same where there may be none: a dash. */
export function orNone(codec: Codec): Codec {
  return {
    write: (value) => (value === null ? NONE : codec.write(value)),
    read: (text) => (/^[-\u2013\u2014]$/.test(text.trim()) ? null : codec.read(text)),
  }
}

export const TEXT: Codec = { write: asText, read: (text) => (text === '' ? undefined : text) }

/** Items with commas or spaces between them. */
export function listOf(item: (text: string) => unknown): Codec {
  return {
    write: (value) => (Array.isArray(value) ? value.map(asText).join(', ') : asText(value)),
    read: (text) =>
      text.trim() === ''
        ? undefined
        : text
            .split(/[,\s]+/)
            .filter(Boolean)
            .map(item),
  }
}

export const integerOrText = (text: string): unknown => (/^\d{1,15}$/.test(text) ? Number(text) : text)

/** A number, or an expression such as `C.nxt+1`. */
export const EXPRESSION: Codec = {
  write: asText,
  read: (text) => (text.trim() === '' ? undefined : integerOrText(text.trim())),
}

/** Which of the segments that match: `2`, `1, 3`, `3+` or `all`. */
export const NTH: Codec = {
  write: (value) =>
    Array.isArray(value)
      ? value.map(asText).join(', ')
      : typeof value === 'object' && value !== null && 'from' in value
        ? `${asText(value.from)}+`
        : asText(value),
  read: (text) => {
    const trimmed = text.trim()
    const from = /^(\d{1,15})\+$/.exec(trimmed)
    if (from !== null) return { from: Number(from[1]) }
    if (trimmed.includes(',')) return listOf(integerOrText).read(trimmed.replace(/,\s*$/, ''))
    return trimmed === '' ? undefined : integerOrText(trimmed)
  },
}

function asText(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
