import { describe, expect, it } from 'vitest'
import { RULE_IDS } from '../engine/tcp/rules.ts'
import { en } from './en.ts'
import { loadSection, SECTIONS, type SectionId } from './sections.ts'
import { zh } from './zh.ts'

type Leaf = readonly [path: string, value: unknown]

function leaves(value: unknown, path: string): Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([key, item]) => leaves(item, `${path}.${key}`))
}

/** With what is fetched later. */
const all = async (locale: 'en' | 'zh'): Promise<Leaf[]> => {
  const ids = Object.keys(SECTIONS) as SectionId[]
  const fetched = await Promise.all(ids.map(async (id) => leaves(await loadSection(id, locale), id)))
  return [...leaves(locale === 'en' ? en : zh, 'en'), ...fetched.flat()]
}

const english = await all('en')
const chinese = new Map(await all('zh'))

describe('the languages', () => {
  it('have the same texts', () => {
    expect([...chinese.keys()].sort()).toEqual(english.map(([path]) => path).sort())
  })

  it('leave no text empty and take the same values', () => {
    for (const [path, value] of english) expect(kindOf(chinese.get(path)), path).toBe(kindOf(value))
  })

  it('are what they say they are: no Chinese in English, no English sentence in Chinese', () => {
    const han = /\p{Script=Han}/u
    const isChinese = ([path, value]: Leaf) =>
      // One card is about two Chinese words.
      path !== 'myths.cards.M-57.truth' && typeof value === 'string' && han.test(value)
    expect(english.filter(isChinese)).toEqual([])
    const sentence = /[a-z]{2,} [a-z]{2,} [a-z]{2,}/
    expect(
      [...chinese].filter(([, value]) => sentence.test(String(value)) && !han.test(String(value))),
    ).toEqual([])
  })

  it('say every rule, each in its own words', () => {
    for (const rule of RULE_IDS) {
      expect(en.ruleText(rule), rule).toMatch(/^[^\p{Script=Han}]+\.$/u)
      expect(zh.ruleText(rule), rule).toMatch(/\p{Script=Han}.*。$/u)
    }
    expect(new Set(RULE_IDS.map(zh.ruleText)).size).toBe(new Set(RULE_IDS.map(en.ruleText)).size)
  })

  it('never write a state name in another way than RFC 9293', () => {
    const odd = [...english, ...chinese].filter(([, value]) =>
      /TIME_WAIT|CLOSE_WAIT|SYN_SENT|LAST_ACK|FIN_WAIT/.test(String(value)),
    )
    expect(odd).toEqual([])
  })
})

const kindOf = (text: unknown): string => (text === '' ? 'empty' : typeof text)
