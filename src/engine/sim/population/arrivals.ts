import { draw } from '../../../base/rng.ts'
import type { ArrivalSpec } from './spec.ts'

const SECOND_US = 1_000_000
const PURPOSE_ARRIVAL = 102
/** Steps of the table of gaps, and the unit in which it counts a mean gap. */
const STEPS = 4_096
const UNIT = 1_024

/**
 * Gaps of a Poisson process in 1/1024 of their mean. Entry i is what the i-th smallest of 4,096 exponential gaps is on
 * average, 1/4096 + 1/4095 + ... : so the mean is exact, and no logarithm is needed, whose last digit browsers
 * disagree on (invariant D2).
 */
const GAPS = new Int32Array(STEPS)
for (let i = 0, sum = 0; i < STEPS; i++) {
  sum += 1 / (STEPS - i)
  GAPS[i] = Math.round(sum * UNIT)
}

/** When each connection is tried, one after the other. */
export class Arrivals {
  readonly #spec: ArrivalSpec
  readonly #seed: number
  #count = 0
  #gaps = 0

  constructor(spec: ArrivalSpec, seed: number) {
    this.#spec = spec
    this.#seed = seed
  }

  /** Time of the next one, never before that of the last. */
  next(): number {
    const { kind, perSecond, burstUs } = this.#spec
    const index = this.#count++
    switch (kind) {
      case 'steady':
        return Math.floor((index * SECOND_US) / perSecond)
      case 'poisson':
        this.#gaps += GAPS[draw(this.#seed, index, 0, 0, PURPOSE_ARRIVAL) % STEPS] as number
        return Math.floor((this.#gaps * SECOND_US) / (perSecond * UNIT))
      case 'burst':
        return Math.floor((index * SECOND_US) / perSecond / burstUs) * burstUs
    }
  }
}
