import { describe, expect, it } from 'vitest'
import { Explorer as Engine, faultOf } from '../../engine/sim/explore.ts'
import { simulate } from '../../engine/sim/run.ts'
import type { Fault, Scenario } from '../../engine/sim/scenario.ts'
import { briefOf } from '../../engine/trace/brief.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { findScenario } from '../../scenario/catalogue.ts'
import type { ExploredRun } from '../../scenario/explored.ts'
import {
  byMarks,
  classesOf,
  endingOf,
  handedOver,
  keyOf,
  MEASURES,
  markOf,
  shader,
  sorted,
  valuesFor,
} from './outcome-map.ts'

const closing = findScenario('close-normal') as Scenario

function explored(scenario: Scenario, faults: 1 | 2, first: number): ExploredRun[] {
  const runs: ExploredRun[] = []
  const engine = new Engine(scenario, faults, first)
  engine.told = (marks, broken, trace) =>
    runs.push({
      faults: marks.map(faultOf),
      brief: briefOf(new Trace(trace())),
      broken: broken.map(({ id }) => id),
    })
  while (!engine.advance(1_000));
  return runs
}

/** A run that was never made. */
function made(over: Partial<ExploredRun['brief']>, broken: string[] = []): ExploredRun {
  const [plain] = explored(closing, 1, 0)
  if (plain === undefined) throw new Error('no run')
  return { faults: [], brief: { ...plain.brief, ...over }, broken }
}

describe('the marks of a run', () => {
  it('name the segment and what is done to it', () => {
    const match = { kind: 'ANY', nth: 3 } as const
    const faults: Fault[] = [
      { match, do: 'drop' },
      { match, do: 'duplicate', byUs: 150_000 },
      { match, do: 'delay', byUs: 150_000 },
      { match, do: 'delay', byUs: 1_500_000 },
    ]
    expect(keyOf(faults.map(markOf))).toBe('3 lost, 3 copied, 3 late, 3 very-late')
  })

  it('tell every run apart', () => {
    const runs = explored(closing, 2, 7)
    expect(byMarks(runs).size).toBe(runs.length)
  })

  it('count segments as the faults do: the nth lost is the nth handed over', () => {
    const segments = handedOver(new Trace(simulate(closing)))
    const runs = explored(closing, 1, segments.length)
    for (const run of runs.filter(({ faults }) => faults[0]?.do === 'drop')) {
      const { nth } = markOf(run.faults[0] as Fault)
      const faults = [...closing.faults, ...run.faults]
      const lost = handedOver(new Trace(simulate({ ...closing, faults })))
      expect(lost.findIndex(({ fate }) => fate === 'dropped')).toBe(nth - 1)
    }
  })
})

describe('endings', () => {
  it('are equal where states, errors, data and broken rules are', () => {
    expect(endingOf(made({ retransmissions: 9, closedUs: 5 }))).toBe(endingOf(made({ closedUs: 7 })))
    for (const other of [
      made({ closedUs: null }),
      made({ errors: ['C recv ECONNRESET'] }),
      made({ delivered: { C: 1, S: 0 } }),
      made({ foreignBytes: 1 }),
      made({}, ['S-1']),
    ]) {
      expect(endingOf(other)).not.toBe(endingOf(made({})))
    }
  })

  it('have letters in the order of their frequency, and hold every run once', () => {
    const runs = explored(closing, 2, 7)
    const classes = classesOf(runs)
    expect(classes.map(({ letter }) => letter).slice(0, 2)).toEqual(['A', 'B'])
    expect(classes.map(({ runs: { length } }) => length)).toEqual(
      classes.map(({ runs: { length } }) => length).sort((a, b) => b - a),
    )
    expect(classes.flatMap((each) => each.runs)).toHaveLength(runs.length)
  })

  it('go on with two letters after Z', () => {
    const runs = Array.from({ length: 28 }, (_, n) => made({ delivered: { C: n, S: 0 } }))
    expect(
      classesOf(runs)
        .map(({ letter }) => letter)
        .slice(-3),
    ).toEqual(['Z', 'AA', 'AB'])
  })
})

describe('order and shade', () => {
  const runs = explored(closing, 1, 7)
  const valueOf = valuesFor(classesOf(runs))

  it.each(MEASURES)('rise together: %s', (measure) => {
    const shade = shader(runs, measure, valueOf)
    const shades = sorted(runs, measure, false, valueOf).map(shade)
    expect(shades).toEqual([...shades].sort((a, b) => a - b))
    expect(shades[0]).toBe(0)
    expect(Math.max(...shades)).toBeLessThanOrEqual(4)
  })

  it('put what never closes last', () => {
    const never = made({ closedUs: null })
    expect(sorted([never, ...runs], 'closed', false, valueOf).at(-1)).toBe(never)
    expect(sorted([...runs, never], 'closed', true, valueOf)[0]).toBe(never)
  })

  it('follow the schedule: the run as it is, one fault, two', () => {
    const pairs = explored(closing, 2, 3)
    const order = sorted([...pairs].reverse(), 'faults', false, valueOf)
    expect(order.map(({ faults }) => faults.length)).toEqual(
      [...order].map(({ faults }) => faults.length).sort((a, b) => a - b),
    )
    expect(keyOf((order[1] as ExploredRun).faults.map(markOf))).toBe('1 lost')
  })
})
