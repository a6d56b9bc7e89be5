import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Simulation, simulate } from '../engine/sim/run.ts'
import type { Scenario } from '../engine/sim/scenario.ts'
import { canonicalBytes } from '../engine/trace/codec.ts'
import type { Message } from './protocol.ts'
import { serve } from './serve.ts'
import { ENGINE_VERSION } from './version.ts'

const PATH = { delayUs: 50_000, jitterUs: 0, lossPpm: 0, duplicatePpm: 0, reorderPpm: 0 }

/** Sends so many bytes from C to S, some of them in vain. */
const sending = (bytes: number, lossPpm = 20_000): Scenario => ({
  version: 1,
  profile: 'rfc9293',
  settings: {},
  seed: 3,
  hosts: { C: { address: '192.0.2.10', port: 49_152 }, S: { address: '198.51.100.20', port: 443 } },
  network: { CtoS: { ...PATH, lossPpm }, StoC: PATH },
  apps: {
    C: [
      { id: 'c1', when: { atUs: 0 }, socket: 'c', op: 'connect' },
      { when: { after: 'c1' }, socket: 'c', op: 'send', bytes },
    ],
    S: [
      { when: { atUs: 0 }, socket: 'l', op: 'listen', backlog: 5 },
      { id: 's2', when: { atUs: 0 }, socket: 'l', op: 'accept', as: 's' },
      { when: { after: 's2' }, socket: 's', op: 'drain' },
    ],
  },
  faults: [],
  injections: [],
  reboots: [],
})

/** About three seconds of work. */
const LONG = sending(60_000_000, 0)

/** The far end of the protocol, and a way to wait for a message of it. */
function start() {
  const heard: Message[] = []
  let wake = () => undefined as void
  const send = serve((message) => {
    heard.push(message)
    wake()
  })
  const until = async <K extends Message['kind']>(kind: K): Promise<Extract<Message, { kind: K }>> => {
    for (;;) {
      const found = heard.find((message) => message.kind === kind)
      if (found !== undefined) return found as Extract<Message, { kind: K }>
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  return { heard, send, until }
}

describe('the engine behind the protocol', () => {
  it('says first which version it is', () => {
    expect(start().heard).toEqual([{ kind: 'ready', version: ENGINE_VERSION }])
  })

  it('answers a run with the trace that the engine computes', async () => {
    const { send, until } = start()
    send({ kind: 'run', id: 7, scenario: sending(10_000) })
    const { id, answer } = await until('ran')
    expect(id).toBe(7)
    const trace = answer.ok ? canonicalBytes(answer.trace) : null
    expect(trace).toEqual(canonicalBytes(simulate(sending(10_000))))
  })

  it('gives signs of life in a long run and ends it when nobody wants it', async () => {
    const { send, until, heard } = start()
    send({ kind: 'run', id: 1, scenario: LONG })
    await until('alive')
    send({ kind: 'cancel', id: 1 })
    expect((await until('ran')).answer).toEqual({ ok: false, reason: 'cancelled' })
    expect(heard.filter((message) => message.kind === 'ran')).toHaveLength(1)
  })

  it('reads a link while a run is at work', async () => {
    const { send, until, heard } = start()
    send({ kind: 'run', id: 1, scenario: LONG })
    send({ kind: 'read-link', id: 2, hash: '#2.abc' })
    expect(await until('link-read')).toMatchObject({ id: 2, link: { error: { code: 'newer-version' } } })
    expect(heard.some((message) => message.kind === 'ran')).toBe(false)
    send({ kind: 'cancel', id: 1 })
    await until('ran')
  })
})

it('a run in portions, whichever, gives the same bytes (D5)', () => {
  const whole = canonicalBytes(simulate(sending(20_000)))
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (portions) => {
      const simulation = new Simulation(sending(20_000))
      for (let i = 0; !simulation.advance(portions[i % portions.length] ?? 1); i++);
      expect(canonicalBytes(simulation.finish())).toEqual(whole)
    }),
    { numRuns: 20 },
  )
})
