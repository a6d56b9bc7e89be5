import { duration, percent } from './format.ts'

/** How a value is written, and what may be typed. Values are microseconds, parts per million, or plain. */
export interface Quantity {
  readonly format: (value: number) => string
  /** Null: not a number, not a unit we know, or outside the limits. */
  readonly parse: (text: string) => number | null
}

/** The smallest and the largest value. */
interface Limits {
  readonly min: number
  readonly max: number
}

const UNITS: Readonly<Record<string, number>> = {
  us: 1,
  µs: 1,
  ms: 1_000,
  s: 1_000_000,
  min: 60_000_000,
  h: 3_600_000_000,
}

/** A time; a number without a unit is in `unit`. */
export function time(limits: Limits, unit: 'ms' | 's'): Quantity {
  return { format: duration, parse: (text) => within(limits, measured(text, UNITS, UNITS[unit] ?? 1)) }
}

export function share(limits: Limits): Quantity {
  return { format: percent, parse: (text) => within(limits, measured(text, { '%': 10_000 }, 10_000)) }
}

export function plain(limits: Limits): Quantity {
  return { format: String, parse: (text) => within(limits, measured(text, {}, 1)) }
}

/** A number with an optional unit; thousands may be grouped by spaces. */
function measured(text: string, units: Readonly<Record<string, number>>, usual: number): number | null {
  const match = /^(\d+(?:[.,]\d+)?)(\D*)$/.exec(text.replace(/\s/g, '').toLowerCase())
  if (match === null) return null
  const unit = match[2] ?? ''
  const factor = unit === '' ? usual : Object.hasOwn(units, unit) ? (units[unit] as number) : null
  return factor === null ? null : Math.round(Number(match[1]?.replace(',', '.')) * factor)
}

function within({ min, max }: Limits, value: number | null): number | null {
  return value !== null && value >= min && value <= max ? value : null
}
