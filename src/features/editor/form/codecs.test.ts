import { expect, it } from 'vitest'
import { EXPRESSION, integerOrText, listOf, NTH, orNone, quantity } from './codecs.ts'

const time = quantity({ unit: 'us' })

it('reads back what it writes, to the microsecond', () => {
  for (const us of [0, 1, 250, 50_000, 1_000_500, 240_000_000]) expect(time.read(time.write(us))).toBe(us)
  for (const nth of [1, [1, 3], { from: 3 }, 'all']) expect(NTH.read(NTH.write(nth))).toEqual(nth)
  const ports = listOf(integerOrText)
  expect(ports.read(ports.write([1, 65_535]))).toEqual([1, 65_535])
  expect(EXPRESSION.read('C.nxt+1')).toBe('C.nxt+1')
  expect(EXPRESSION.read('12')).toBe(12)
})

it('keeps what it cannot read, and leaves out what is not typed', () => {
  expect(time.read('soon')).toBe('soon')
  expect(time.write('soon')).toBe('soon')
  expect(time.read(' ')).toBeUndefined()
})

it('writes nothing as a dash', () => {
  const retries = orNone(quantity({ unit: '' }))
  expect(retries.write(null)).toBe('\u2013')
  expect(retries.read('-')).toBeNull()
  expect(retries.read('6')).toBe(6)
})
