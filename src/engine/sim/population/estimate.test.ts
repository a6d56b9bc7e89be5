import { expect, test } from 'vitest'
import type { ProfileId } from '../../tcp/profiles.ts'
import { estimateOf } from './estimate.ts'
import { Population } from './population.ts'
import { POPULATION_PRESETS } from './presets.ts'
import { PLAIN_POPULATION, type PopulationSpec } from './spec.ts'

function of(profile: ProfileId): PopulationSpec {
  const host = { ...PLAIN_POPULATION.hosts.C, profile }
  return { ...PLAIN_POPULATION, connections: 1_000, hosts: { C: host, S: host } }
}

const few = of('rfc9293')
const lossy = { ...few.network.CtoS, lossPpm: 10_000 }

test.each<[string, PopulationSpec]>([
  ['rfc9293', few],
  ['ACKs of their own', of('linux')],
  ['delayed ACKs', of('windows')],
  ['a long reply', { ...few, replyBytes: 20_000 }],
  ['a lifetime', { ...few, lifetimeUs: 1_000_000 }],
  ['a lifetime and delayed ACKs', { ...of('windows'), lifetimeUs: 3_000_000 }],
  ['loss', { ...few, network: { CtoS: lossy, StoC: lossy } }],
  [
    'no port for most of them',
    { ...POPULATION_PRESETS['port-exhaustion'], connections: 2_000, ...ports(100) },
  ],
  ['a flood', POPULATION_PRESETS['syn-flood']],
  ['a flood answered with cookies', POPULATION_PRESETS['syn-flood-cookies']],
  ['a flood of four seconds, with time to recover', flood(4, 94)],
  ['a flood of eight seconds, to the end', flood(8, 14)],
])('says within a sixth how many events there will be: %s', (_, spec) => {
  const population = new Population(spec)
  while (!population.advance(100_000));
  const deviation = estimateOf(spec).events / population.counters.events
  expect(deviation).toBeGreaterThan(5 / 6)
  expect(deviation).toBeLessThan(7 / 6)
})

function ports(count: number): Pick<PopulationSpec, 'hosts'> {
  const { C, S } = POPULATION_PRESETS['port-exhaustion'].hosts
  return { hosts: { C: { ...C, settings: { portRange: [40_000, 40_000 + count - 1] } }, S } }
}

function flood(seconds: number, endS: number): PopulationSpec {
  return {
    ...POPULATION_PRESETS['syn-flood'],
    flood: { perSecond: 2_400, fromUs: 2_000_000, toUs: (2 + seconds) * 1_000_000 },
    connections: 200 * endS,
    stopUs: endS * 1_000_000,
  }
}
