/** A sorted, indexable sequence of numbers (arrays and typed arrays both). */
interface Sorted {
  readonly length: number
  readonly [index: number]: number
}

/** The first index at which a test holds that, once it holds, holds for all that follow; `length` if for none. */
export function firstWhere(length: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** Index of the last element <= `value`, or -1. `sorted` ascends; equal elements: the last of them. */
export function lastAtOrBefore(sorted: Sorted, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as number) <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Index of the first element >= `value`, or `sorted.length`. */
export function firstAtOrAfter(sorted: Sorted, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
