import type { PopulationSpec } from '../../../engine/sim/population/spec.ts'
import { settingsOf } from '../../../engine/tcp/profiles.ts'
import type { Side } from '../../../engine/tcp/state.ts'
import { boundsOf } from '../../../scenario/population/comparison.ts'

/** What a host has only so many of. */
export type Ceiling =
  | {
      readonly kind: 'ports'
      readonly value: number
      readonly range: readonly [number, number]
      readonly destinations: number
    }
  | { readonly kind: 'synQueue' | 'acceptQueue' | 'descriptors'; readonly value: number }

/** The limit that this population is about, or null. */
export function ceilingOf(spec: PopulationSpec, side: Side): Ceiling | null {
  const { hosts, destinations, listen, flood } = spec
  const { ports, synQueueRoom, acceptQueueRoom } = boundsOf(spec)
  if (side === 'C') {
    const [low, high] = settingsOf(hosts.C.profile, hosts.C.settings).portRange
    return { kind: 'ports', value: ports, range: [low, high], destinations }
  }
  if (hosts.S.descriptors !== null) return { kind: 'descriptors', value: hosts.S.descriptors }
  if (flood !== null) return { kind: 'synQueue', value: synQueueRoom }
  if (listen.acceptPerSecond !== null) return { kind: 'acceptQueue', value: acceptQueueRoom }
  return null
}
