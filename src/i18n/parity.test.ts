import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { zh } from './zh.ts'

type Leaf = readonly [path: string, value: unknown]

function leaves(value: unknown, path: string): Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([key, item]) => leaves(item, `${path}.${key}`))
}

const english = leaves(en, 'en')
const chinese = new Map(leaves(zh, 'en'))

describe('the languages', () => {
  it('have the same texts', () => {
    expect([...chinese.keys()].sort()).toEqual(english.map(([path]) => path).sort())
  })

  it('leave no text empty and take the same values', () => {
    for (const [path, value] of english) {
      const other = chinese.get(path)
      expect(typeof other, path).toBe(typeof value)
      if (typeof value === 'string') expect(value === '' || other !== '', path).toBe(true)
    }
  })

  it('never write a state name in another way than RFC 9293', () => {
    for (const [path, value] of [...english, ...chinese]) {
      if (typeof value === 'string')
        expect(value, path).not.toMatch(/TIME_WAIT|CLOSE_WAIT|SYN_SENT|LAST_ACK|FIN_WAIT/)
    }
  })
})
