import { describe, expect, it } from 'vitest'
import { simulate } from '../engine/sim/run.ts'
import type { Scenario } from '../engine/sim/scenario.ts'
import { Trace } from '../engine/trace/codec.ts'
import { CATALOGUE, findScenario } from '../scenario/catalogue.ts'
import { buildGlyph, GLYPH_SIZE } from './glyph.ts'

const glyphOf = (scenario: Scenario) => buildGlyph(new Trace(simulate(scenario)))

describe('buildGlyph', () => {
  it('shows what is special about a scenario', () => {
    const kinds = (id: string) => glyphOf(findScenario(id) as Scenario).arrows.map(({ kind }) => kind)
    expect(kinds('open-normal')).toEqual(['delivered', 'delivered', 'delivered'])
    expect(kinds('close-ack2-lost')).toContain('lost')
    expect(kinds('open-refused')).toEqual(['delivered', 'reset'])
  })

  it('fits into its 36 x 22 px with at most five arrows, whatever the scenario', () => {
    for (const { id, variants } of CATALOGUE) {
      const { arrows, lifelines } = glyphOf(variants[0])
      expect(arrows.length, id).toBeLessThanOrEqual(5)
      const xs = arrows.flatMap(({ x1, x2 }) => [x1, x2])
      const ys = [
        ...arrows.flatMap(({ y1, y2 }) => [y1, y2]),
        ...Object.values(lifelines).flatMap(({ pieces }) => pieces.flatMap(({ y1, y2 }) => [y1, y2])),
      ]
      expect(Math.min(...xs, ...ys), id).toBeGreaterThanOrEqual(0)
      expect(Math.max(...xs), id).toBeLessThanOrEqual(GLYPH_SIZE.width)
      expect(Math.max(...ys), id).toBeLessThanOrEqual(GLYPH_SIZE.height)
    }
  })
})
