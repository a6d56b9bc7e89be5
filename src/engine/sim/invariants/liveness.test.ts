import { describe, expect, it } from 'vitest'
import { Trace } from '../../trace/codec.ts'
import { factsOfKind, stateIntervals } from '../../trace/query.ts'
import { BASES } from '../explore-bases.ts'
import { FAULT_KINDS, withMarks } from '../explore.ts'
import { simulate } from '../run.ts'
import type { AppStep, Fault, Scenario } from '../scenario.ts'

/** L2, L6, L7 and L8: what must happen in scenarios of their own. */

const s = 1_000_000
const base = (id: string): Scenario => BASES[id] as Scenario
const run = (scenario: Scenario): Trace => new Trace(simulate(scenario))
/** The path is dead in both directions from then on. */
const dead = (afterUs: number): Fault => ({ match: { kind: 'ANY', nth: 'all', afterUs }, do: 'drop' })
const closedAt = (trace: Trace, side: 'C' | 'S'): number | undefined =>
  stateIntervals(trace, side).find(({ state, fromUs }) => state === 'CLOSED' && fromUs > 0)?.fromUs

describe('L2: on a dead path', () => {
  it.each([
    ['a SYN', 'open-no-answer', 0, 'C', 0, 183],
    ['text', 'text-from-server', 200_000, 'S', 150_000, 123],
    ['a FIN', 'close-server-first', 160_000, 'S', 150_000, 123],
  ] as const)('%s is given up when its backoff has run out', (_, id, deadUs, side, sentUs, seconds) => {
    const trace = run({ ...base(id), faults: [dead(deadUs)] })
    const sent = id === 'open-no-answer' ? sentUs : (firstLost(trace, side) ?? sentUs)
    expect(closedAt(trace, side)).toBe(sent + seconds * s)
  })

  it('capped waits count with their cap', () => {
    const settings = { rtoMaxUs: 2 * s, dataR2Us: 20 * s }
    const scenario = base('text-from-server')
    const trace = run({
      ...scenario,
      settings: { ...scenario.settings, ...settings },
      faults: [dead(200_000)],
    })
    // 1, then 2 s each: the first expiry at or after 20 s is at 21.
    expect(closedAt(trace, 'S')).toBe(150_000 + 21 * s)
  })

  it('an end with nothing to send is reported as waiting', () => {
    const trace = run({ ...base('open-active'), faults: [dead(500_000)] })
    expect(trace.data.endReason).toBe('waiting-for-application')
  })
})

/** When a side first sent what was lost for good. */
function firstLost(trace: Trace, side: 'C' | 'S'): number | undefined {
  const segments = Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id))
  return segments.find((one) => one.from === side && one.fate === 'dropped' && one.retransmission === 0)
    ?.sentUs
}

describe('L6: with finitely many faults and an open window', () => {
  it.each(['close-half', 'close-both-writing', 'text-one-way', 'text-both-ways', 'text-from-server'])(
    'all that was written in %s is delivered',
    (id) => {
      const scenario = base(id)
      const written = [...scenario.apps.C, ...scenario.apps.S].reduce(
        (sum, step) => sum + (step.op === 'send' ? step.bytes : 0),
        0,
      )
      const deliveredIn = (trace: Trace): number =>
        factsOfKind(trace, 'data-delivered').reduce((sum, { text }) => sum + text.length, 0)
      for (let nth = 1; nth <= 16; nth++) {
        for (let kind = 0; kind < FAULT_KINDS.length; kind++) {
          const marks = [
            { nth, kind },
            { nth: nth + 1, kind },
            { nth: nth + 3, kind: 0 },
          ]
          expect(deliveredIn(run(withMarks(scenario, marks)))).toBe(written)
        }
      }
    },
  )
})

describe('L7: a closed window', () => {
  const reads = (atS: number): Scenario => {
    const scenario = base('text-at-zero-window')
    const S = scenario.apps.S.map(
      (step): AppStep => (step.op === 'drain' ? { ...step, when: { atUs: atS * s } } : step),
    )
    return { ...scenario, apps: { C: scenario.apps.C, S } }
  }

  it('is probed at growing intervals until it opens', () => {
    const trace = run(reads(300))
    const probes = Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id)).filter(
      ({ probe }) => probe === 'zero-window',
    )
    const gaps = probes.slice(1).map(({ sentUs }, index) => (sentUs - (probes[index]?.sentUs ?? 0)) / s)
    expect(gaps).toEqual([2, 4, 8, 16, 32, 60, 60, 60])
    expect(trace.data.endReason).toBe('finished')
  })

  it('ends at the user timeout where nobody answers', () => {
    const scenario = reads(300)
    const settings = { ...scenario.settings, userTimeoutUs: 30 * s }
    const trace = run({ ...scenario, settings, faults: [dead(500_000)] })
    expect(closedAt(trace, 'C')).toBeLessThanOrEqual(65 * s)
  })
})

describe('L8: keepalive', () => {
  it('finds a dead peer within idle + interval x count', () => {
    const scenario = base('open-active')
    const [connect] = scenario.apps.C
    const options = { keepalive: { idleUs: 60 * s, intervalUs: 5 * s, probes: 4 } }
    const watched = { ...connect, options } as AppStep
    const trace = run({ ...scenario, apps: { ...scenario.apps, C: [watched] }, faults: [dead(500_000)] })
    const heardUs = 100_000
    expect(closedAt(trace, 'C')).toBe(heardUs + (60 + 4 * 5) * s)
  })
})
