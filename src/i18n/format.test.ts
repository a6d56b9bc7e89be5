import { expect, it } from 'vitest'
import { count, duration, milliseconds, ms, percent, seconds } from './format.ts'

it('writes times as the design does', () => {
  expect(ms(1_332_000)).toBe('1\u2009332 ms')
  expect(milliseconds(100_250)).toBe('100.25')
  expect(seconds(61_350_000, 2)).toBe('61.35 s')
  expect(duration(50_000)).toBe('50 ms')
  expect(duration(1_000_000)).toBe('1.0 s')
  expect(duration(30_000_000)).toBe('30 s')
  expect(duration(240_000_000)).toBe('4 min')
  expect(duration(7_200_000_000)).toBe('2 h')
})

it('rounds a length before it chooses the unit', () => {
  expect(duration(119_940_000)).toBe('119.9 s')
  expect(duration(119_960_000)).toBe('2 min')
  expect(duration(7_196_900_000)).toBe('119.9 min')
  expect(duration(7_199_900_000)).toBe('2 h')
})

it('writes counts and shares', () => {
  expect(count(28232)).toBe('28,232')
  expect(count(1_000_000)).toBe('1,000,000')
  expect(percent(25_000)).toBe('2.5 %')
})
