import type { Samples } from '../../engine/sim/population/samples.ts'
import type { PopulationSpec } from '../../engine/sim/population/spec.ts'
import type { PresetId } from '../../engine/sim/population/presets.ts'
import { boundsOf } from '../../scenario/population/comparison.ts'
import { type Side, STATES } from '../../engine/tcp/state.ts'
import type { Section } from '../../i18n/sections.ts'
import { type LabSetup, specOf } from '../../scenario/population/parameters.ts'
import type { Marker } from './markers.ts'

type Words = Section<'lab'>

/** The sockets of a host at a row of the samples: `26,112 TIME-WAIT, 24 ESTABLISHED`. */
export function statesText(samples: Samples, row: number, side: Side, words: Words): string {
  const present = STATES.filter((state) => samples.sockets(row, side, state) > 0)
  if (present.length === 0) return words.noSockets
  return present.map((state) => words.sockets(samples.sockets(row, side, state), state)).join(words.comma)
}

/** What ran out, where and when, as a sentence. */
export function markerText({ kind, side, tUs, code }: Marker, spec: PopulationSpec, words: Words): string {
  const what = words.markers[kind](tUs, spec.flood?.perSecond ?? 0)
  return [words.hosts[side], what, ...(code === null ? [] : [code])].join(words.comma)
}

export const presetTitle = (preset: PresetId, words: Words): string => words.presets[preset].title

/** What a population shows, with its own numbers. */
export function lessonOf(setup: LabSetup, words: Words): string {
  const spec = specOf(setup)
  return words.presets[setup.preset].lesson({
    ...setup.values,
    ceiling: boundsOf(spec).ceilingPerS,
    connections: spec.connections,
  })
}
