import { expect, it } from 'vitest'
import { isAtRest, type Moving, pulled } from './spring.ts'

function after(seconds: number, frames: number): Moving {
  let moving: Moving = { at: 0, speed: 0 }
  for (let i = 0; i < frames; i++) moving = pulled(moving, 100, seconds / frames)
  return moving
}

it('comes to rest where it is pulled to, without going beyond', () => {
  let moving: Moving = { at: 0, speed: 0 }
  for (let frame = 0; frame < 60; frame++) {
    const next = pulled(moving, 100, 1 / 60)
    expect(next.at).toBeGreaterThan(moving.at)
    expect(next.at).toBeLessThanOrEqual(100)
    moving = next
  }
  expect(isAtRest(moving, 100)).toBe(true)
})

it('is at the same place however many frames were drawn', () => {
  expect(after(0.2, 1).at).toBeCloseTo(after(0.2, 24).at, 6)
})
