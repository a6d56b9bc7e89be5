import { describe, expect, it } from 'vitest'
import { simulate } from '../../engine/sim/run.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { expectedForm, goldenForm, type GoldenVariant } from '../../test/golden-form.ts'
import golden from '../../test/golden-traces.json' with { type: 'json' }
import { findScenario } from '../catalogue.ts'

/** The expectations were computed from RFC 9293 by other hands than the engine (src/test/README.md). */
describe.each(golden.scenarios.filter(({ variants }) => variants.length > 0))('$id', ({ id, variants }) => {
  const numbered = variants.map((variant, i) => ({ variant, name: `${id}/${i + 1}`, title: variant.title }))

  it.each(numbered)('$name $title', ({ variant, name }) => {
    const scenario = findScenario(name)
    if (scenario === null) throw new Error(`${name} is not in the catalogue`)
    const expected = expectedForm(variant as unknown as GoldenVariant)

    const actual = goldenForm(new Trace(simulate(scenario)), scenario, expected)

    expect(actual).toEqual(expected)
  })
})
