import type { Scenario } from '../../engine/sim/scenario.ts'
import type { MythId } from './myths.ts'

/** The chapters of the catalogue, in order. */
export const GROUPS = ['opening', 'closing', 'time-wait', 'trouble'] as const
export type Group = (typeof GROUPS)[number]

/** One teaching scenario: what it shows and the runs that show it. Its words stand in titles/ and lessons/. */
export interface CatalogueEntry {
  /** Name in addresses; never changes. */
  readonly id: string
  readonly group: Group
  /** How much it matters: everybody should see `core`; `extension` goes beyond the protocol as it is used today. */
  readonly tier: 'core' | 'plus' | 'extension'
  /** Where to read on, one document each: `RFC 9293 3.5, 3.10.7`. */
  readonly rfc: readonly string[]
  /** Further words to find it by: states, flags, errors, options of sockets and systems. */
  readonly tags: readonly string[]
  /** Misconceptions that it disproves. */
  readonly myths: readonly MythId[]
  /** At least one; variant n is addressed as `id/n`, from 1, and `id` alone is the first. */
  readonly variants: readonly [Scenario, ...Scenario[]]
}
