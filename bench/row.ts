/** One goal of speed or weight, measured beside its own reference. */
export interface Row {
  /** `npm run bench -- engine` runs the rows whose name begins so. */
  readonly name: string
  /** What is to be reached, in words. */
  readonly goal: string
  /** A sentence instead of figures says why there are none. */
  readonly measure: () => Measured | string | Promise<Measured | string>
}

export interface Measured {
  readonly unit: string
  readonly values: readonly number[]
  /** What the values are held against, measured in turn with them. */
  readonly reference?: { readonly name: string; readonly values: readonly number[] }
  /** What the row's goal is about, where it is not the values: `0.45 of the ceiling`. */
  readonly result?: string
}

/** The three figures that are given of every measurement. */
export interface Spread {
  readonly min: number
  readonly median: number
  readonly max: number
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  return {
    min: sorted[0] ?? Number.NaN,
    median: quantile(sorted, 0.5),
    max: sorted.at(-1) ?? Number.NaN,
  }
}

/** `sorted` ascends; the nearest of its values. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** How many times the reference fits into the values, by their medians. */
export function ratio(values: readonly number[], reference: readonly number[]): number {
  return spreadOf(values).median / spreadOf(reference).median
}
