import { expect, test, vi } from 'vitest'
import { Samples } from '../../engine/sim/population/samples.ts'
import { PLAIN_POPULATION, type PopulationSpec } from '../../engine/sim/population/spec.ts'
import { simulate } from '../../engine/sim/run.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { checkScenario } from '../../scenario/schema.ts'
import type { PopulationMessage } from './protocol.ts'
import { servePopulations } from './serve.ts'

// Other things that the machine does may make a run slow.
vi.setConfig({ testTimeout: 60_000 })

const SPEC: PopulationSpec = { ...PLAIN_POPULATION, connections: 3_000 }

/** The worker's end, and a way to wait for a message of it. */
function start() {
  const heard: PopulationMessage[] = []
  const receive = servePopulations((message) => heard.push(message))
  const until = <K extends PopulationMessage['kind']>(
    kind: K,
    fits: (message: Extract<PopulationMessage, { kind: K }>) => boolean = () => true,
  ) =>
    vi.waitFor(
      () => {
        const found = heard.find(
          (message): message is Extract<PopulationMessage, { kind: K }> =>
            message.kind === kind && fits(message as Extract<PopulationMessage, { kind: K }>),
        )
        if (found === undefined) throw new Error(`no ${kind} yet`)
        return found
      },
      { timeout: 50_000, interval: 10 },
    )
  return { heard, receive, until }
}

test('tells how it goes, and the rows of all messages are the whole run', async () => {
  const { heard, receive, until } = start()
  receive({ kind: 'run', id: 1, spec: SPEC })
  const last = await until('progress', ({ end }) => end !== null)
  expect(last.end).toBe('finished')
  const samples = new Samples()
  for (const message of heard) if (message.kind === 'progress') samples.append(message.rows)
  expect(samples.value(samples.count - 1, 'tried')).toBe(3_000)
})

test('pauses, goes on, and answers meanwhile', async () => {
  const { heard, receive, until } = start()
  receive({ kind: 'run', id: 1, spec: { ...SPEC, connections: 100_000 } })
  await until('progress')
  receive({ kind: 'pause', id: 1 })
  await new Promise((resolve) => setTimeout(resolve, 50))
  const before = heard.length
  receive({ kind: 'connections-at', id: 1, tUs: 20_000, most: 3, where: null })
  const { connections } = await until('connections-at')
  expect(connections.map(({ conn }) => conn)).toEqual([20, 19, 18])
  expect(heard.length).toBe(before + 1)
  receive({ kind: 'resume', id: 1 })
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(before + 1), { timeout: 20_000 })
  receive({ kind: 'cancel', id: 1 })
  const last = await until('progress', ({ end }) => end === 'cancelled')
  expect(last.counters.tried).toBeLessThan(100_000)
})

test('finds connections by the state that they were in', async () => {
  const { receive, until } = start()
  receive({ kind: 'run', id: 1, spec: { ...SPEC, lifetimeUs: 200_000 } })
  await until('progress', ({ end }) => end !== null)
  const where = { side: 'C', state: 'TIME-WAIT' } as const
  receive({ kind: 'connections-at', id: 1, tUs: 1_500_000, most: 5, where })
  const { connections } = await until('connections-at')
  expect(connections).toHaveLength(5)
  for (const { states, startUs } of connections) {
    expect(states).toEqual({ C: 'TIME-WAIT', S: 'CLOSED' })
    expect(startUs).toBeLessThan(1_300_000)
  }
})

test('finds no others, however many are asked for', async () => {
  const { receive, until } = start()
  receive({ kind: 'run', id: 1, spec: SPEC })
  await until('progress', ({ end }) => end !== null)
  receive({
    kind: 'connections-at',
    id: 1,
    tUs: 1_500_000,
    most: 60,
    where: { side: 'C', state: 'SYN-SENT' },
  })
  const { connections } = await until('connections-at')
  // A connection a millisecond, for a round trip of 20 ms.
  expect(connections.length).toBeGreaterThan(15)
  expect(connections.length).toBeLessThanOrEqual(20)
  expect(new Set(connections.map(({ states }) => states.C))).toEqual(new Set(['SYN-SENT']))
})

test('a new question ends the search for the one before', async () => {
  const { heard, receive, until } = start()
  receive({ kind: 'run', id: 1, spec: SPEC })
  await until('progress', ({ end }) => end !== null)
  const nowhere = { side: 'S', state: 'CLOSING' } as const
  receive({ kind: 'connections-at', id: 1, tUs: 2_900_000, most: 3, where: nowhere })
  receive({ kind: 'connections-at', id: 1, tUs: 1_000_000, most: 3, where: null })
  receive({ kind: 'connections-at', id: 1, tUs: 2_900_001, most: 3, where: nowhere })
  await until('connections-at', ({ tUs }) => tUs === 2_900_001)
  // The first search would have been over before the last one.
  const answered = heard.flatMap((message) => (message.kind === 'connections-at' ? [message.tUs] : []))
  expect(answered).not.toContain(2_900_000)
})

test('a new run ends the one before', async () => {
  const { receive, until } = start()
  receive({ kind: 'run', id: 1, spec: { ...SPEC, connections: 100_000 } })
  receive({ kind: 'run', id: 2, spec: SPEC })
  const first = await until('progress', ({ id, end }) => id === 1 && end !== null)
  const second = await until('progress', ({ id, end }) => id === 2 && end !== null)
  expect([first.end, second.end]).toEqual(['cancelled', 'finished'])
})

test('any connection comes out as a scenario that runs', async () => {
  const { receive, until } = start()
  receive({ kind: 'run', id: 1, spec: SPEC })
  await until('progress', ({ end }) => end !== null)
  receive({ kind: 'scenario', id: 1, conn: 1_234 })
  const { scenario } = await until('scenario')
  expect(new Trace(simulate(scenario!)).segmentCount).toBe(7)
  // The studio takes it as it takes any other.
  expect(checkScenario(scenario)).toMatchObject({ ok: true })
})

test('says what a run would take before it is begun', async () => {
  const { heard, receive, until } = start()
  receive({ kind: 'estimate', id: 1, spec: SPEC })
  const { estimate, refusal } = await until('estimated')
  expect(refusal).toBeNull()
  receive({ kind: 'run', id: 2, spec: SPEC })
  const { counters } = await until('progress', ({ end }) => end !== null)
  expect(estimate.events / counters.events).toBeGreaterThan(0.7)
  expect(estimate.events / counters.events).toBeLessThan(1.5)
  expect(heard[0]?.kind).toBe('estimated')
})

test('what is too large is refused before it begins', async () => {
  const { receive, until } = start()
  receive({ kind: 'run', id: 1, spec: { ...SPEC, connections: 6_000_000 } })
  const { refusal } = await until('refused')
  expect(refusal).toMatchObject({ what: 'connections', given: 6_000_000, most: 5_000_000 })
})
