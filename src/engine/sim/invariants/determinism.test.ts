import { readdirSync, readFileSync } from 'node:fs'
import process from 'node:process'
import { describe, expect, it } from 'vitest'
import { SIDES } from '../../tcp/state.ts'
import { canonicalBytes, Trace } from '../../trace/codec.ts'
import { stateAfterStep, tcbAfterStep } from '../../trace/query.ts'
import { TCB_FIELDS } from '../../trace/trace.ts'
import { BASES } from '../explore-bases.ts'
import { withMarks } from '../explore.ts'
import { Simulation, simulate } from '../run.ts'
import type { LinkSpec, Scenario } from '../scenario.ts'

/** D2 to D6; D1 is checked by the worker's tests, in Node and in Chromium. */

const rough: LinkSpec = {
  delayUs: 50_000,
  jitterUs: 40_000,
  lossPpm: 150_000,
  duplicatePpm: 100_000,
  reorderPpm: 100_000,
}
const base: Scenario = {
  ...(BASES['close-both-writing'] as Scenario),
  network: { CtoS: rough, StoC: rough },
  seed: 5,
}
const RUNS = Object.entries({ ...BASES, rough: base })

interface Flight {
  readonly key: string
  readonly flightUs: number
  readonly lost: boolean
}

/** What the network did to each segment, by direction, connection and count there. */
function flights(trace: Trace): Flight[] {
  const counts = new Map<string, number>()
  return Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id))
    .filter(({ copyOf }) => copyOf < 0)
    .map((s) => {
      const direction = `${s.from} ${s.conn}`
      const count = (counts.get(direction) ?? 0) + 1
      counts.set(direction, count)
      return { key: `${direction} ${count}`, flightUs: s.endUs - s.sentUs, lost: s.fate !== 'delivered' }
    })
}

describe('the engine', () => {
  it('D2: has no clock, no chance, no locale and no function whose result differs between browsers', () => {
    const roots = ['../../../base/', '../../'].map((path) => new URL(path, import.meta.url))
    const sources = roots.flatMap((root) =>
      readdirSync(root, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .map((file) => [file, readFileSync(new URL(file, root), 'utf8')] as const),
    )
    const banned =
      /\bDate\b|\bperformance\b|\bIntl\b|toLocale|localeCompare|Math\.(?:random|log\w*|exp\w*|pow|sqrt|cbrt|sin|cos|tan)/
    const code = (text: string): string => text.replace(/\/\*[^]*?\*\/|\/\/.*/g, '')
    expect(sources.filter(([, text]) => banned.test(code(text))).map(([file]) => file)).toEqual([])
  })

  it('M17: gives the same bytes in any time zone', () => {
    const zone = process.env.TZ
    const traces = ['Asia/Kathmandu', 'America/St_Johns', 'UTC'].map((one) => {
      process.env.TZ = one
      return canonicalBytes(simulate(base))
    })
    process.env.TZ = zone ?? 'UTC'
    expect(traces[1]).toEqual(traces[0])
    expect(traces[2]).toEqual(traces[0])
  })
})

describe('chance', () => {
  it('D3: up to a fault nothing changes, and after it every other segment keeps its luck', () => {
    const plain = new Trace(simulate(base))
    const luck = new Map(flights(plain).map((one) => [one.key, one]))
    for (let nth = 1; nth <= 12; nth++) {
      const faulty = new Trace(simulate(withMarks(base, [{ nth, kind: 0 }])))
      const hit = flights(faulty)
      const before = faulty.segment(0) === undefined ? 0 : firstDifference(plain, faulty)
      expect(before).toBeGreaterThanOrEqual(0)
      const others = hit.filter((_, index) => index !== nth - 1)
      const changed = others.filter((one) => {
        const was = luck.get(one.key)
        return was !== undefined && (was.flightUs !== one.flightUs || was.lost !== one.lost)
      })
      expect(changed).toEqual([])
    }
  })

  it('D3: the facts before the fault are the same facts', () => {
    const plain = new Trace(simulate(base))
    const faulty = new Trace(simulate(withMarks(base, [{ nth: 6, kind: 0 }])))
    const sent = faulty.segment(6).sentFact
    const facts = (trace: Trace) => Array.from({ length: sent - 8 }, (_, index) => trace.fact(index))
    expect(facts(faulty)).toEqual(facts(plain))
  })
})

/** First fact in which two traces differ. */
function firstDifference(a: Trace, b: Trace): number {
  const length = Math.min(a.factCount, b.factCount)
  for (let i = 0; i < length; i++) {
    if (a.data.facts.kind[i] !== b.data.facts.kind[i] || a.data.facts.tUs[i] !== b.data.facts.tUs[i]) return i
  }
  return length
}

describe('a moment of a run', () => {
  it.each(RUNS)('D4: %s asked at any step is what replaying from the start gives', (_, scenario) => {
    const trace = new Trace(simulate(scenario))
    const tcbs = new Map<string, Map<string, number>>()
    const states = { C: stateAfterStep(trace, 'C', 0), S: stateAfterStep(trace, 'S', 0) }
    for (let step = 0; step < trace.stepCount; step++) {
      const [first, end] = trace.stepFacts(step)
      for (let index = first; index < end; index++) {
        const fact = trace.fact(index)
        if (fact.kind === 'state-changed' && fact.side !== null && fact.conn >= 0) states[fact.side] = fact.to
        if (fact.kind !== 'tcb-changed') continue
        const key = `${fact.side} ${fact.conn}`
        const fields = tcbs.get(key) ?? new Map<string, number>()
        tcbs.set(key, fields)
        for (const { field, value } of fact.changes) fields.set(field, value)
      }
      for (const { id } of trace.connections) {
        for (const side of SIDES) {
          const replayed = tcbs.get(`${side} ${id}`) ?? new Map<string, number>()
          const asked = tcbAfterStep(trace, side, id, step)
          expect(TCB_FIELDS.map((field) => asked.get(field))).toEqual(
            TCB_FIELDS.map((field) => replayed.get(field)),
          )
        }
      }
    }
  })

  it.each(RUNS)('D5: %s in portions of any size has the same bytes', (_, scenario) => {
    const whole = canonicalBytes(simulate(scenario))
    for (const portion of [1, 2, 7, 1_000]) {
      const simulation = new Simulation(scenario)
      while (!simulation.advance(portion));
      expect(canonicalBytes(simulation.finish())).toEqual(whole)
    }
  })

  it.each(RUNS)('D6: %s has arrivals before timers before calls at each instant', (_, scenario) => {
    const trace = new Trace(simulate(scenario))
    const rank = new Map<string, number>([
      ['segment-delivered', 0],
      ['segment-dropped', 0],
      ['timer-fired', 1],
      ['call-made', 2],
    ])
    const wrong: number[] = []
    let last = { tUs: -1, rank: 0, segment: -1 }
    for (let step = 1; step < trace.stepCount; step++) {
      const fact = trace.fact(trace.stepFacts(step)[0])
      const now = rank.get(fact.kind)
      if (now === undefined) continue
      const segment = 'segment' in fact ? fact.segment : -1
      const together = fact.tUs === last.tUs
      // What an event causes in the same instant comes after it, whatever it is; arrivals keep the order of sending.
      const late =
        together &&
        now < last.rank &&
        fact.cause !== null &&
        'fact' in fact.cause &&
        trace.fact(fact.cause.fact).tUs !== fact.tUs
      const overtaken = together && now === 0 && last.rank === 0 && segment < last.segment
      if (late || overtaken) wrong.push(step)
      last = { tUs: fact.tUs, rank: now, segment }
    }
    expect(wrong).toEqual([])
  })
})
