import { describe, expect, test } from 'vitest'
import { Population } from '../../../engine/sim/population/population.ts'
import type { Samples } from '../../../engine/sim/population/samples.ts'
import { type Side, STATES } from '../../../engine/tcp/state.ts'
import {
  type ParameterId,
  setupOf,
  specOf,
  turn,
  type Values,
} from '../../../scenario/population/parameters.ts'
import { markersOf } from '../markers.ts'
import { ceilingOf } from './ceiling.ts'
import { layoutOf } from './layout.ts'
import { rowAt, stackOf } from './stack.ts'

const S = 1_000_000
const SIZE = { width: 1_080, height: 370 }

function ran(preset: Parameters<typeof setupOf>[0], changes: Partial<Values>): Population {
  const setup = Object.entries(changes).reduce(
    (turned, [id, value]) => turn(turned, id as ParameterId, value),
    setupOf(preset),
  )
  const population = new Population(specOf(setup))
  while (!population.advance(100_000));
  return population
}

const ports = ran('port-exhaustion', {
  rate: 100,
  life: S,
  wait: 10 * S,
  ports: 500,
  arrive: 40 * S,
  run: 40 * S,
})
const leak = ran('close-wait-leak', { rate: 50, descriptors: 64, arrive: 30 * S, run: 30 * S })

const total = (samples: Samples, row: number, side: Side) =>
  STATES.reduce((sum, state) => sum + samples.sockets(row, side, state), 0)

const WHOLE = [0, 40] as const

function layout(
  population: Population,
  side: Side,
  size = SIZE,
  knownUs = 40 * S,
  shown: readonly [number, number] = WHOLE,
) {
  const { samples, spec } = population
  const stack = stackOf(samples, side, size.width, shown)
  const ceiling = ceilingOf(spec, side)?.value ?? null
  return {
    stack,
    ...layoutOf({ size, stack, samples, shown, knownUs, ceiling, line: null, zoom: 1 }),
  }
}

describe('the stack', () => {
  test('is as high as there are sockets, each layer on the one below', () => {
    const { samples } = ports
    const { rows, layers } = stackOf(samples, 'C', 1_000, WHOLE)
    for (const [at, row] of rows.entries()) {
      const edges = layers.map((layer) => layer.edges[at]!)
      expect(edges[0]![0]).toBe(0)
      expect(edges.at(-1)![1]).toBe(total(samples, row, 'C'))
      for (let up = 1; up < edges.length; up++) expect(edges[up]![0]).toBe(edges[up - 1]![1])
    }
  })

  test('has the states that there were, in their order, and no others', () => {
    const states = stackOf(ports.samples, 'C', 1_000, WHOLE).layers.map(({ state }) => state)
    expect(states).toEqual(STATES.filter((state) => states.includes(state)))
    expect(states).toContain('TIME-WAIT')
    expect(states).not.toContain('CLOSE-WAIT')
  })

  test('draws no more rows than there are columns, the last among them', () => {
    const { rows } = stackOf(ports.samples, 'C', 40, WHOLE)
    expect(rows.length).toBeLessThanOrEqual(41)
    expect(rows.at(-1)).toBe(ports.samples.count - 1)
  })

  test('finds the row nearest to a time', () => {
    const { samples } = ports
    expect(samples.timeUs(rowAt(samples, 10.1 * S))).toBe(10 * S)
    expect(samples.timeUs(rowAt(samples, 10.15 * S))).toBe(10.25 * S)
    expect(rowAt(samples, -1)).toBe(0)
    expect(rowAt(samples, 1e12)).toBe(samples.count - 1)
  })
})

describe('the layout', () => {
  test('keeps everything inside the plot', () => {
    const { plot, areas, xs } = layout(ports, 'C')
    const ys = areas.flatMap(({ lower, upper }) => [...lower, ...upper])
    expect(Math.min(...ys)).toBeGreaterThanOrEqual(plot.top)
    expect(Math.max(...ys)).toBeLessThanOrEqual(plot.bottom)
    expect(Math.min(...xs)).toBe(plot.left)
    expect(Math.max(...xs)).toBe(plot.right)
  })

  test('draws a ceiling that is in reach, and leaves out one that is not', () => {
    expect(layout(ports, 'C').ceiling).toBe(500)
    expect(layout(leak, 'C').ceiling).toBeNull()
    expect(layout(leak, 'S').ceiling).toBe(64)
  })

  test('names lie inside the plot and not on each other, each with what there is of its state', () => {
    const { labels, plot } = layout(leak, 'C', { width: 900, height: 240 })
    expect(labels.length).toBeGreaterThan(1)
    for (const { y } of labels) {
      expect(y).toBeGreaterThan(plot.top)
      expect(y).toBeLessThan(plot.bottom)
    }
    const gaps = labels.slice(1).map(({ y }, at) => labels[at]!.y - y)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(33.9)
    const { samples } = leak
    for (const { state, value } of labels) expect(value).toBe(samples.sockets(samples.count - 1, 'C', state))
  })

  test('a part of the run fills the chart, with the ends of what lies outside', () => {
    const { xs, plot, stack, xTicks } = layout(ports, 'C', SIZE, 40 * S, [10, 20])
    expect(xs[1]).toBe(plot.left)
    expect(xs.at(-2)).toBe(plot.right)
    expect(stack.rows).toHaveLength(43)
    expect(xTicks[0]?.value).toBe(10)
  })

  test('a layer that is gone keeps its name, with nothing left', () => {
    const over = ran('server-closes-first', { rate: 50, life: S, wait: S, arrive: 5 * S, run: 20 * S })
    const { labels } = layout(over, 'C')
    expect(labels.find(({ state }) => state === 'ESTABLISHED')?.value).toBe(0)
  })

  test('has no names beside a chart of a phone', () => {
    expect(layout(ports, 'C', { width: 360, height: 240 }).labels).toEqual([])
  })

  test('marks from where on nothing has been computed', () => {
    const { openFrom, x } = layout(ports, 'C', SIZE, 30 * S)
    expect(openFrom).toBe(x(30))
    expect(layout(ports, 'C').openFrom).toBeNull()
  })
})

describe('markers', () => {
  test('say when ports ran out, with the errno', () => {
    const [first] = markersOf(ports.spec, ports.samples, Object.keys(ports.counters.errors))
    expect(first).toMatchObject({ kind: 'ports-out', side: 'C', code: 'connect() EADDRNOTAVAIL' })
    // 500 ports at 100 a second.
    expect(first!.tUs).toBe(5 * S)
  })

  test('say when the descriptors are gone', () => {
    const markers = markersOf(leak.spec, leak.samples, Object.keys(leak.counters.errors))
    expect(markers.map(({ kind }) => kind)).toContain('descriptors-out')
    const times = markers.map(({ tUs }) => tUs)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })

  test('of a run in which nothing happens are none', () => {
    const quiet = ran('server-closes-first', { rate: 10, arrive: 5 * S, run: 10 * S })
    expect(markersOf(quiet.spec, quiet.samples, [])).toEqual([])
  })
})
