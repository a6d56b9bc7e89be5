import { afterEach, describe, expect, it } from 'vitest'
import { commands } from 'vitest/browser'
import type { Scenario } from '../engine/sim/scenario.ts'
import { canonicalBytes } from '../engine/trace/codec.ts'
import { setLink } from '../scenario/knobs.ts'
import { writeLink } from '../scenario/permalink.ts'
import { PLAIN_LINK } from '../test/plain-link.ts'
import { dropSegment } from '../scenario/segment-faults.ts'
import { createEngineClient, type EngineClient, type EngineOptions } from './client.ts'
import { openInPage, openWorker, type OpenPort } from './ports.ts'
import type { EngineStatus, RunAnswer } from './protocol.ts'
import { ENGINE_VERSION } from './version.ts'

const PATH = { delayUs: 50_000, jitterUs: 0, lossPpm: 0, duplicatePpm: 0, reorderPpm: 0 }

/** Opens, sends and closes, over a path of which every kind of luck is drawn. */
const SCENARIO: Scenario = {
  version: 1,
  profile: 'rfc9293',
  settings: {},
  seed: 11,
  hosts: { C: { address: '192.0.2.10', port: 49_152 }, S: { address: '198.51.100.20', port: 443 } },
  network: {
    CtoS: { ...PATH, jitterUs: 20_000, lossPpm: 100_000 },
    StoC: { ...PATH, duplicatePpm: 200_000, reorderPpm: 200_000 },
  },
  apps: {
    C: [
      { id: 'c1', when: { atUs: 0 }, socket: 'c', op: 'connect' },
      { id: 'c2', when: { after: 'c1' }, socket: 'c', op: 'send', bytes: 20_000 },
      { when: { after: 'c2' }, socket: 'c', op: 'close' },
    ],
    S: [
      { when: { atUs: 0 }, socket: 'l', op: 'listen', backlog: 5 },
      { id: 's2', when: { atUs: 0 }, socket: 'l', op: 'accept', as: 's' },
      { id: 's3', when: { after: 's2' }, socket: 's', op: 'drain' },
      { when: { after: 's3' }, socket: 's', op: 'close' },
    ],
  },
  faults: [],
  injections: [],
  reboots: [],
}

let client: EngineClient | undefined
afterEach(() => client?.dispose())

function start(options: EngineOptions = {}) {
  client?.dispose()
  client = createEngineClient(options)
  const statuses: EngineStatus[] = []
  client.onStatus((status) => statuses.push(status))
  return { client, statuses }
}

async function hashOf(answer: RunAnswer): Promise<string> {
  if (!answer.ok) return answer.reason
  const digest = await crypto.subtle.digest(
    'SHA-256',
    canonicalBytes(answer.trace) as Uint8Array<ArrayBuffer>,
  )
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

describe('the engine in its worker', () => {
  it('answers with the trace and the checked scenario', async () => {
    const { client, statuses } = start()
    const answer = await client.run(SCENARIO)
    expect(answer).toMatchObject({ ok: true, scenario: SCENARIO })
    expect(statuses).toEqual(['starting', 'ready'])
  })

  it('refuses what breaks a rule and goes on working', async () => {
    const { client } = start()
    expect(await client.run({ ...SCENARIO, seed: -1 })).toMatchObject({
      ok: false,
      reason: 'invalid',
      errors: [{ path: 'seed', code: 'out-of-range' }],
    })
    expect(await client.run(SCENARIO)).toMatchObject({ ok: true })
  })

  it('answers only the newest of many runs, as a knob that is being turned makes them', async () => {
    const { client } = start()
    await client.run(SCENARIO)
    const delays = Array.from({ length: 30 }, (_, index) => index * 1_000)
    const answers = await Promise.all(
      delays.map((delayUs) => client.run(setLink(SCENARIO, 'both', 'delayUs', delayUs))),
    )
    expect(answers.slice(0, -1).every((answer) => !answer.ok && answer.reason === 'stale')).toBe(true)
    expect(answers.at(-1)).toMatchObject({ ok: true, scenario: { network: { CtoS: { delayUs: 29_000 } } } })
  })

  it('reads links, good and bad', async () => {
    const { client } = start()
    const packed = writeLink({ ...PLAIN_LINK, scenario: SCENARIO, moment: { tUs: 3 } })
    expect(await client.readPacked(packed)).toMatchObject({
      ok: true,
      value: { scenario: SCENARIO, moment: { tUs: 3 } },
    })
    expect(await client.readPacked('#1.AAAA')).toEqual({ ok: false, error: { code: 'damaged' } })
  })
})

describe('the same bytes', () => {
  it('come from the worker, from the page and from Node (D1)', async () => {
    const scenarios = [SCENARIO, dropSegment(SCENARIO, { from: 'C', ordinal: 1, fault: -1 })]
    for (const scenario of [...scenarios, { ...SCENARIO, profile: 'linux' } as const]) {
      const inNode = await commands.traceHashInNode(scenario)
      expect(inNode).toMatch(/^[0-9a-f]{64}$/)
      expect(await hashOf(await start().client.run(scenario))).toBe(inNode)
      const inPage = start({ openWorker: openInPage })
      expect(await hashOf(await inPage.client.run(scenario))).toBe(inNode)
    }
  })
})

describe('a worker that dies', () => {
  /** The first engine is a worker that does what `script` says; later ones are real. */
  function firstBroken(script: string): OpenPort {
    let first = true
    return (listener) => {
      if (!first) return openWorker(listener)
      first = false
      const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
      const worker = new Worker(url)
      worker.onmessage = ({ data }) => listener.message(data)
      worker.onerror = (event) => {
        event.preventDefault()
        listener.broke()
      }
      return Promise.resolve({
        post: (request) => worker.postMessage(request),
        end: () => worker.terminate(),
      })
    }
  }
  const READY = `postMessage({ kind: 'ready', version: '${ENGINE_VERSION}' });`

  it('by an error is replaced with a notice; the next run works', async () => {
    const { client, statuses } = start({
      openWorker: firstBroken(`${READY} onmessage = () => { throw new Error('boom') }`),
    })
    expect(await client.run(SCENARIO)).toMatchObject({ ok: false, reason: 'crashed' })
    expect(statuses).toEqual(['starting', 'ready', 'restarted'])
    expect(await client.run(SCENARIO)).toMatchObject({ ok: true })
    expect(statuses.at(-1)).toBe('ready')
  })

  it('by an endless loop is ended and replaced', async () => {
    const { client, statuses } = start({
      openWorker: firstBroken(`${READY} onmessage = () => { for (;;); }`),
      silenceMs: 500,
    })
    expect(await client.run(SCENARIO)).toMatchObject({ ok: false, reason: 'crashed' })
    expect(statuses.at(-1)).toBe('restarted')
    expect(await client.run(SCENARIO)).toMatchObject({ ok: true })
  })
})

describe('where workers are refused', () => {
  const refusals: [string, OpenPort][] = [
    ['by an exception', () => Promise.reject(new DOMException('refused', 'SecurityError'))],
    [
      'by an error before the first message',
      (listener) => {
        setTimeout(() => listener.broke())
        return Promise.resolve({ post: () => undefined, end: () => undefined })
      },
    ],
  ]

  it.each(refusals)('%s the engine runs in the page', async (_how, refused) => {
    const { client, statuses } = start({ openWorker: refused })
    expect(await client.run(SCENARIO)).toMatchObject({ ok: true })
    expect(statuses).toEqual(['starting', 'on-page'])
  })
})
