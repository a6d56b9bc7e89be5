import { expect, test, vi } from 'vitest'
import { Population } from '../../engine/sim/population/population.ts'
import type { PresetId } from '../../engine/sim/population/presets.ts'
import { compare, deviationOf } from './comparison.ts'
import { type ParameterId, setupOf, specOf, turn, type Values } from './parameters.ts'

const S = 1_000_000

// A preset is tens of thousands of connections; neighbours on the machine may make that slow.
vi.setConfig({ testTimeout: 240_000 })

function figures(preset: PresetId, changes: Partial<Values> = {}) {
  const setup = Object.entries(changes).reduce(
    (turned, [id, value]) => turn(turned, id as ParameterId, value),
    setupOf(preset),
  )
  const population = new Population(specOf(setup))
  while (!population.advance(100_000));
  const rows = compare(population.spec, population.samples)
  return Object.fromEntries(rows.map((row) => [row.figure, { ...row, deviation: deviationOf(row) }]))
}

test('the ceiling of the first preset is ports / holding time, within 1 %', () => {
  const { ceiling, exhausted, timeWait } = figures('port-exhaustion')
  expect(ceiling?.theory).toBeCloseTo(28_232 / 63.06, 1)
  expect(Math.abs(ceiling!.deviation!)).toBeLessThan(0.01)
  expect(Math.abs(exhausted!.deviation!)).toBeLessThan(0.01)
  expect(timeWait!.run).toBeGreaterThan(20_000)
})

test("Little's law holds for what is open and for what waits, within 1 %", () => {
  const { open, timeWait, ceiling } = figures('server-closes-first', {
    rate: 100,
    wait: 5 * S,
    arrive: 30 * S,
    run: 40 * S,
  })
  expect(Math.abs(open!.deviation!)).toBeLessThan(0.01)
  expect(Math.abs(timeWait!.deviation!)).toBeLessThan(0.01)
  expect(ceiling).toBeUndefined()
})

test('a backlog without cookies is full at once, and stays so', () => {
  const { synQueue, synQueueFull } = figures('syn-flood', { arrive: 40 * S, run: 40 * S })
  expect(Math.abs(synQueue!.deviation!)).toBeLessThan(0.02)
  expect(Math.abs(synQueueFull!.deviation!)).toBeLessThan(0.02)
})

test('a slow accept() sets the pace', () => {
  const { accepted } = figures('accept-queue-overflow', { arrive: 20 * S, run: 20 * S })
  expect(Math.abs(accepted!.deviation!)).toBeLessThan(0.02)
})

test('a leak ends in EMFILE when the descriptors are used up', () => {
  const { descriptors } = figures('close-wait-leak', { descriptors: 200 })
  // 200 descriptors, 20 leaks a second, at random times.
  expect(descriptors!.theory).toBe(10 * S)
  expect(Math.abs(descriptors!.deviation!)).toBeLessThan(0.15)
})

test('a server that closed first can listen after TIME-WAIT, or at once with SO_REUSEADDR', () => {
  const short = { wait: 5 * S, restart: 10 * S, arrive: 30 * S, run: 30 * S }
  expect(Math.abs(figures('restart-addrinuse', short).restart!.deviation!)).toBeLessThan(0.1)
  const again = figures('restart-addrinuse', { ...short, reuseAddr: 1 }).restart!
  expect(again.theory).toBe(10 * S)
  expect(Math.abs(again.deviation!)).toBeLessThan(0.1)
})
