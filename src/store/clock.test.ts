import { describe, expect, it } from 'vitest'
import { advance, nextSpeed } from './clock.ts'

describe('advance', () => {
  it('follows wall time at the chosen speed', () => {
    expect(advance(10_000, 100_000, 0.1, [])).toBe(20_000)
  })

  it('crosses a quiet minute in 900 ms of wall time', () => {
    const band = [{ fromUs: 400_000, toUs: 60_400_000 }]
    expect(advance(400_000, 450_000, 0.1, band)).toBeCloseTo(30_400_000, 3)
    expect(advance(400_000, 900_000, 0.1, band)).toBe(60_400_000)
  })

  it('goes at its own speed before and after a band within one frame', () => {
    const band = [{ fromUs: 1_000, toUs: 901_000 }]
    // 10 ms of wall to the band at 0.1, 900 ms in it, 90 ms behind it.
    expect(advance(0, 1_000_000, 0.1, band)).toBe(901_000 + 9_000)
  })

  it('starts inside a band with what is left of it', () => {
    const band = [{ fromUs: 0, toUs: 1_800_000 }]
    expect(advance(900_000, 450_000, 1, band)).toBe(1_800_000)
  })

  it('comes to the same moment in one frame or in many', () => {
    const bands = [
      { fromUs: 30_000, toUs: 5_000_000 },
      { fromUs: 5_020_000, toUs: 65_000_000 },
    ]
    let at = 0
    for (let frame = 0; frame < 300; frame++) at = advance(at, 10_000, 0.1, bands)
    expect(at).toBeCloseTo(advance(0, 3_000_000, 0.1, bands), 3)
  })
})

describe('nextSpeed', () => {
  it('stays at the ends of the menu', () => {
    expect(nextSpeed(0.1, 1)).toBe(0.25)
    expect(nextSpeed(0.1, -1)).toBe(0.05)
    expect(nextSpeed(1, 1)).toBe(1)
    expect(nextSpeed(0.02, -1)).toBe(0.02)
  })
})
