import { expect, test } from 'vitest'
import { Trace } from '../../trace/codec.ts'
import { simulate } from '../run.ts'
import { Population } from './population.ts'
import { POPULATION_PRESETS } from './presets.ts'
import { scenarioOf } from './replay.ts'
import type { PopulationSpec } from './spec.ts'

const SECOND = 1_000_000
const LOG_ROWS = 262_144
const LOSSY = { delayUs: 10_000, jitterUs: 0, lossPpm: 50_000, duplicatePpm: 0, reorderPpm: 0 }

interface Sent {
  readonly tUs: number
  readonly from: string
  readonly flags: number
}

const told = (segments: readonly Sent[]): string[] =>
  segments.map(({ tUs, from, flags }) => `${tUs} ${from} ${flags}`)

/** What a connection sends when it is alone, up to the end of the population. */
function alone(population: Population, conn: number): string[] {
  const scenario = scenarioOf(population, conn)
  if (scenario === null) return []
  const trace = new Trace(simulate(scenario))
  const segments = Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id))
  const endUs = population.spec.stopUs ?? Number.POSITIVE_INFINITY
  return told(
    segments
      .filter(({ copyOf, sentUs }) => copyOf < 0 && sentUs <= endUs)
      .map(({ sentUs, from, flags }) => ({ tUs: sentUs, from, flags })),
  )
}

/** Small runs of the presets in which the others matter. */
const SPECS: Record<string, PopulationSpec> = {
  'ports taken over': {
    ...POPULATION_PRESETS['tw-reuse'],
    connections: 4_000,
    stopUs: 30 * SECOND,
    lifetimeUs: SECOND,
    arrivals: { kind: 'steady', perSecond: 200, burstUs: SECOND },
    hosts: {
      ...POPULATION_PRESETS['tw-reuse'].hosts,
      C: { profile: 'linux', settings: { twReuse: 'on', portRange: [40_000, 40_999] }, descriptors: null },
    },
  },
  'no descriptor for accept()': {
    ...POPULATION_PRESETS['close-wait-leak'],
    connections: 4_000,
    stopUs: 30 * SECOND,
    hosts: {
      ...POPULATION_PRESETS['close-wait-leak'].hosts,
      S: { ...POPULATION_PRESETS['close-wait-leak'].hosts.S, descriptors: 100 },
    },
  },
  'a full backlog': {
    ...POPULATION_PRESETS['syn-flood'],
    connections: 4_000,
    stopUs: 30 * SECOND,
    flood: { perSecond: 2_400, fromUs: 5 * SECOND, toUs: 20 * SECOND },
  },
  'cookies and loss': {
    ...POPULATION_PRESETS['syn-flood-cookies'],
    connections: 4_000,
    stopUs: 30 * SECOND,
    network: { CtoS: LOSSY, StoC: LOSSY },
    flood: { perSecond: 2_400, fromUs: 5 * SECOND, toUs: 20 * SECOND },
  },
  'a full accept queue': {
    ...POPULATION_PRESETS['accept-queue-overflow'],
    connections: 4_000,
    stopUs: 30 * SECOND,
  },
  'a process that ends': {
    ...POPULATION_PRESETS['restart-addrinuse'],
    connections: 2_000,
    stopUs: 60 * SECOND,
    lifetimeUs: 700_000,
    hosts: {
      C: { profile: 'linux', settings: {}, descriptors: null },
      S: { profile: 'linux', settings: { timeWaitUs: 10 * SECOND }, descriptors: null },
    },
    restart: { atUs: 10 * SECOND, reuseAddr: false, retryUs: SECOND },
  },
  'a process that ends with SO_REUSEADDR': {
    ...POPULATION_PRESETS['restart-addrinuse'],
    connections: 1_000,
    stopUs: 30 * SECOND,
    closesFirst: 'C',
    lifetimeUs: 700_000,
    network: { CtoS: LOSSY, StoC: LOSSY },
    restart: { atUs: 10 * SECOND, reuseAddr: true, retryUs: SECOND },
  },
}

test.each(Object.entries(SPECS))('one connection lives the same life alone: %s', (_, spec) => {
  const population = new Population(spec, LOG_ROWS)
  while (!population.advance(100_000));
  const different: string[] = []
  for (let conn = 0; conn < population.counters.tried; conn += 23) {
    const sent = told(population.log.of(conn)).join('; ')
    const again = alone(population, conn).join('; ')
    if (sent !== again) different.push(`${conn}: ${again}\n   not ${sent}`)
  }
  expect(different.slice(0, 3)).toEqual([])
})
