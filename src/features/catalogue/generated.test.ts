import { describe, expect, it } from 'vitest'
import { buildGlyph } from '../../diagram/glyph.ts'
import { simulate } from '../../engine/sim/run.ts'
import { flagNames } from '../../engine/tcp/segment.ts'
import { SIDES } from '../../engine/tcp/state.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { factsOfKind, stateIntervals } from '../../engine/trace/query.ts'
import { CATALOGUE } from '../../scenario/catalogue.ts'

// The rail and the palette show what the runs contain without running them. After a change of the engine or of a
// scenario: npx vitest run --project unit src/features/catalogue -u

const traces = CATALOGUE.map(({ id, variants }) => ({
  id,
  runs: variants.map((variant) => new Trace(simulate(variant))),
}))

/** One scenario a line. */
const lines = (rows: readonly (readonly [string, unknown])[]): string =>
  `{\n${rows.map(([id, value]) => `${JSON.stringify(id)}: ${JSON.stringify(value)}`).join(',\n')}\n}\n`

const rounded = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, item) => (typeof item === 'number' ? Math.round(item * 10) / 10 : item)),
  )

/** States, flags and errors that a run shows. */
function wordsOf(trace: Trace): string[] {
  const states = SIDES.flatMap((side) => stateIntervals(trace, side).map(({ state }) => state))
  const flags = Array.from(trace.data.segments.flags, flagNames).flat()
  const errors = trace.calls.flatMap(({ errno }) => errno ?? [])
  return [...states, ...flags, ...errors]
}

const unique = (words: readonly string[]): string[] => [...new Set(words)].sort()

describe('what is generated from the runs', () => {
  it('has a glyph for each scenario', async () => {
    const rows = traces.map(({ id, runs }) => [id, rounded(buildGlyph(runs[0] as Trace))] as const)
    await expect(lines(rows)).toMatchFileSnapshot('generated/glyphs.json')
  })

  it('has the words of each scenario and the edges that it takes', async () => {
    const rows = traces.map(({ id, runs }) => {
      const edges = runs.flatMap((run) => factsOfKind(run, 'state-changed').map(({ edge }) => edge))
      return [id, { words: unique(runs.flatMap(wordsOf)), edges: unique(edges) }] as const
    })
    await expect(lines(rows)).toMatchFileSnapshot('generated/contents.json')
  })
})
