import { describe, expect, it } from 'vitest'
import { PROFILES, type Settings } from '../../tcp/profiles.ts'
import { ACK } from '../../tcp/segment.ts'
import { canonicalBytes, Trace, type TraceData } from '../../trace/codec.ts'
import { stateIntervals } from '../../trace/query.ts'
import type { TraceSegment } from '../../trace/trace.ts'
import { BASES } from '../explore-bases.ts'
import { Simulation, simulate } from '../run.ts'
import type { AppStep, Fault, LinkSpec, Scenario, When } from '../scenario.ts'

/** Changes to a scenario whose effect on the trace is known beforehand: M1 to M11 and M15 of the specification. */

const ALL = Object.entries(BASES)
const SIDES = ['C', 'S'] as const

const bytes = (scenario: Scenario): Uint8Array => canonicalBytes(simulate(scenario))
const traceOf = (scenario: Scenario): Trace => new Trace(simulate(scenario))

function segments(trace: Trace): TraceSegment[] {
  return Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id))
}

/** What a reader of the diagram sees: segments with relative numbers, state changes; times through `time`. */
function picture(trace: Trace, time: (tUs: number) => number = (tUs) => tUs) {
  const from = (number: number, isn: number): number => (isn < 0 ? number : (number - isn) >>> 0)
  return {
    segments: segments(trace).map((s) => [
      s.from,
      time(s.sentUs),
      time(s.endUs),
      s.fate,
      s.flags,
      from(s.seq, s.seqBase),
      (s.flags & ACK) === 0 ? null : from(s.ack, s.ackBase),
      s.text?.length ?? 0,
    ]),
    states: SIDES.map((side) => statesOf(trace, side, time)),
  }
}

function statesOf(trace: Trace, side: 'C' | 'S', time: (tUs: number) => number = (tUs) => tUs) {
  return stateIntervals(trace, side).map(({ state, fromUs }) => [state, fromUs === 0 ? 0 : time(fromUs)])
}

/** Names of states in order, without times. */
function statePath(trace: Trace, side: 'C' | 'S'): string {
  return stateIntervals(trace, side)
    .map(({ state }) => state)
    .join('>')
}

/** How it ends: last state and bytes delivered on each side. */
function outcome(trace: Trace) {
  const { a, c } = trace.data.facts
  const delivered = new Map<number, number>()
  for (let i = 0; i < trace.factCount; i++) {
    if (trace.kind(i) !== 'data-delivered') continue
    const stream = a[i] as number
    delivered.set(stream, (delivered.get(stream) ?? 0) + (c[i] as number))
  }
  return { states: SIDES.map((side) => stateIntervals(trace, side).at(-1)?.state), delivered: [...delivered] }
}

const faulty = (scenario: Scenario, ...faults: Fault[]): Scenario => ({ ...scenario, faults })
const nth = (n: number): Fault['match'] => ({ kind: 'ANY', nth: n })

function mapWhen(step: AppStep, time: (tUs: number) => number): AppStep {
  const { when } = step
  const moved: When = 'atUs' in when ? { atUs: time(when.atUs) } : when
  return { ...step, when: moved }
}

const mapApps = (scenario: Scenario, change: (step: AppStep) => AppStep): Scenario['apps'] => ({
  C: scenario.apps.C.map(change),
  S: scenario.apps.S.map(change),
})

