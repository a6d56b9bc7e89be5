import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../engine/sim/scenario.ts'
import { findScenario } from '../../scenario/catalogue.ts'
import { listChanges } from '../../scenario/changes.ts'
import { setProfile } from '../../scenario/knobs.ts'
import { ALL_KNOBS, DOCK_KNOBS } from './knob-list.ts'

const scenario = findScenario('close-ack2-lost') as Scenario
const all = ALL_KNOBS.flatMap(({ knobs }) => knobs)

describe('each knob', () => {
  it.each(all)('$id writes what it reads and can be turned back', (spec) => {
    const before = spec.read(scenario)
    if (before === null) throw new Error('This scenario has it.')
    const other = before === spec.max ? spec.max / 2 : spec.max
    const turned = spec.write(scenario, scenario, other)
    expect(spec.read(turned)).toBe(other)
    expect(listChanges(scenario, turned).length).toBeGreaterThan(0)
    expect(listChanges(scenario, spec.write(scenario, turned, before))).toEqual([])
  })

  it.each(all)('$id accepts by typing what its track shows', (spec) => {
    for (const value of [spec.min ?? spec.step, spec.max]) {
      expect(spec.quantity.parse(spec.quantity.format(value))).toBe(value)
    }
  })
})

describe('the MSL knob', () => {
  const msl = DOCK_KNOBS.all.find(({ id }) => id === 'msl')

  it('has its tick at the value of the profile, halved where TIME-WAIT is two of them', () => {
    expect(msl?.origin(scenario, scenario)).toBe(120_000_000)
    const linux = setProfile(scenario, 'linux')
    expect(msl?.origin(linux, linux)).toBe(60_000_000)
  })
})
