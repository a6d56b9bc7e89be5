import { describe, expect, test } from 'vitest'
import { ANOMALIES } from '../engine/capture/anomalies.ts'
import { DOUBTS } from '../engine/capture/doubt.ts'
import { FINDINGS } from '../engine/capture/findings.ts'
import { SCRIPT_ERROR_PARAMS } from '../scenario/script-text/script-error.ts'
import { capture as captureEn } from './en/capture.ts'
import { script as scriptEn } from './en/script.ts'
import { capture as captureZh } from './zh/capture.ts'
import { script as scriptZh } from './zh/script.ts'

describe.each([
  ['en', captureEn, scriptEn],
  ['zh', captureZh, scriptZh],
] as const)('%s', (_locale, capture, script) => {
  test('has words for everything that a capture can show, and for nothing else', () => {
    expect(Object.keys(capture.anomalies)).toEqual([...ANOMALIES])
    expect(Object.keys(capture.doubts)).toEqual([...DOUBTS])
    expect(Object.keys(capture.findings)).toEqual([...FINDINGS])
  })

  test('has a sentence for everything that can be wrong with a script, with all that it tells', () => {
    expect(Object.keys(script.problems)).toEqual(Object.keys(SCRIPT_ERROR_PARAMS))
    for (const [code, params] of Object.entries(SCRIPT_ERROR_PARAMS)) {
      const values = Object.fromEntries(params.map((name) => [name, `<${name}>`]))
      const say = script.problems[code as keyof typeof script.problems] as (given: typeof values) => string
      for (const name of params) expect(say(values)).toContain(`<${name}>`)
    }
  })
})