describe('a changed scenario', () => {
  it.each(ALL)('M1: %s is the same for any two seeds where nothing is drawn', (_, scenario) => {
    expect(bytes({ ...scenario, seed: 77 })).toEqual(bytes(scenario))
  })

  it.each(ALL)('M2: %s begun later is the same, later', (_, scenario) => {
    const by = 7_000_000
    const later = traceOf({ ...scenario, apps: mapApps(scenario, (step) => mapWhen(step, (t) => t + by)) })
    expect(picture(later, (t) => t - by).segments).toEqual(picture(traceOf(scenario)).segments)
  })

  it.each(ALL)('M3: %s with every time three times as long takes three times as long', (_, scenario) => {
    const timed = Object.entries({ ...simulateSettings(scenario) }).filter(([key]) => key.endsWith('Us'))
    const settings = Object.fromEntries(
      timed.map(([key, value]) => [key, value === null ? null : Number(value) * 3]),
    )
    const link = (one: LinkSpec): LinkSpec => ({ ...one, delayUs: one.delayUs * 3 })
    const slow: Scenario = {
      ...scenario,
      settings: { ...scenario.settings, ...settings },
      network: { CtoS: link(scenario.network.CtoS), StoC: link(scenario.network.StoC) },
      apps: mapApps(scenario, (step) => mapWhen(step, (t) => t * 3)),
    }
    expect(picture(traceOf(slow), (t) => t / 3)).toEqual(picture(traceOf(scenario)))
  })

  it.each(ALL)('M4: %s with other ISNs has the same relative numbers', (_, scenario) => {
    for (const isn of [0, 2 ** 31, 2 ** 32 - 2, 2 ** 32 - 1_000]) {
      const { C, S } = scenario.hosts
      const isns = [isn, isn + 5_000_000, isn + 9_000_000].map((n) => n % 2 ** 32)
      const moved = { ...scenario, hosts: { C: { ...C, isns }, S: { ...S, isns } } }
      expect(picture(traceOf(moved))).toEqual(picture(traceOf(scenario)))
    }
  })

  it('M5: two ends that do the same have mirrored histories', () => {
    const scenario = BASES['open-simultaneous'] as Scenario
    const same = (socket: string, side: 'C' | 'S'): AppStep[] => [
      {
        id: 'open',
        when: { atUs: 0 },
        socket,
        op: 'connect',
        sourcePort: side === 'C' ? 49_152 : 443,
        port: side === 'C' ? 443 : 49_152,
      },
      { when: { after: 'open' }, socket, op: 'send', bytes: 2_000 },
      { when: { atUs: 1_000_000 }, socket, op: 'shutdown', how: 'wr' },
      { when: { after: 'open' }, socket, op: 'drain' },
    ]
    const trace = traceOf({ ...scenario, apps: { C: same('c', 'C'), S: same('s', 'S') } })
    expect(statesOf(trace, 'C')).toEqual(statesOf(trace, 'S'))
    const sentBy = (side: 'C' | 'S') =>
      segments(trace)
        .filter(({ from }) => from === side)
        .map(({ sentUs, flags, text }) => [sentUs, flags, text?.length ?? 0])
    expect(sentBy('C')).toEqual(sentBy('S'))
  })

  it.each(ALL)('M6: %s with one segment twice ends the same', (_, scenario) => {
    const plain = traceOf(scenario)
    for (const n of arrived(plain)) {
      const twice = traceOf(faulty(scenario, { match: nth(n), do: 'duplicate', byUs: 20_000 }))
      expect(outcome(twice)).toEqual(outcome(plain))
    }
  })

  it.each(ALL)('M7: %s is the same with a fault that is never reached', (_, scenario) => {
    const unreached = [
      { match: nth(9_999), do: 'drop' },
      { match: { kind: 'ANY', nth: 'all', sourcePort: 9 }, do: 'drop' },
    ] satisfies Fault[]
    for (const fault of unreached) expect(bytes(faulty(scenario, fault))).toEqual(bytes(scenario))
  })

  it.each(ALL)('M8: %s is the same where one of two copies is lost', (_, scenario) => {
    const plain = traceOf(scenario)
    for (const n of arrived(plain)) {
      const copied = faulty(
        scenario,
        { match: nth(n), do: 'drop' },
        { match: nth(n), do: 'duplicate', byUs: 0 },
      )
      expect(SIDES.map((side) => statesOf(traceOf(copied), side))).toEqual(
        SIDES.map((side) => statesOf(plain, side)),
      )
    }
  })

  it.each(ALL)(
    'M9: %s passes the same states where a segment is late and overtakes nothing',
    (_, scenario) => {
      const plain = traceOf(scenario)
      const sent = segments(plain)
      for (const [index, one] of sent.entries()) {
        const alone = !sent.some((other) => other !== one && Math.abs(other.endUs - one.endUs) < 10_000)
        if (!alone) continue
        const late = traceOf(faulty(scenario, { match: nth(index + 1), do: 'delay', byUs: 3_000 }))
        expect(SIDES.map((side) => statePath(late, side))).toEqual(
          SIDES.map((side) => statePath(plain, side)),
        )
      }
    },
  )

  it('M10: a lost ACK that a later one overtakes changes nothing in the end', () => {
    const scenario = BASES['text-one-way'] as Scenario
    const plain = traceOf(scenario)
    const acks = segments(plain).flatMap((one, index) =>
      one.from === 'S' && one.flags === ACK ? [index + 1] : [],
    )
    expect(acks.length).toBeGreaterThan(1)
    for (const n of acks.slice(0, -1)) {
      const lost = traceOf(faulty(scenario, { match: nth(n), do: 'drop' }))
      expect(outcome(lost)).toEqual(outcome(plain))
    }
  })

  it.each(ALL)('M11: %s is the same between other addresses and ports', (_, scenario) => {
    const other: Scenario = {
      ...scenario,
      hosts: {
        C: { ...scenario.hosts.C, address: '2001:db8::1', port: 50_123 },
        S: { ...scenario.hosts.S, address: '2001:db8::2', port: 8_080 },
      },
      apps: mapApps(scenario, relabelled),
    }
    expect(picture(traceOf(other))).toEqual(picture(traceOf(scenario)))
  })

  it.each(ALL)('M15: %s run to a moment and then on is the run to the end', (_, scenario) => {
    const whole = simulate(scenario)
    const parts = new Simulation(scenario)
    while (!parts.advance(1));
    expect(canonicalBytes(parts.finish())).toEqual(canonicalBytes(whole))
    const stopUs = Math.floor(whole.endUs / 3)
    expect(head(simulate({ ...scenario, stopUs }))).toEqual(head(whole, stopUs))
  })
})

/** Facts up to a moment, the end of the run aside. */
function head(data: TraceData, untilUs = Number.POSITIVE_INFINITY): (readonly number[])[] {
  const { kind, tUs, a, b } = data.facts
  const rows = [...kind.keys()].filter((i) => (tUs[i] as number) <= untilUs)
  const last = data.facts.kind.length - 1
  return rows
    .filter((i) => i !== last)
    .map((i) => [kind[i] as number, tUs[i] as number, a[i] as number, b[i] as number])
}

/** Places of the segments that reached the other side, from 1. */
function arrived(trace: Trace): number[] {
  return segments(trace).flatMap(({ fate }, index) => (fate === 'delivered' ? [index + 1] : []))
}

function relabelled(step: AppStep): AppStep {
  if (step.op !== 'connect') return step
  const port = (from: number | undefined): number | undefined =>
    from === 49_152 ? 50_123 : from === 443 ? 8_080 : from
  return {
    ...step,
    ...(step.port !== undefined && { port: port(step.port) ?? step.port }),
    ...(step.sourcePort !== undefined && { sourcePort: port(step.sourcePort) ?? step.sourcePort }),
  }
}

/** All settings of a base, which has one profile on both hosts. */
function simulateSettings(scenario: Scenario): Partial<Settings> {
  return { ...PROFILES.rfc9293, ...scenario.settings }
}
