import { expect, test } from 'vitest'
import { KNOBS } from './knob-list.ts'
import { decades, trackOf } from './track.ts'

test('every stop is one step, and what is between can be set', () => {
  const { positionOf, valueAt, last } = trackOf([0, 10, 100, 1_000])
  expect([0, 10, 100, 1_000].map(positionOf)).toEqual([0, 1, 2, 3])
  expect(last).toBe(3)
  for (const value of [0, 7, 55, 777, 5_000]) expect(valueAt(positionOf(value))).toBe(value)
})

test('decades begin and end where they are told to', () => {
  expect(decades(1, 100)).toEqual([1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 40, 50, 60, 80, 100])
  expect(decades(250, 500)).toEqual([250, 300, 400, 500])
})

test.each(Object.entries(KNOBS))('the stops of %s ascend inside its limits', (_, knob) => {
  const { stops, quantity } = knob
  expect(stops).toEqual([...new Set(stops)].toSorted((a, b) => a - b))
  for (const stop of stops) expect(quantity.parse(quantity.format(stop))).toBe(stop)
})
