import { describe, expect, it } from 'vitest'
import { CATALOGUE, findScenario, findVariant } from './catalogue.ts'
import { GROUPS } from './catalogue/entry.ts'
import { MYTH_IDS } from './catalogue/myths.ts'
import { loadLessons, loadTitles } from './catalogue/texts.ts'

const HAN = /\p{Script=Han}/u
/** Punctuation of the Latin script beside a Chinese character. */
const MIXED = /\p{Script=Han}[,:;?!()]|[,:;?!]\p{Script=Han}/u

describe('the catalogue', () => {
  it('has 39 scenarios, those of a group together', () => {
    expect(new Set(CATALOGUE.map(({ id }) => id)).size).toBe(39)
    expect([...new Set(CATALOGUE.map(({ group }) => group))]).toEqual(GROUPS)
    const places = CATALOGUE.map(({ group }) => GROUPS.indexOf(group))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  it('names documents to read on, and each myth that has one at least one scenario', () => {
    for (const { rfc } of CATALOGUE) {
      expect(rfc.length).toBeGreaterThan(0)
      for (const document of rfc) expect(document).toMatch(/^RFC \d{3,4}( (\d|\(historic\))|$)/)
    }
    const named = new Set(CATALOGUE.flatMap(({ myths }) => myths))
    expect(MYTH_IDS.filter((id) => !named.has(id))).toEqual([])
  })
})

describe.each(['en', 'zh'] as const)('texts in %s', (locale) => {
  it('name every scenario, and every variant where there are several', async () => {
    const titles = await loadTitles(locale)
    for (const { id, variants } of CATALOGUE) {
      expect(titles[id].variants, id).toHaveLength(variants.length === 1 ? 0 : variants.length)
      const names = [titles[id].title, ...titles[id].variants]
      for (const name of names) expect(name, id).not.toBe('')
      expect(new Set(names).size, id).toBe(names.length)
      expect(
        names.filter((name) => (locale === 'en' ? HAN : MIXED).test(name)),
        id,
      ).toEqual([])
    }
  })

  it('ask a question and teach a lesson, in that language', async () => {
    const lessons = await loadLessons(locale)
    for (const { id } of CATALOGUE) {
      const { question, lesson } = lessons[id]
      expect(question.at(-1), id).toBe(locale === 'zh' ? '？' : '?')
      expect(HAN.test(question) && HAN.test(lesson), id).toBe(locale === 'zh')
      expect(lesson.length, id).toBeGreaterThan(60)
      expect(question + lesson, id).not.toMatch(MIXED)
    }
  })
})

describe('an address', () => {
  it.each([
    ['open-synack-lost', 0],
    ['open-synack-lost/1', 0],
    ['open-synack-lost/2', 1],
  ])('%s is a variant', (address, variant) => {
    const entry = CATALOGUE.find(({ id }) => id === 'open-synack-lost')

    expect(findVariant(address)).toEqual({ entry, variant })
    expect(findScenario(address)).toBe(entry?.variants[variant])
  })

  it.each(['open-synack-lost/3', 'open-synack-lost/0', 'open-synack-lost/x', 'nowhere', ''])(
    '%j is nothing',
    (address) => {
      expect(findScenario(address)).toBeNull()
    },
  )
})
