import { describe, expect, test, vi } from 'vitest'
import { ACK, SYN } from '../../tcp/segment.ts'
import { STATES } from '../../tcp/state.ts'
import { Trace } from '../../trace/codec.ts'
import { simulate } from '../run.ts'
import { refusalOf } from './limits.ts'
import { Population } from './population.ts'
import { POPULATION_PRESETS, type PresetId } from './presets.ts'
import { scenarioOf } from './replay.ts'
import { PLAIN_POPULATION, type PopulationSpec } from './spec.ts'
import { meanSockets, openRate, theoryOf } from './theory.ts'

const SECOND = 1_000_000

// A preset is up to 70,000 connections; neighbours on the machine may make that slow.
vi.setConfig({ testTimeout: 60_000 })

function run(spec: PopulationSpec, logRows = 0): Population {
  const population = new Population(spec, logRows)
  while (!population.advance(100_000));
  return population
}

/** As much of a preset as shows its point: ports are counted over a whole holding time after they ran out. */
function shortened(id: PresetId): PopulationSpec {
  const spec: PopulationSpec = POPULATION_PRESETS[id]
  if (id === 'million') return { ...spec, connections: 20_000 }
  if (spec.stopUs === null) return spec
  const stopUs = id === 'port-exhaustion' || id === 'restart-addrinuse' ? 115 * SECOND : 70 * SECOND
  return {
    ...spec,
    stopUs,
    connections: Math.min(spec.connections, (spec.arrivals.perSecond * stopUs) / SECOND),
  }
}

/** Presets are run once for all tests. */
const runs = new Map<PresetId, Population>()
function preset(id: PresetId): Population {
  const known = runs.get(id) ?? run(shortened(id))
  runs.set(id, known)
  return known
}

function errors(population: Population, what: string): number {
  return population.counters.errors[what] ?? 0
}

/** Segments of a connection as anyone would tell them: numbers counted from the first one of each side. */
function told(
  segments: readonly { tUs: number; from: string; flags: number; seq: number; ack: number; bytes: number }[],
): string[] {
  const first: Record<string, number> = {}
  return segments.map(({ tUs, from, flags, seq, ack, bytes }) => {
    if ((flags & SYN) !== 0) first[from] = seq
    const relative = (side: string, number: number): number => (number - (first[side] ?? number)) >>> 0
    const acknowledged = (flags & ACK) === 0 ? '' : ` ack ${relative(from === 'C' ? 'S' : 'C', ack)}`
    return `${tUs} ${from} ${flags} seq ${relative(from, seq)}${acknowledged} ${bytes}`
  })
}

function aloneAgain(population: Population, conn: number): string[] {
  const scenario = scenarioOf(population, conn)
  expect(scenario).not.toBeNull()
  const trace = new Trace(simulate(scenario!))
  const segments = Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id))
  return told(
    segments
      .filter((segment) => segment.copyOf < 0)
      .map(({ sentUs, from, flags, seq, ack, text }) => ({
        tUs: sentUs,
        from,
        flags,
        seq,
        ack,
        bytes: text?.length ?? 0,
      })),
  )
}

describe('every preset', () => {
  test.each(Object.keys(POPULATION_PRESETS) as PresetId[])('%s keeps count of everything', (id) => {
    const population = preset(id)
    const { sent, delivered, lost, duplicated, forged, tried, opened } = population.counters
    // S22: what was handed over arrived, was lost, or is still on its way.
    expect(sent.C + sent.S + forged + duplicated).toBe(delivered + lost + population.inFlight)
    expect(tried).toBeGreaterThan(population.spec.connections * 0.95)
    expect(opened).toBeLessThanOrEqual(tried)
    for (const side of ['C', 'S'] as const) {
      const counts = STATES.map((state) => population.states.get(side, state))
      expect(Math.min(...counts)).toBeGreaterThanOrEqual(0)
    }
    const sockets = population.states.total('C') + population.states.total('S')
    expect(sockets).toBe(population.progress.sockets)
    expect(refusalOf(POPULATION_PRESETS[id])).toBeNull()
  })
})

describe('theory beside the run', () => {
  test('ports run out at ports / holding time, within 1 %', () => {
    const population = preset('port-exhaustion')
    const { ceilingPerS, exhaustedUs, holdingUs, ports } = theoryOf(population.spec)
    expect(ports).toBe(28_232)
    const rate = openRate(population.samples, 50 * SECOND, 50 * SECOND + holdingUs)
    expect(Math.abs(rate / ceilingPerS - 1)).toBeLessThan(0.01)
    const { samples } = population
    const full = Array.from({ length: samples.count }, (_, row) => row).find(
      (row) => samples.value(row, 'portsInUse') === ports,
    )
    expect(Math.abs(samples.timeUs(full!) / exhaustedUs! - 1)).toBeLessThan(0.01)
    expect(errors(population, 'connect EADDRNOTAVAIL')).toBeGreaterThan(10_000)
  })

  test("TIME-WAIT holds rate times wait: Little's law, within 1 %", () => {
    const population = preset('server-closes-first')
    const mean = meanSockets(population.samples, 'S', 'TIME-WAIT', 62 * SECOND, 70 * SECOND)
    expect(Math.abs(mean / theoryOf(population.spec).inTimeWait - 1)).toBeLessThan(0.01)
    expect(population.counters.errors).toEqual({})
  })

  test('a backlog holds each forged SYN for the whole backoff series', () => {
    const population = preset('syn-flood')
    expect(theoryOf(population.spec).synReceivedUs).toBe(63 * SECOND)
    // Without cookies a quarter of the SYN backlog is kept for proven peers (tcp-facts 4.11).
    const full = meanSockets(population.samples, 'S', 'SYN-RECEIVED', 30 * SECOND, 60 * SECOND)
    expect(full).toBeGreaterThan(760)
    expect(full).toBeLessThan(1_026)
  })
})

