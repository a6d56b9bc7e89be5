import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../../scenario/catalogue.ts'
import type { KernelScenario } from '../../../scenario/kernel/format.ts'
import { translate } from '../../../scenario/kernel/translate.ts'
import transitions from '../../../test/transitions.json'
import { factsOfKind } from '../../trace/query.ts'
import { Trace } from '../../trace/codec.ts'
import { simulate } from '../run.ts'
import { columnsOf, violations } from './check.ts'

const variants = CATALOGUE.flatMap(({ id, variants }) =>
  variants.map((scenario, index) => [`${id}/${index + 1}`, scenario] as const),
)

const KERNEL = new URL('../../../../public/kernel-traces/scenarios/', import.meta.url)
const kernelScenarios = readdirSync(KERNEL).map((file) => {
  const scenario = JSON.parse(readFileSync(new URL(file, KERNEL), 'utf8')) as KernelScenario
  return [file.replace('.json', ''), translate(scenario)] as const
})

describe('every invariant', () => {
  it.each(variants)('holds in %s, but for what it gives up', (_, scenario) => {
    expect(violations(columnsOf(new Trace(simulate(scenario))), scenario)).toEqual([])
  })

  it.each(kernelScenarios)('holds under the linux profile in %s', (_, scenario) => {
    // Forged segments have no sender (S22), and a forged SYN is acknowledged although nobody sent it (S3).
    const forged = scenario.injections.length > 0 ? ['S3', 'S22'] : []
    const vanishes = [...scenario.apps.C, ...scenario.apps.S].some(({ op }) => op === 'vanish')
    const crashes = vanishes || scenario.reboots.length > 0 ? ['S1'] : []
    const declared = { ...scenario, gives_up: [...forged, ...crashes] }
    expect(violations(columnsOf(new Trace(simulate(scenario))), declared)).toEqual([])
  })
})

describe('every state change of the catalogue', () => {
  const rows = new Set(transitions.edges.map(({ id }) => id))

  it.each(variants)('is a row of the table in %s', (name, scenario) => {
    const taken = factsOfKind(new Trace(simulate(scenario)), 'state-changed').map(({ edge }) => edge)
    const others = [...new Set(taken.filter((edge) => !rows.has(edge)))]
    if (scenario.gives_up?.includes('S1') === true) return
    // A cookie knows no SYN-RECEIVED (RFC 4987 3.6): the one change outside the table without a counterfactual.
    expect(others).toEqual(name.startsWith('syn-flood-cookies') && others.length > 0 ? ['X04'] : [])
  })
})
