import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { describe, expect, it } from 'vitest'
import { BASES } from '../engine/sim/explore-bases.ts'
import { parseScenario } from '../scenario/schema.ts'

const MOST_MS = 15 * 60_000

function explore(...args: string[]): { status: number | null; out: string; err: string } {
  const run = spawnSync(process.execPath, ['tools/run-ts.mjs', 'src/cli/explore.ts', ...args], {
    encoding: 'utf8',
  })
  return { status: run.status, out: run.stdout, err: run.stderr }
}

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? ''

describe('npm run explore', () => {
  // Deeper searches: src/test/conformance.
  it('breaks no invariant with one fault on the first 16 segments of 24 connections', {
    timeout: MOST_MS,
  }, () => {
    const { status, out } = explore('--faults', '1')
    expect(lastLine(out)).toMatch(/^[\d,]+ runs passed, 0 failed$/)
    expect(out.match(/ runs {2}ok$/gm)?.length).toBe(24)
    expect(status).toBe(0)
  })

  it('saves the least schedule that breaks a rule as a scenario, and exits with 1', {
    timeout: MOST_MS,
  }, () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'explore-'))
    const base = BASES['close-half']
    const file = path.join(folder, 'two-way.json')
    writeFileSync(file, JSON.stringify({ ...base, settings: { ...base?.settings, handshake: 2 } }))
    const { status, out } = explore('--faults', '1', '--scenario', file, '--out', folder)
    expect(status).toBe(1)
    const saved = path.resolve(/\S+S5\.json$/m.exec(out)?.[0] ?? '')
    const scenario = parseScenario(readFileSync(saved, 'utf8'))
    expect(scenario.ok && scenario.value.faults).toEqual([])
  })

  it('takes a scenario of the catalogue', { timeout: MOST_MS }, () => {
    const { status, out } = explore('--faults', '1', '--first', '4', '--scenario', 'close-normal')
    expect(out).toContain('close-normal')
    expect(status).toBe(0)
  })

  it.each([
    ['--faults', 'many', 'explore: --faults "many" is not a whole number from 0 to 5\n'],
    ['--scenario', 'open-sesame', /explore: "open-sesame" is neither/],
  ])('says what is wrong with %s %s', { timeout: MOST_MS }, (option, value, message) => {
    const { status, err } = explore(option, value)
    expect(err).toMatch(message)
    expect(status).toBe(2)
  })
})
