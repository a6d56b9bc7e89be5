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
    for (const [path, value] of english) expect(kindOf(chinese.get(path)), path).toBe(kindOf(value))
  })

  it('never write a state name in another way than RFC 9293', () => {
    const odd = [...english, ...chinese].filter(([, value]) =>
      /TIME_WAIT|CLOSE_WAIT|SYN_SENT|LAST_ACK|FIN_WAIT/.test(String(value)),
    )
    expect(odd).toEqual([])
  })
})

const kindOf = (text: unknown): string => (text === '' ? 'empty' : typeof text)
