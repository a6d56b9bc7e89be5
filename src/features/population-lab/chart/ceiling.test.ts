import { expect, test } from 'vitest'
import { Population } from '../../../engine/sim/population/population.ts'
import { POPULATION_PRESETS, type PresetId } from '../../../engine/sim/population/presets.ts'
import { ceilingOf } from './ceiling.ts'

test.each([
  ['accept-queue-overflow', 'acceptQueue'],
  ['syn-flood', 'synQueue'],
  ['syn-flood-cookies', 'synQueue'],
] as const satisfies readonly (readonly [PresetId, string])[])(
  '%s: the line stands as high as %s is at its fullest',
  (preset, kind) => {
    const spec = POPULATION_PRESETS[preset]
    const population = new Population(spec)
    while (!population.advance(100_000));
    const { samples } = population
    const fullest = Math.max(...Array.from({ length: samples.count }, (_, row) => samples.value(row, kind)))
    expect(ceilingOf(spec, 'S')).toEqual({ kind, value: fullest })
  },
)