describe('the question of each preset', () => {
  test('tw_reuse lets all of the load through', () => {
    const { counters } = preset('tw-reuse')
    expect(counters.errors).toEqual({})
    expect(counters.opened).toBeGreaterThan(41_900)
  })

  test('a leak of CLOSE-WAIT ends in EMFILE', () => {
    const population = preset('close-wait-leak')
    expect(population.states.get('S', 'CLOSE-WAIT')).toBeGreaterThanOrEqual(1_024)
    expect(errors(population, 'accept EMFILE')).toBeGreaterThan(0)
  })

  test('cookies keep a flooded server open', () => {
    const without = preset('syn-flood').counters
    const withCookies = preset('syn-flood-cookies').counters
    expect(withCookies.opened).toBe(
      withCookies.tried - preset('syn-flood-cookies').states.get('C', 'SYN-SENT'),
    )
    expect(without.opened).toBeLessThan(withCookies.opened * 0.8)
    expect(withCookies.notes['syn-cookie-accepted']).toBeGreaterThan(1_000)
  })

  test('an accept queue that is full refuses what comes', () => {
    const population = preset('accept-queue-overflow')
    expect(population.counters.notes['accept-queue-full']).toBeGreaterThan(100)
    expect(population.counters.accepted).toBeLessThanOrEqual(200 * 61)
  })

  test('a server that closed first cannot listen again until 2MSL are over', () => {
    const population = preset('restart-addrinuse')
    expect(errors(population, 'listen EADDRINUSE')).toBeGreaterThan(55)
    expect(errors(population, 'connect ECONNREFUSED')).toBeGreaterThan(2_000)
    const again = run({
      ...POPULATION_PRESETS['restart-addrinuse'],
      restart: { atUs: 30 * SECOND, reuseAddr: true, retryUs: SECOND },
    })
    expect(errors(again, 'listen EADDRINUSE')).toBe(0)
  })
})

describe('one connection of many, alone', () => {
  test('lives the same life with loss, jitter, duplicates and reordering', () => {
    const link = {
      delayUs: 10_000,
      jitterUs: 4_000,
      lossPpm: 100_000,
      duplicatePpm: 50_000,
      reorderPpm: 50_000,
    }
    for (const profile of ['rfc9293', 'linux', 'freebsd'] as const) {
      const host = { profile, settings: { timeWaitUs: SECOND }, descriptors: null }
      const population = run(
        {
          ...PLAIN_POPULATION,
          connections: 150,
          seed: 7,
          network: { CtoS: link, StoC: link },
          hosts: { C: host, S: host },
          requestBytes: 4_000,
          replyBytes: 9_000,
          lifetimeUs: 30_000,
        },
        65_536,
      )
      for (let conn = 0; conn < 150; conn++) {
        expect(aloneAgain(population, conn), `${profile} ${conn}`).toEqual(told(population.log.of(conn)))
      }
    }
  })

  test('waits for the same accept() and is refused by the same full queues', () => {
    const population = run({ ...POPULATION_PRESETS['accept-queue-overflow'], connections: 2_000 }, 65_536)
    const refused = new Set(population.connections.refused.map(({ conn }) => conn))
    expect(refused.size).toBeGreaterThan(10)
    for (const conn of [0, 1_500, ...[...refused].slice(0, 30)]) {
      expect(aloneAgain(population, conn), String(conn)).toEqual(told(population.log.of(conn)))
    }
  })
})

describe('a run', () => {
  test('is the same in any portions, and can be left and gone on with (D5)', () => {
    const spec = {
      ...PLAIN_POPULATION,
      connections: 500,
      arrivals: { ...PLAIN_POPULATION.arrivals, kind: 'poisson' as const },
    }
    const whole = run(spec)
    const parts = new Population(spec)
    for (let portion = 1; !parts.advance(portion); portion = (portion * 7) % 101);
    expect(parts.counters).toEqual(whole.counters)
    expect(parts.samples.since(0)).toEqual(whole.samples.since(0))
    expect(parts.end).toBe('finished')
  })

  test('tells how far it has come, and what it takes', () => {
    const population = new Population({ ...PLAIN_POPULATION, connections: 10_000 })
    population.advance(20_000)
    const { tUs, tried, events, bytes } = population.progress
    expect(events).toBe(20_000)
    expect(tried).toBeGreaterThan(1_000)
    expect(tUs).toBeGreaterThan(SECOND)
    expect(bytes).toBeLessThan(64 * 1024 * 1024)
  })

  test.each([
    [{ connections: 5_000_001 }, 'connections'],
    [
      {
        connections: 5_000_000,
        destinations: 64,
        arrivals: { kind: 'steady', perSecond: 100_000, burstUs: SECOND },
      },
      'sockets',
    ],
    [{ replyBytes: 0 }, 'replyBytes'],
    [{ sampleUs: 1 }, 'samples'],
  ] as const)('is refused with a sentence: %j', (change, what) => {
    const refusal = refusalOf({ ...PLAIN_POPULATION, ...change })
    expect(refusal?.what).toBe(what)
    expect(refusal?.sentence).toMatch(/^This population has \d+ .*; the (most|least) is \d+\.$/)
  })

  test('keeps to random gaps whose mean is the rate', () => {
    const spec = {
      ...PLAIN_POPULATION,
      connections: 20_000,
      arrivals: { ...PLAIN_POPULATION.arrivals, kind: 'poisson' as const },
    }
    const { connections } = run(spec)
    expect(Math.abs(connections.startUs[19_999]! / (20 * SECOND) - 1)).toBeLessThan(0.02)
  })
})
