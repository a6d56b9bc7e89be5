import process from 'node:process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomRuns } from '../../../test/random-runs.ts'
import { Trace } from '../../trace/codec.ts'
import { simulate } from '../run.ts'
import { columnsOf, violations } from './check.ts'

/** The same runs every time; RANDOM_SEED=n makes others, RANDOM_RUNS=n more. Continuous integration makes 10,000. */
const SEED = Number(process.env.RANDOM_SEED ?? 1)
const RUNS = Number(process.env.RANDOM_RUNS ?? (process.env.EXPLORE_FAULTS === '3' ? 10_000 : 1_000))

describe('random connections', () => {
  it(`break no invariant: ${RUNS} runs, seed ${SEED}`, { timeout: 10 * 60_000 }, () => {
    fc.assert(
      fc.property(randomRuns, (scenario) => {
        expect(violations(columnsOf(new Trace(simulate(scenario))), scenario)).toEqual([])
      }),
      { seed: SEED, numRuns: RUNS },
    )
  })
})
