import { describe, expect, it } from 'vitest'
import { en } from '../i18n/en.ts'
import { scenarioErrorText } from '../i18n/scenario-error-text.ts'
import { zh } from '../i18n/zh.ts'
import { joinPath, SCHEMA_ERROR_PARAMS, type SchemaErrorCode, schemaError } from './schema-error.ts'

const LOSS = schemaError('network.StoC.lossPpm', 'out-of-range', {
  found: 1_000_001,
  min: 0,
  max: 1_000_000,
  unit: 'ppm',
})

describe('the sentence of an error', () => {
  it('names the place, the value and the range in both languages', () => {
    expect(scenarioErrorText(en, LOSS)).toBe(
      'network.StoC.lossPpm must be from 0 to 1,000,000 ppm, not 1,000,001.',
    )
    expect(scenarioErrorText(zh, LOSS)).toBe(
      'network.StoC.lossPpm 必须在 0 到 1,000,000 ppm 之间，而不是 1,000,001。',
    )
    expect(scenarioErrorText(en, schemaError('', 'not-json', {}))).toBe('The scenario is not JSON.')
    expect(scenarioErrorText(zh, schemaError('', 'not-json', {}))).toBe('场景不是 JSON。')
    expect(scenarioErrorText(en, schemaError('seed', 'not-integer', { found: 1.2345 }))).toBe(
      'seed must be a whole number, not 1.2345.',
    )
    expect(scenarioErrorText(zh, schemaError('faults', 'wrong-type', { expected: 'array' }))).toBe(
      'faults 必须是列表。',
    )
    expect(scenarioErrorText(zh, schemaError('blocking', 'wrong-type', { expected: 'boolean' }))).toBe(
      'blocking 必须是 true 或 false。',
    )
  })

  it('uses every value that the error brings, for every code', () => {
    const codes = (Object.keys(SCHEMA_ERROR_PARAMS) as SchemaErrorCode[]).filter(
      (code) => code !== 'wrong-type' && code !== 'out-of-range',
    )
    for (const messages of [en, zh]) {
      for (const code of codes) {
        const names: readonly string[] = SCHEMA_ERROR_PARAMS[code]
        const params = Object.fromEntries(names.map((name, index) => [name, 71 + index]))
        const text = scenarioErrorText(messages, { path: 'x', code, params })
        const values = Object.values(params)
        expect(values.filter((value) => !text.includes(String(value)))).toEqual([])
      }
    }
  })
})

describe('a path', () => {
  it('is written as a program would write it; names from outside are quoted and cut', () => {
    expect(['hosts', 'C', 'isns', 3].reduce<string>(joinPath, '')).toBe('hosts.C.isns[3]')
    expect(joinPath('a', 'b c')).toBe('a["b c"]')
    expect(joinPath('', '<img src=x>'.repeat(100)).length).toBeLessThan(60)
  })
})
