/** Numbers as design.md section 3 writes them, the same in both languages. Times come in integer microseconds. */

/** Groups thousands in milliseconds; narrow, so that the number stays one word. */
const THIN_SPACE = '\u2009'

function grouped(digits: string, separator: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, separator)
}

/** Milliseconds without their unit: `1 332`; fractions only where the time has some: `0.25`. */
export function milliseconds(us: number): string {
  const [whole, fraction] = String(Math.round(us) / 1000).split('.')
  const left = grouped(whole ?? '0', THIN_SPACE)
  return fraction === undefined ? left : `${left}.${fraction}`
}

/** A moment or a short length: `1 332 ms`. */
export function ms(us: number): string {
  return `${milliseconds(us)} ms`
}

/** Seconds with a fixed number of decimals: `61.35 s`. */
export function seconds(us: number, decimals: number): string {
  return `${(us / 1_000_000).toFixed(decimals)} s`
}

/**
 * A length in the unit that suits it: `50 ms`, `1.0 s`, `59.9 s`, `4 min`, `2 h`. Rounded before the unit is chosen, so
 * that none shows what the next one begins with.
 */
export function duration(us: number): string {
  if (us < 1_000_000) return ms(us)
  if (tenths(us / 1_000_000) < 120) return seconds(us, us >= 10_000_000 && us % 1_000_000 === 0 ? 0 : 1)
  const minutes = tenths(us / 60_000_000)
  return minutes < 120 ? `${minutes} min` : `${tenths(us / 3_600_000_000)} h`
}

const tenths = (value: number): number => Math.round(value * 10) / 10

/** A count: `28,232`. */
export function count(value: number): string {
  return grouped(String(value), ',')
}

/** Parts per million as a percentage: `0 %`, `2.5 %`. */
export function percent(ppm: number): string {
  return `${ppm / 10_000} %`
}
