import type { Scenario } from '../engine/sim/scenario.ts'
import { closeAck2Lost } from './catalogue/close-ack2-lost.ts'
import { closeNormal } from './catalogue/close-normal.ts'
import type { CatalogueEntry } from './catalogue/entry.ts'
import { openNormal } from './catalogue/open-normal.ts'

const ENTRIES = [openNormal, closeNormal, closeAck2Lost] as const

export type ScenarioId = (typeof ENTRIES)[number]['id']

/** All teaching scenarios, in the order in which the rail shows them. */
export const CATALOGUE: readonly (CatalogueEntry & { readonly id: ScenarioId })[] = ENTRIES

/** Entry and variant (from 0) of an address such as `open-synack-lost` or `open-synack-lost/2`; null if there is none. */
export function findVariant(
  name: string,
): { readonly entry: (typeof CATALOGUE)[number]; readonly variant: number } | null {
  const [id, number = '1'] = name.split('/', 2)
  const entry = CATALOGUE.find((candidate) => candidate.id === id)
  const variant = Number(number) - 1
  return entry?.variants[variant] === undefined ? null : { entry, variant }
}

/** The scenario at an address such as `open-synack-lost/2`, or null. */
export function findScenario(name: string): Scenario | null {
  const found = findVariant(name)
  return found === null ? null : (found.entry.variants[found.variant] ?? null)
}
