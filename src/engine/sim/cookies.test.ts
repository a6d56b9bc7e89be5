import { describe, expect, it } from 'vitest'
import { flagNames } from '../tcp/segment.ts'
import { canonicalBytes, Trace } from '../trace/codec.ts'
import { simulate } from './run.ts'
import type { Scenario } from './scenario.ts'

const LINK = { delayUs: 50_000, jitterUs: 0, lossPpm: 0, duplicatePpm: 0, reorderPpm: 0 }

/** A server that answers every SYN with a cookie (RFC 4987 3.6). */
function withCookies(seed: number): Scenario {
  return {
    version: 1,
    profile: 'rfc9293',
    settings: { synCookies: 'always' },
    seed,
    hosts: { C: { address: '192.0.2.10', port: 49_152 }, S: { address: '198.51.100.20', port: 443 } },
    network: { CtoS: LINK, StoC: LINK },
    apps: {
      C: [{ when: { atUs: 0 }, socket: 'sock', op: 'connect' }],
      S: [{ when: { atUs: 0 }, socket: 'listener', op: 'listen', backlog: 8 }],
    },
    faults: [],
    injections: [],
    reboots: [],
  }
}

describe('SYN cookies', () => {
  it('are the ISN that the numbers of the server count from', () => {
    const trace = new Trace(simulate(withCookies(1)))

    const numbers = [0, 1, 2].map((id) => {
      const { flags, seq, ack, seqBase, ackBase } = trace.segment(id)
      return [flagNames(flags).join(), seq - seqBase, flags === 2 ? null : ack - ackBase]
    })

    expect(numbers).toEqual([
      ['SYN', 0, null],
      ['SYN,ACK', 0, 1],
      ['ACK', 1, 1],
    ])
  })

  it('make connections that keep alive if the listener does', () => {
    const { apps, ...rest } = withCookies(1)
    const keepalive = { idleUs: 5_000_000, intervalUs: 1_000_000, probes: 2 }
    const S = apps.S.map((step) => ({ ...step, options: { keepalive } }))
    const trace = new Trace(simulate({ ...rest, apps: { ...apps, S } }))
    const facts = Array.from({ length: trace.factCount }, (_, index) => trace.fact(index))

    expect(facts).toContainEqual(
      expect.objectContaining({ kind: 'timer-set', side: 'S', timer: 'keepalive' }),
    )
  })

  it('do not depend on the seed (M1)', () => {
    const bytes = [1, 2].map((seed) => canonicalBytes(simulate(withCookies(seed))))

    expect(bytes[0]).toEqual(bytes[1])
  })
})
