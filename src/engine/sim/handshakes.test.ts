import { describe, expect, it } from 'vitest'
import { flagNames } from '../tcp/segment.ts'
import { Trace } from '../trace/codec.ts'
import { factsOfKind } from '../trace/query.ts'
import { simulate } from './run.ts'
import type { Fault, Scenario } from './scenario.ts'

const LINK = { delayUs: 50_000, jitterUs: 0, lossPpm: 0, duplicatePpm: 0, reorderPpm: 0 }

/** Both ends open with so many messages; at 1 s the client sends 100 bytes, at 2 s the server 200. */
function opensWith(handshake: 1 | 2 | 3 | 4, faults: readonly Fault[] = []): Scenario {
  return {
    version: 1,
    profile: 'rfc9293',
    settings: { handshake },
    seed: 1,
    hosts: { C: { address: '192.0.2.10', port: 49_152 }, S: { address: '198.51.100.20', port: 443 } },
    network: { CtoS: LINK, StoC: LINK },
    apps: {
      C: [
        { id: 'connect', when: { atUs: 0 }, socket: 'sock', op: 'connect' },
        { when: { after: 'connect' }, socket: 'sock', op: 'recvn', bytes: 200 },
        { when: { atUs: 1_000_000 }, socket: 'sock', op: 'send', bytes: 100 },
      ],
      S: [
        { id: 'listen', when: { atUs: 0 }, socket: 'listener', op: 'listen', backlog: 8 },
        { id: 'accept', when: { after: 'listen' }, socket: 'listener', op: 'accept', as: 'conn' },
        { when: { after: 'accept' }, socket: 'conn', op: 'recvn', bytes: 100 },
        { when: { atUs: 2_000_000 }, socket: 'conn', op: 'send', bytes: 200 },
      ],
    },
    faults,
    injections: [],
    reboots: [],
  }
}

function opening(trace: Trace): string[] {
  const flags: string[] = []
  for (let id = 0; id < trace.segmentCount; id++) {
    const segment = trace.segment(id)
    if (segment.sentUs < 1_000_000) flags.push(`${segment.from} ${flagNames(segment.flags).join()}`)
  }
  return flags
}

function deliveredBytes(trace: Trace): number[] {
  return factsOfKind(trace, 'data-delivered').map(({ text }) => text.length)
}

const MESSAGES = {
  1: ['C SYN'],
  2: ['C SYN', 'S SYN,ACK'],
  3: ['C SYN', 'S SYN,ACK', 'C ACK'],
  4: ['C SYN', 'S ACK', 'S SYN', 'C ACK'],
} as const

describe.each([1, 2, 3, 4] as const)('a handshake of %i', (handshake) => {
  it('is so many messages', () => {
    expect(opening(new Trace(simulate(opensWith(handshake))))).toEqual(MESSAGES[handshake])
  })

  it('lets data through in both directions', () => {
    expect(deliveredBytes(new Trace(simulate(opensWith(handshake))))).toEqual([100, 200])
  })
})

describe('losing a message', () => {
  const lose = (from: 'C' | 'S', nth: number): Fault[] => [{ match: { from, kind: 'ANY', nth }, do: 'drop' }]

  it('of one leaves a client that talks to nobody', () => {
    const trace = new Trace(simulate(opensWith(1, lose('C', 1))))

    expect(deliveredBytes(trace)).toEqual([])
    expect(factsOfKind(trace, 'signalled').at(-1)).toMatchObject({ side: 'C', signal: 'reset' })
  })

  it.each([
    ['the SYN', 'C', 1],
    ['the bare ACK', 'S', 1],
    ['the server’s SYN', 'S', 2],
    ['the last ACK', 'C', 2],
  ] as const)('of four, %s, is repaired', (_name, from, nth) => {
    const trace = new Trace(simulate(opensWith(4, lose(from, nth))))

    expect(deliveredBytes(trace)).toEqual([100, 200])
  })
})
