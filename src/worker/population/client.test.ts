import { expect, test, vi } from 'vitest'
import { PLAIN_POPULATION } from '../../engine/sim/population/spec.ts'
import { createPopulationClient } from './client.ts'
import type { PopulationMessage, PopulationRequest, PopulationUpdate } from './protocol.ts'
import { servePopulations } from './serve.ts'

vi.setConfig({ testTimeout: 60_000 })

const SPEC = { ...PLAIN_POPULATION, connections: 2_000 }

/** The worker's end without a worker; `heard` is what the page said to it. */
function start() {
  const heard: PopulationRequest[] = []
  const client = createPopulationClient(async (message) => {
    const receive = servePopulations(message)
    return {
      post(request) {
        heard.push(request)
        receive(request)
      },
      end() {},
    }
  })
  const updates: PopulationUpdate[] = []
  const told = vi.fn<(what: unknown) => void>()
  const listener = {
    update: (update: PopulationUpdate) => updates.push(update),
    refused: told,
    failed: told,
  }
  const over = () => vi.waitFor(() => expect(updates.at(-1)?.end).toBe('finished'), { timeout: 50_000 })
  return { client, updates, told, listener, over, heard }
}

test('a run arrives in portions, with all its samples', async () => {
  const { client, updates, listener, over } = start()
  client.run(SPEC, listener)
  await over()
  const { samples } = updates.at(-1)!
  expect(samples.value(samples.count - 1, 'tried')).toBe(2_000)
})

test('what is too large is refused, and may be asked before', async () => {
  const { client, told, listener } = start()
  const large = { ...SPEC, connections: 6_000_000 }
  expect((await client.estimate(large)).refusal?.what).toBe('connections')
  expect((await client.estimate(SPEC)).refusal).toBeNull()
  client.run(large, listener)
  await vi.waitFor(() => expect(told).toHaveBeenCalledWith(expect.objectContaining({ what: 'connections' })))
})

test('a paused run goes on from where it was', async () => {
  const { client, updates, listener, over } = start()
  client.run({ ...SPEC, connections: 30_000 }, listener)
  await vi.waitFor(() => expect(updates.length).toBeGreaterThan(0))
  client.pause()
  await new Promise((resolve) => setTimeout(resolve, 150))
  const paused = updates.length
  await new Promise((resolve) => setTimeout(resolve, 250))
  expect(updates.length).toBe(paused)
  client.resume()
  await over()
  expect(updates.at(-1)!.counters.tried).toBe(30_000)
})

test('a cancelled run keeps what it has, and can be asked about it', async () => {
  const { client, updates, listener } = start()
  client.run({ ...SPEC, connections: 500_000 }, listener)
  await vi.waitFor(() => expect(updates.at(-1)?.progress.tUs).toBeGreaterThan(1_000_000), { timeout: 20_000 })
  client.cancel()
  await vi.waitFor(() => expect(updates.at(-1)?.end).toBe('cancelled'))
  const [last] = await client.connectionsAt(500_000, 1, null)
  expect(last?.startUs).toBe(500_000)
  expect((await client.scenario(last!.conn))?.hosts.C.port).toBe(last?.port)
})

test('an answer to an older question is not taken for the newer one', async () => {
  const { client, listener, over } = start()
  client.run(SPEC, listener)
  await over()
  const old = vi.fn<(rows: unknown) => void>()
  void client.connectionsAt(1_500_000, 1, null).then(old)
  const [row] = await client.connectionsAt(200_000, 1, null)
  expect(row?.startUs).toBe(200_000)
  expect(old).not.toHaveBeenCalled()
})

test('a worker that breaks is told of once, and the next run has another', async () => {
  const ways: { message: (message: PopulationMessage) => void; broke: () => void }[] = []
  const client = createPopulationClient(async (message, broke) => {
    ways.push({ message, broke })
    return { post() {}, end() {} }
  })
  const failed = vi.fn<(message: string) => void>()
  const listener = { update() {}, refused() {}, failed }
  client.run(SPEC, listener)
  await vi.waitFor(() => expect(ways).toHaveLength(1))
  ways[0]!.message({ kind: 'crashed', id: 1, message: 'a broken invariant' })
  ways[0]!.broke()
  expect(failed.mock.calls).toEqual([['a broken invariant']])
  client.run(SPEC, listener)
  await vi.waitFor(() => expect(ways).toHaveLength(2))
})
