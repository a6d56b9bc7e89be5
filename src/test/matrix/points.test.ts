import { describe, expect, it } from 'vitest'
import { POINTS } from './points.ts'

describe('the subtle points of the fact base, section 6', () => {
  it('are 34, each decided once', () => {
    const ids = Array.from({ length: 34 }, (_, index) => `P-${String(index + 1).padStart(2, '0')}`)
    expect(POINTS.map(({ id }) => id)).toEqual(ids)
  })

  it.each(POINTS.map((point) => [point.id, point.decision, point] as const))('%s %s', (_, __, { check }) => {
    expect(check).not.toThrow()
  })
})
