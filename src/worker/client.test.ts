import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEngineClient, type EngineClient } from './client.ts'
import type { Listener, OpenPort } from './ports.ts'
import type { EngineStatus, Message, Request } from './protocol.ts'
import { ENGINE_VERSION } from './version.ts'

/** An engine that does only what the test tells it. */
class FakeEngine {
  readonly requests: Request[] = []
  readonly listener: Listener
  ended = false

  constructor(listener: Listener) {
    this.listener = listener
  }

  say(message: Message): void {
    this.listener.message(message)
  }

  ready(version = ENGINE_VERSION): void {
    this.say({ kind: 'ready', version })
  }

  /** Answers a run by an error that names it. */
  answer(id: number): void {
    this.say({ kind: 'ran', id, answer: { ok: false, reason: 'crashed', message: `run ${id}` } })
  }

  get runs(): number[] {
    return this.requests.flatMap((request) => (request.kind === 'run' ? [request.id] : []))
  }
}

function setUp(refuse = false) {
  const workers: FakeEngine[] = []
  const inPage: FakeEngine[] = []
  const open =
    (list: FakeEngine[], refused: boolean): OpenPort =>
    (listener) => {
      if (refused) return Promise.reject(new Error('no worker here'))
      const engine = new FakeEngine(listener)
      list.push(engine)
      return Promise.resolve({
        post: (request) => engine.requests.push(request),
        end: () => {
          engine.ended = true
        },
      })
    }
  client = createEngineClient({ openWorker: open(workers, refuse), openInPage: open(inPage, false) })
  const statuses: EngineStatus[] = []
  client.onStatus((status) => statuses.push(status))
  return { client, workers, inPage, statuses }
}

let client: EngineClient | undefined
const settle = () => vi.advanceTimersByTimeAsync(0)

vi.useFakeTimers()
afterEach(() => client?.dispose())

describe('runs', () => {
  it('are handed over as soon as the engine is there', async () => {
    const { client, workers, statuses } = setUp()
    const answer = client.run('a')
    await settle()
    workers[0]!.ready()
    workers[0]!.answer(1)
    expect(await answer).toMatchObject({ message: 'run 1' })
    expect(statuses).toEqual(['starting', 'ready'])
  })

  it('that are overtaken answer stale and never reach the engine', async () => {
    const { client, workers } = setUp()
    await settle()
    workers[0]!.ready()
    const answers = [client.run('a'), client.run('b'), client.run('c')]
    expect(workers[0]!.requests).toContainEqual({ kind: 'cancel', id: 1 })
    workers[0]!.answer(1)
    workers[0]!.answer(3)
    expect(await Promise.all(answers)).toMatchObject([
      { reason: 'stale' },
      { reason: 'stale' },
      { message: 'run 3' },
    ])
    expect(workers[0]!.runs).toEqual([1, 3])
  })

  it('that were cancelled answer stale', async () => {
    const { client, workers } = setUp()
    await settle()
    workers[0]!.ready()
    const answer = client.run('a')
    client.cancel()
    expect(await answer).toMatchObject({ reason: 'stale' })
    expect(workers[0]!.requests.at(-1)).toEqual({ kind: 'cancel', id: 1 })
  })
})

describe('an engine that gives no sign of life', () => {
  it('for five seconds is replaced, and what it was at is not run again', async () => {
    const { client, workers, statuses } = setUp()
    await settle()
    workers[0]!.ready()
    const answer = client.run('a')
    await vi.advanceTimersByTimeAsync(4_900)
    expect(workers).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(200)
    expect(await answer).toMatchObject({ ok: false, reason: 'crashed' })
    expect(workers[0]!.ended).toBe(true)
    expect(statuses.at(-1)).toBe('restarted')
    workers[1]!.ready()
    expect(workers[1]!.runs).toEqual([])
    const next = client.run('b')
    workers[1]!.answer(2)
    expect(await next).toMatchObject({ message: 'run 2' })
    expect(statuses.at(-1)).toBe('ready')
  })

  it('is left alone while it says that it is at work, and while it has nothing to do', async () => {
    const { client, workers } = setUp()
    await settle()
    workers[0]!.ready()
    await vi.advanceTimersByTimeAsync(60_000)
    const answer = client.run('a')
    for (let i = 0; i < 40; i++) {
      await vi.advanceTimersByTimeAsync(250)
      workers[0]!.say({ kind: 'alive' })
    }
    workers[0]!.answer(1)
    expect(await answer).toMatchObject({ message: 'run 1' })
    expect(workers).toHaveLength(1)
  })

  it('twice in a row is a failure; the next run tries again', async () => {
    const { client, workers, statuses } = setUp()
    await settle()
    for (const generation of [0, 1]) {
      workers[generation]!.ready()
      void client.run('a')
      workers[generation]!.listener.broke()
      await settle()
    }
    expect(statuses.at(-1)).toBe('failed')
    const answer = client.run('b')
    await settle()
    workers[2]!.ready()
    workers[2]!.answer(3)
    expect(await answer).toMatchObject({ message: 'run 3' })
    expect(statuses.at(-1)).toBe('ready')
  })

  it('is not heard any more once it is replaced', async () => {
    const { client, workers, statuses } = setUp()
    await settle()
    workers[0]!.ready()
    workers[0]!.listener.broke()
    await settle()
    const answer = client.run('a')
    workers[0]!.answer(1)
    workers[0]!.listener.broke()
    workers[1]!.say({ kind: 'ran', id: 1, answer: { ok: false, reason: 'crashed', message: 'mine' } })
    expect(await answer).toMatchObject({ message: 'mine' })
    expect(statuses).not.toContain('failed')
  })
})

describe('where no worker can start', () => {
  it('the engine runs in the page and nothing that was asked is lost', async () => {
    const { client, inPage, statuses } = setUp(true)
    const answer = client.run('a')
    await settle()
    inPage[0]!.ready()
    inPage[0]!.answer(1)
    expect(await answer).toMatchObject({ message: 'run 1' })
    expect(statuses).toEqual(['starting', 'on-page'])
  })

  it('because it breaks before its first word, or never says one: the same', async () => {
    for (const fail of ['breaks', 'is silent']) {
      const { client, workers, inPage, statuses } = setUp()
      const answer = client.run('a')
      await settle()
      if (fail === 'breaks') workers[0]!.listener.broke()
      await vi.advanceTimersByTimeAsync(fail === 'breaks' ? 0 : 5_000)
      expect(workers[0]!.ended).toBe(true)
      inPage[0]!.ready()
      inPage[0]!.answer(1)
      expect(await answer).toMatchObject({ message: 'run 1' })
      expect(statuses.at(-1)).toBe('on-page')
    }
  })
})

it('an engine of another version is not spoken with', async () => {
  const { client, workers, statuses } = setUp()
  const answer = client.run('a')
  await settle()
  workers[0]!.ready('0.0')
  expect(await answer).toMatchObject({ reason: 'crashed' })
  expect(workers[0]!.ended).toBe(true)
  expect(statuses.at(-1)).toBe('failed')
})
