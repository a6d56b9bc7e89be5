import { describe, expect, it } from 'vitest'
import { Trace } from '../../trace/codec.ts'
import { stateIntervals } from '../../trace/query.ts'
import { BASES } from '../explore-bases.ts'
import { withMarks } from '../explore.ts'
import { simulate } from '../run.ts'
import type { AppStep, Scenario } from '../scenario.ts'
import { columnsOf, violations } from './check.ts'

/** Connections that once broke an invariant: found by exploring schedules and by chance, kept for good. */

const ms = 1_000
const base = (id: string): Scenario => BASES[id] as Scenario

function with_(scenario: Scenario, parts: Partial<Scenario>): Scenario {
  return { ...scenario, ...parts, settings: { ...scenario.settings, ...parts.settings } }
}

const at = (atMs: number, socket: string, call: object): AppStep =>
  ({ when: { atUs: atMs * ms }, socket, ...call }) as AppStep
const opened = base('open-active').apps

/** Both send more than the other takes, and nobody reads. */
const bothWindowsClosed = with_(base('open-active'), {
  settings: { windowBytes: 500 },
  apps: {
    C: [...opened.C, at(500, 'c', { op: 'send', bytes: 2_000 })],
    S: [...opened.S, at(500, 's', { op: 'send', bytes: 2_000 })],
  },
  stopUs: 60_000 * ms,
})

/** The client closes with text that waits on a closed window; the server closes at the same time and reads late. */
const closingWithText = with_(base('open-active'), {
  settings: { windowBytes: 500 },
  apps: {
    C: [...opened.C, at(500, 'c', { op: 'send', bytes: 700 }), at(510, 'c', { op: 'shutdown', how: 'wr' })],
    S: [...opened.S, at(520, 's', { op: 'shutdown', how: 'wr' }), at(5_000, 's', { op: 'drain' })],
  },
})

/** The server gives the half-open connection up and takes the client's next SYN for a new one. */
const secondTry = with_(base('text-one-way'), {
  settings: { synAckRetries: 0 },
  faults: [{ match: { from: 'S', kind: 'SYNACK', nth: [1, 2] }, do: 'drop' }],
})

/** The same ports are connected again after an old SYN had been refused there. */
const afterOldSyn = withMarks(base('ports-after-2msl'), [{ nth: 1, kind: 3 }])

/** Linux: reordered text, so that loss probe, reordering timer and RTO follow each other closely. */
const reordered = with_(base('text-one-way'), {
  profile: 'linux',
  network: {
    CtoS: {
      delayUs: 50 * ms,
      jitterUs: 60 * ms,
      lossPpm: 100_000,
      duplicatePpm: 50_000,
      reorderPpm: 300_000,
    },
    StoC: {
      delayUs: 50 * ms,
      jitterUs: 60 * ms,
      lossPpm: 100_000,
      duplicatePpm: 50_000,
      reorderPpm: 300_000,
    },
  },
})

describe('what once broke an invariant', () => {
  it.each([
    ['two ends that probe each other’s closed window', bothWindowsClosed],
    ['text left over in CLOSING', closingWithText],
    ['a SYN that is answered at the second try', secondTry],
    ['ports used again after an old SYN', afterOldSyn],
    ...[1, 2, 3, 4, 5, 6, 7, 8].map(
      (seed) => [`reordered text, seed ${seed}`, { ...reordered, seed }] as const,
    ),
  ] as const)('holds: %s', (_, scenario) => {
    expect(violations(columnsOf(new Trace(simulate(scenario))), scenario)).toEqual([])
  })

  it('two ends that probe each other’s window do not answer each other for ever', () => {
    expect(new Trace(simulate(bothWindowsClosed)).segmentCount).toBeLessThan(60)
  })

  it('text left over in CLOSING is sent when the window opens, and the connection ends', () => {
    const trace = new Trace(simulate(closingWithText))
    expect(trace.data.endReason).toBe('finished')
    expect(stateIntervals(trace, 'C').map(({ state }) => state)).toContain('CLOSING')
  })

  it('an end whose SYN is answered at the second try is of the server’s incarnation', () => {
    const trace = new Trace(simulate(secondTry))
    const last = (side: 'C' | 'S') => stateIntervals(trace, side).at(-1)?.conn
    expect(last('C')).toBe(last('S'))
  })
})
