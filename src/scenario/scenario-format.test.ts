import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PROFILES } from '../engine/tcp/profiles.ts'
import { count } from '../i18n/format.ts'
import { LINK_SIZES, SETTING_LIMITS, SIZES } from './limits.ts'

const document = readFileSync(new URL('../../docs/scenario-format.md', import.meta.url), 'utf8')
const rowOf = (member: string) =>
  document.split('\n').find((line) => line.includes(`\`${member}\``) && line[0] === '|')

describe('docs/scenario-format.md', () => {
  it('has a row for each setting, with its range and whether it may be null', () => {
    const wrong = Object.entries(PROFILES.rfc9293).filter(([key, value]) => {
      const range = (SETTING_LIMITS as Record<string, { min: number; max: number }>)[key]
      const words = range === undefined ? [] : [`${count(range.min)} to ${count(range.max)}`]
      if (value === null) words.push('or null')
      const row = rowOf(key)
      return row === undefined || !words.every((word) => row.includes(word))
    })
    expect(wrong).toEqual([])
  })

  it('names every other limit', () => {
    for (const limit of [SIZES.bytes, SIZES.values, SIZES.rules, SIZES.notes, LINK_SIZES.characters]) {
      expect(document).toContain(count(limit))
    }
  })
})
