import { scaleLinear } from 'd3-scale'

/**
 * An uneven track: each of the given stops is one step of the knob, and what lies between them can be typed. A rate
 * of 1 and one of 100,000 are as easy to set as each other.
 */
export interface Track {
  /** Last position; the first is 0. */
  readonly last: number
  readonly positionOf: (value: number) => number
  /** Whole numbers only. */
  readonly valueAt: (position: number) => number
}

/** @param stops ascending whole numbers, at least two */
export function trackOf(stops: readonly number[]): Track {
  const scale = scaleLinear(
    stops,
    stops.map((_, position) => position),
  )
  return {
    last: stops.length - 1,
    positionOf: (value) => scale(value),
    valueAt: (position) => Math.round(scale.invert(position)),
  }
}

const TENTHS = [1, 1.5, 2, 3, 4, 5, 6, 8]

/** Ten times as much every eight steps, from `low` to `high`, both of them stops. */
export function decades(low: number, high: number): number[] {
  const stops: number[] = []
  for (let power = 10 ** Math.floor(Math.log10(low)); power <= high; power *= 10) {
    for (const tenth of TENTHS) {
      const stop = Math.round(power * tenth)
      if (stop > low && stop < high && stop !== stops.at(-1)) stops.push(stop)
    }
  }
  return [low, ...stops, high]
}
