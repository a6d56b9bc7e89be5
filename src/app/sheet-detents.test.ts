import { expect, it } from 'vitest'
import { nearestDetent, offsetOf } from './sheet-detents.ts'

const HEIGHT = 688

it('shows half of a phone of 844 px as the design draws it', () => {
  expect(HEIGHT - offsetOf('half', HEIGHT)).toBe(296)
})

it('comes to rest where it is let go of, or where it was thrown', () => {
  const half = offsetOf('half', HEIGHT)
  expect(nearestDetent(half + 30, 0, HEIGHT)).toBe('half')
  expect(nearestDetent(half + 30, 1500, HEIGHT)).toBe('peek')
  expect(nearestDetent(half - 30, -2500, HEIGHT)).toBe('full')
})
