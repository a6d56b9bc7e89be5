import { firstAtOrAfter, lastAtOrBefore } from '../base/binary-search.ts'

/** Finds the intervals that touch a window without looking at all of them. */
export interface IntervalIndex<T> {
  /** In order of their starts. */
  overlapping(from: number, to: number): T[]
  /** Those that start at `from` or later and before `to`, in order. */
  startingIn(from: number, to: number): readonly T[]
}

export function indexIntervals<T>(
  items: readonly T[],
  from: (item: T) => number,
  to: (item: T) => number,
): IntervalIndex<T> {
  const sorted = [...items].sort((a, b) => from(a) - from(b))
  const starts = Float64Array.from(sorted, from)
  // The latest end among an interval and all before it: once that is past, nothing earlier can touch the window.
  const latestEnds = new Float64Array(sorted.length)
  let latest = Number.NEGATIVE_INFINITY
  sorted.forEach((item, i) => {
    latest = Math.max(latest, to(item))
    latestEnds[i] = latest
  })
  return {
    overlapping(low, high) {
      const found: T[] = []
      for (let i = lastAtOrBefore(starts, high); i >= 0 && (latestEnds[i] as number) >= low; i--) {
        const item = sorted[i] as T
        if (to(item) >= low) found.push(item)
      }
      return found.reverse()
    },
    startingIn: (low, high) => sorted.slice(firstAtOrAfter(starts, low), firstAtOrAfter(starts, high)),
  }
}
