import { describe, expect, it } from 'vitest'
import { PROFILES } from '../../../engine/tcp/profiles.ts'
import { CATALOGUE, findScenario } from '../../../scenario/catalogue.ts'
import { checkScenario } from '../../../scenario/schema.ts'
import { valueAt } from '../path.ts'
import type { Field } from './fields.ts'
import { FORM } from './scenario-form.ts'
import { SETTING_GROUPS } from './settings-form.ts'

const settings = Object.assign({}, ...Object.values(SETTING_GROUPS)) as Record<string, Field>

/** All leaves of a scenario that the form has no field for. */
function withoutField(field: Field, value: unknown, path: string): string[] {
  if (value === undefined) return []
  if (field.kind === 'list') {
    return (value as unknown[]).flatMap((item, index) => withoutField(field.item, item, `${path}[${index}]`))
  }
  if (field.kind !== 'object' && field.kind !== 'cases') return []
  const members = field.kind === 'object' ? field.members : casesOf(field, value)
  const fields = field.kind === 'object' && field.layout === 'settings' ? settings : {}
  const known = { ...fields, ...Object.fromEntries(members.map((each) => [each.name, each.field])) }
  return Object.entries(value as object).flatMap(([name, member]) => {
    const at = known[name]
    return at === undefined ? [`${path}.${name}`] : withoutField(at, member, `${path}.${name}`)
  })
}

function casesOf(field: Extract<Field, { kind: 'cases' }>, value: unknown) {
  const chosen = field.cases[field.caseOf(value)]
  const name = { name: field.name, field: { kind: 'flag' } as Field }
  return [...field.before, name, ...(chosen?.members ?? [])]
}

describe('the form', () => {
  it('has a field for every setting', () => {
    expect(Object.keys(settings).sort()).toEqual(Object.keys(PROFILES.rfc9293).sort())
  })

  it.each(CATALOGUE.map(({ id }) => id))('has a field for everything in %s', (id) => {
    const scenario = findScenario(id)
    const missing = FORM.flatMap(({ id: part, field }) =>
      withoutField(field, valueAt(scenario, [part]), part),
    )
    expect(missing).toEqual([])
  })

  it('begins each new item with something that runs, or says what is missing', () => {
    const scenario = findScenario('open-normal')
    for (const part of FORM) {
      if (part.field.kind !== 'list') continue
      const checked = checkScenario({ ...scenario, [part.id]: [part.field.fresh([])] })
      expect(checked.ok, part.id).toBe(true)
    }
  })
})
