import { describe, expect, it } from 'vitest'
import { plain, share, time } from './quantities.ts'

const DELAY = time({ min: 0, max: 600_000_000 }, 'ms')
const MSL = time({ min: 1_000, max: 600_000_000 }, 's')
const LOSS = share({ min: 0, max: 1_000_000 })

describe('a typed value', () => {
  it('is in the unit of the knob where it names none', () => {
    expect(DELAY.parse('124')).toBe(124_000)
    expect(MSL.parse('30')).toBe(30_000_000)
    expect(LOSS.parse('2.5')).toBe(25_000)
  })

  it('may name a unit, with spaces and a comma', () => {
    expect(DELAY.parse('1 332 ms')).toBe(1_332_000)
    expect(DELAY.parse('0,25 s')).toBe(250_000)
    expect(MSL.parse('2 min')).toBe(120_000_000)
    expect(LOSS.parse('5 %')).toBe(50_000)
  })

  it('is refused outside its limits, with a strange unit or without a number', () => {
    for (const text of ['', 'x', '-5', '11 min', '5 parsec', '1e3', 'constructor', '5 constructor']) {
      expect(DELAY.parse(text), text).toBeNull()
    }
    expect(LOSS.parse('101')).toBeNull()
    expect(plain({ min: 0, max: 10 }).parse('3 s')).toBeNull()
  })

  it('reads back what is shown', () => {
    for (const us of [0, 1_000, 50_000, 1_500_000, 30_000_000, 240_000_000]) {
      expect(DELAY.parse(DELAY.format(us))).toBe(us)
    }
  })
})
