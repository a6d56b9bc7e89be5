import { describe, expect, it } from 'vitest'
import { Trace } from '../trace/codec.ts'
import { factsOfKind } from '../trace/query.ts'
import { simulate } from './run.ts'
import type { Scenario } from './scenario.ts'

const LINK = { delayUs: 50_000, jitterUs: 0, lossPpm: 0, duplicatePpm: 0, reorderPpm: 0 }

/** A connection that is reset at 1 s; a copy of its data comes back to the listener at 3 s. */
const LATE_COPY: Scenario = {
  version: 1,
  profile: 'rfc9293',
  settings: {},
  seed: 1,
  hosts: { C: { address: '192.0.2.10', port: 49_152 }, S: { address: '198.51.100.20', port: 443 } },
  network: { CtoS: LINK, StoC: LINK },
  apps: {
    C: [
      { when: { atUs: 0 }, socket: 'sock', op: 'connect' },
      { when: { atUs: 500_000 }, socket: 'sock', op: 'send', bytes: 100 },
      { when: { atUs: 1_000_000 }, socket: 'sock', op: 'abort' },
    ],
    S: [{ when: { atUs: 0 }, socket: 'listener', op: 'listen', backlog: 8 }],
  },
  faults: [{ match: { from: 'C', kind: 'DATA', nth: 1 }, do: 'duplicate', byUs: 2_450_000 }],
  injections: [],
  reboots: [],
}

describe('a segment of an old connection that reaches the listener', () => {
  it('is reset and leaves what was known of that connection as it was (S2)', () => {
    const trace = new Trace(simulate(LATE_COPY))
    const changedBy = factsOfKind(trace, 'tcb-changed').filter(({ side }) => side === 'S')

    expect(trace.segment(trace.segmentCount - 1)).toMatchObject({ from: 'S', sentUs: 3_000_000, flags: 4 })
    expect(changedBy.every(({ tUs }) => tUs < 3_000_000)).toBe(true)
  })
})
