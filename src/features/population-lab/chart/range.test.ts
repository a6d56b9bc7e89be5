import fc from 'fast-check'
import { expect, test } from 'vitest'
import { including, MOST_ZOOM, zoomed } from './range.ts'

test('what is zoomed about keeps its place', () => {
  expect(zoomed(null, 180, 2, 90)).toEqual([45, 135])
  expect(zoomed([45, 135], 180, 2, 60)).toEqual([52.5, 97.5])
  expect(zoomed([45, 135], 180, 0.5, 90)).toBeNull()
})

test('a moment outside brings the range along, no further than it must', () => {
  expect(including([40, 60], 180, 50)).toEqual([40, 60])
  expect(including([40, 60], 180, 65)).toEqual([45, 65])
  expect(including([40, 60], 180, 10)).toEqual([10, 30])
  expect(including(null, 180, 10)).toBeNull()
})

test('a range never leaves the run, and is never shorter than it may be', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const steps = fc.array(fc.tuple(fc.constantFrom(2, 0.5, 1.3, 100), share, fc.option(share)), {
    maxLength: 20,
  })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3_600 }), steps, (endS, moves) => {
      let range: ReturnType<typeof zoomed> = null
      for (const [factor, about, moment] of moves) {
        range = zoomed(range, endS, factor, about * endS)
        if (moment !== null) range = including(range, endS, moment * endS)
        const [from, to] = range ?? [0, endS]
        expect(from).toBeGreaterThanOrEqual(0)
        expect(to).toBeLessThanOrEqual(endS + 1e-6)
        expect(to - from).toBeGreaterThanOrEqual(endS / MOST_ZOOM - 1e-6)
      }
    }),
  )
})
