import { describe, expect, it } from 'vitest'
import { Trace } from '../trace/codec.ts'
import { factsOfKind } from '../trace/query.ts'
import { simulate } from './run.ts'
import type { AppStep, Injection, Scenario } from './scenario.ts'

const LINK = { delayUs: 50_000, jitterUs: 0, lossPpm: 0, duplicatePpm: 0, reorderPpm: 0 }

/** The client opens with 100 bytes of a request, once for each cookie; the server reads what comes. */
function visits(steps: readonly AppStep[], parts: Partial<Scenario> = {}): Trace {
  const scenario: Scenario = {
    version: 1,
    profile: 'rfc9293',
    settings: { fastOpen: true },
    seed: 1,
    hosts: { C: { address: '192.0.2.10', port: 49_152 }, S: { address: '198.51.100.20', port: 443 } },
    network: { CtoS: LINK, StoC: LINK },
    apps: {
      C: steps,
      S: [
        { id: 'listen', when: { atUs: 0 }, socket: 'listener', op: 'listen', backlog: 8 },
        { id: 'accept', when: { after: 'listen' }, socket: 'listener', op: 'accept', as: 'conn' },
        { id: 'read', when: { after: 'accept' }, socket: 'conn', op: 'drain' },
        { id: 'accept2', when: { after: 'accept' }, socket: 'listener', op: 'accept', as: 'conn2' },
        { when: { after: 'accept2' }, socket: 'conn2', op: 'drain' },
      ],
    },
    faults: [],
    injections: [],
    reboots: [],
    ...parts,
  }
  return new Trace(simulate(scenario))
}

const visit = (socket: string, atUs: number, fastOpenCookie?: number): AppStep => ({
  when: { atUs },
  socket,
  op: 'connect',
  fastOpenBytes: 100,
  ...(fastOpenCookie !== undefined && { fastOpenCookie }),
})

/** When the server's application got text, and how much. */
function received(trace: Trace): [number, number][] {
  return factsOfKind(trace, 'data-delivered')
    .filter(({ side }) => side === 'S')
    .map(({ tUs, text }) => [tUs / 1000, text.length])
}

const cookieOn = (trace: Trace, id: number) => trace.segment(id).options?.fastOpen?.cookie

describe('Fast Open', () => {
  it('asks for a cookie at the first visit and sends its text when the connection stands', () => {
    const trace = visits([visit('sock', 0)])

    expect(cookieOn(trace, 0)).toBeNull()
    expect(trace.segment(0).text).toBeNull()
    expect(cookieOn(trace, 1)).toEqual(expect.any(Number))
    expect(received(trace)).toEqual([[150, 100]])
  })

  it('delivers the text on the SYN at the second visit', () => {
    const trace = visits([visit('sock', 0), visit('sock2', 1_000_000)])

    expect(received(trace)).toEqual([
      [150, 100],
      [1050, 100],
    ])
  })

  it('answers a bad cookie with a good one, and the text goes again', () => {
    const trace = visits([visit('sock', 0, 1)])
    const [syn, synAck, again] = [0, 1, 2].map((id) => trace.segment(id))

    expect(synAck).toMatchObject({ ack: (syn?.seq ?? 0) + 1 })
    expect(cookieOn(trace, 1)).toEqual(expect.any(Number))
    expect(again).toMatchObject({ seq: (syn?.seq ?? 0) + 1, text: syn?.text, retransmission: 0 })
    expect(received(trace)).toEqual([[150, 100]])
  })

  it('keeps the text for the ordinary retransmission of the SYN', () => {
    const trace = visits([visit('sock', 0), visit('sock2', 1_000_000)], {
      faults: [{ match: { from: 'C', kind: 'SYN', nth: 2 }, do: 'drop' }],
    })

    expect(received(trace).at(-1)).toEqual([2050, 100])
  })

  it('tells the server’s process of a RST before the handshake is done', () => {
    const reset: Injection = {
      when: { atUs: 1_060_000 },
      segment: { to: 'S', flags: ['RST'], seq: 'C.nxt' },
    }
    const trace = visits([visit('sock', 0), visit('sock2', 1_000_000)], { injections: [reset] })

    expect(trace.calls.find(({ socket, errno }) => socket === 'conn2' && errno !== null)).toMatchObject({
      call: 'recv',
      errno: 'ECONNRESET',
    })
  })
})
