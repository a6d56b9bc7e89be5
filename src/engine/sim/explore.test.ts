import { describe, expect, it } from 'vitest'
import { BASES } from './explore-bases.ts'
import { Explorer, type Mark, schedulesOf, shrink, violationsOf, withMarks } from './explore.ts'
import { simulate } from './run.ts'
import type { Scenario } from './scenario.ts'

const base = BASES['close-half'] as Scenario
const refused = BASES['open-refused'] as Scenario
/** COUNTERFACTUAL: believes any SYN, and does not say that it gives up S1 and S5. */
const twoWay: Scenario = { ...base, settings: { ...base.settings, handshake: 2 } }

function explore(scenario: Scenario, faults: number, share?: { of: number; rest: number }): Explorer {
  const explorer = new Explorer(scenario, faults, 16, share)
  while (!explorer.advance(7));
  return explorer
}

describe('exploring schedules of faults', () => {
  it('counts schedules as C(n,k) 4^k', () => {
    expect([1, 2, 3, 4].map((k) => 24 * schedulesOf(16, k))).toEqual([1_536, 46_080, 860_160, 11_182_080])
  })

  it('knows the 24 connections of the specification, each of which ends by itself', () => {
    expect(Object.keys(BASES).length).toBe(24)
    const ends = Object.values(BASES).map((scenario) => simulate(scenario).endReason)
    expect(new Set(ends)).toEqual(new Set(['finished', 'waiting-for-application']))
  })

  it('runs no schedule again whose last fault hits nothing', () => {
    // SYN and RST, then nothing: two segments, and a third only where the SYN has to be repeated.
    expect(explore(refused, 1).runs).toBe(1 + 4 * 2)
    const lateMark: Mark = { nth: 9, kind: 0 }
    const [{ facts: plain }, { facts: late }] = [simulate(refused), simulate(withMarks(refused, [lateMark]))]
    expect(late).toEqual(plain)
  })

  it('finds the same whether one thread does it or three share it', () => {
    const shares = [0, 1, 2].map((rest) => explore(base, 2, { of: 3, rest }))
    expect(shares.reduce((sum, { runs }) => sum + runs, 0)).toBe(explore(base, 2).runs)
  })

  it('sees a broken rule in every run and shrinks it to the run without faults', () => {
    const explorer = explore(twoWay, 1)
    expect(explorer.failed).toBe(explorer.runs)
    const [failure] = explorer.failures
    const least = shrink(twoWay, failure!)
    expect(least.marks).toEqual([])
    expect(least.violations.map(({ id }) => id)).toContain('S5')
  })

  it('shrinks to one lost segment where that alone breaks the rule', () => {
    // A lost window update waits longer than L1 allows; the copy beside it does not matter.
    const strict: Scenario = { ...(BASES['text-at-zero-window'] as Scenario), gives_up: [] }
    const marks: Mark[] = [
      { nth: 9, kind: 0 },
      { nth: 14, kind: 1 },
    ]
    const broken = violationsOf(strict, marks)
    expect(broken.map(({ id }) => id)).toEqual(['L1'])
    expect(shrink(strict, { marks, violations: broken }).marks).toEqual([{ nth: 9, kind: 0 }])
  })
})
