import { describe, expect, it } from 'vitest'
import {
  askedBy,
  DEFAULT_PREFERENCES,
  readPreferences,
  STORAGE_KEY,
  writePreferences,
} from './preferences.ts'

class Memory {
  readonly values = new Map<string, string>()
  getItem(key: string): string | null {
    return this.values.get(key) ?? null
  }
  setItem(key: string, value: string): void {
    this.values.set(key, value)
  }
}

const stored = (value: unknown): Memory => {
  const memory = new Memory()
  memory.setItem(STORAGE_KEY, typeof value === 'string' ? value : JSON.stringify(value))
  return memory
}

describe('saved preferences', () => {
  it('come back as they were written', () => {
    const memory = new Memory()
    const preferences = {
      theme: 'dark',
      language: 'zh',
      singleKeys: false,
      railCollapsed: true,
      panelPx: 420,
    } as const
    expect(writePreferences(memory, preferences)).toBe(true)
    expect(readPreferences(memory)).toEqual({ preferences, writable: true })
  })

  it('fall back member by member where one is not understood', () => {
    const { preferences } = readPreferences(
      stored({ version: 1, theme: 'neon', language: 'zh', singleKeys: 0 }),
    )
    expect(preferences).toEqual({ ...DEFAULT_PREFERENCES, language: 'zh' })
  })

  it('are put aside when damaged, and the page goes on', () => {
    const memory = stored('{"theme":')
    expect(readPreferences(memory)).toEqual({ preferences: DEFAULT_PREFERENCES, writable: true })
    expect(memory.values.get(`${STORAGE_KEY}.damaged`)).toBe('{"theme":')
  })

  it('of a newer version are left alone', () => {
    const memory = stored({ version: 2, theme: 'dark' })
    expect(readPreferences(memory)).toEqual({ preferences: DEFAULT_PREFERENCES, writable: false })
  })

  it('are not missed where storage is blocked', () => {
    const blocked = {
      getItem: () => {
        throw new Error('denied')
      },
      setItem: () => {
        throw new Error('denied')
      },
    }
    expect(readPreferences(blocked)).toEqual({ preferences: DEFAULT_PREFERENCES, writable: false })
    expect(writePreferences(blocked, DEFAULT_PREFERENCES)).toBe(false)
    expect(readPreferences(null).writable).toBe(false)
  })
})

describe('what an address asks for', () => {
  it('is taken where we know it', () => {
    expect(askedBy('?lang=zh-TW&theme=projector')).toEqual({ language: 'zh', theme: 'projector' })
    expect(askedBy('?lang=fr&theme=neon')).toEqual({})
  })
})
