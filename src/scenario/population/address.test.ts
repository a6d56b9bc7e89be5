import { describe, expect, test } from 'vitest'
import { POPULATION_PRESETS, type PresetId } from '../../engine/sim/population/presets.ts'
import type { PopulationSpec } from '../../engine/sim/population/spec.ts'
import { settingsOf } from '../../engine/tcp/profiles.ts'
import { VIEW_ABOUT } from '../permalink.ts'
import { readAbout, writeAbout } from './address.ts'
import { changedIn, PARAMETER_IDS, PARAMETERS, setupOf, specOf, turn } from './parameters.ts'

const PRESETS = Object.keys(POPULATION_PRESETS) as PresetId[]

/** With every setting written out: two ways to say the same are the same. */
function spelledOut(spec: PopulationSpec) {
  const { C, S } = spec.hosts
  return { ...spec, hosts: { C: settingsOf(C.profile, C.settings), S: settingsOf(S.profile, S.settings) } }
}

describe('values of a population', () => {
  test.each(PRESETS)('%s is the population of its own values', (preset) => {
    const original: PopulationSpec = POPULATION_PRESETS[preset]
    const again = specOf(setupOf(preset))
    expect(spelledOut(again)).toEqual(spelledOut(original))
    expect(again.hosts.S.descriptors).toBe(original.hosts.S.descriptors)
    expect(changedIn(setupOf(preset))).toEqual([])
  })

  test.each(PARAMETER_IDS)('%s changes the population, at both ends of its range', (id) => {
    // A flood has a beginning and a restart its option only where there is one.
    const rich = turn(turn(setupOf('port-exhaustion'), 'flood', 10), 'restart', 1_000_000)
    const { min, max } = PARAMETERS[id]
    const specs = [min, max].map((value) => JSON.stringify(specOf(turn(rich, id, value))))
    expect(specs[0]).not.toBe(specs[1])
  })

  test('another profile brings its own constants, but not over those that were turned', () => {
    const own = turn(setupOf('port-exhaustion'), 'wait', 5_000_000)
    const { values } = turn(own, 'profile', 4)
    expect([values.wait, values.ports]).toEqual([5_000_000, 16_384])
  })
})

describe('a link to a population', () => {
  test('has only what differs, and leads to the same population', () => {
    const setup = turn(turn(setupOf('syn-flood'), 'rate', 800), 'cookies', 1)
    const about = writeAbout(setup)
    expect(about).toBe('syn-flood.rate-800.cookies-1')
    expect(readAbout(about)).toEqual({ setup, problems: [] })
  })

  test.each(PRESETS)('fits into an address, even with everything of %s changed', (preset) => {
    const values = Object.fromEntries(PARAMETER_IDS.map((id) => [id, PARAMETERS[id].max]))
    const about = writeAbout({ preset, values: { ...setupOf(preset).values, ...values } })
    expect(about).toMatch(VIEW_ABOUT)
  })

  test('takes what it can and names the rest', () => {
    const { setup, problems } = readAbout('syn-flood.rate-800.wait-9999999999.colour-3.life-x')
    expect(changedIn(setup)).toEqual(['rate'])
    expect(problems).toEqual([
      { kind: 'out-of-range', id: 'wait', given: 9_999_999_999 },
      { kind: 'unknown-parameter', name: 'colour-3' },
      { kind: 'unknown-parameter', name: 'life-x' },
    ])
  })

  test('of an unknown preset leads to the first one', () => {
    const { setup, problems } = readAbout('toString.rate-1')
    expect(setup).toEqual(setupOf('port-exhaustion'))
    expect(problems).toEqual([{ kind: 'unknown-preset', name: 'toString' }])
    expect(readAbout(null).problems).toEqual([])
  })
})
