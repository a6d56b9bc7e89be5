import { describe, expect, it } from 'vitest'
import { en } from '../i18n/en.ts'
import { isSingleKey, keyLabel, SHORTCUTS } from './shortcuts.ts'

describe('the key table', () => {
  it('gives each key one meaning', () => {
    const keys = SHORTCUTS.filter((row) => row.run !== undefined).flatMap((row) => row.keys)
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })

  it('has words for each row and no words without a row', () => {
    expect(SHORTCUTS.map((row) => row.id).sort()).toEqual(Object.keys(en.shortcuts.rows).sort())
  })

  it('has another way wherever keys without Ctrl are switched off', () => {
    const essential = ['play', 'previous', 'next', 'palette']
    for (const row of SHORTCUTS.filter(({ id }) => essential.includes(id))) {
      expect(
        row.keys.some((key) => !isSingleKey(key)),
        row.id,
      ).toBe(true)
    }
  })

  it('prints keys as they stand on the keyboard', () => {
    expect(keyLabel('$mod+Shift+z', false)).toBe('Ctrl Shift Z')
    expect(keyLabel('$mod+k', true)).toBe('Cmd K')
    expect(keyLabel('Shift+ArrowLeft', false)).toBe('Shift \u2190')
    expect(keyLabel('+', false)).toBe('+')
  })
})
