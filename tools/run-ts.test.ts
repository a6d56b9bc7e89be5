import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const CACHE = fileURLToPath(new URL('../node_modules/.cache', import.meta.url))
const RUNNER = fileURLToPath(new URL('./run-ts.mjs', import.meta.url))

let dir = ''
const program = () => path.join(dir, 'program.ts')

beforeAll(() => {
  dir = mkdtempSync(path.join(CACHE, 'run-ts-test-'))
  writeFileSync(path.join(dir, 'word.ts'), `export const word: string = 'first'\n`)
  writeFileSync(
    program(),
    `import { readFileSync } from 'node:fs'
     const { word } = await import('./word.ts')
     process.stdout.write([word, ...process.argv.slice(2), readFileSync(0, 'utf8')].join(' '))
     process.exitCode = 3\n`,
  )
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const run = () =>
  spawnSync(process.execPath, [RUNNER, program(), '--flag', 'a b'], { input: 'typed', encoding: 'utf8' })

test('hands on arguments, stdin, stdout and the exit code, and prints nothing else', () => {
  for (const time of ['bundled', 'from the cache']) {
    const { status, stdout, stderr } = run()
    expect({ status, stdout, stderr }, time).toEqual({
      status: 3,
      stdout: 'first --flag a b typed',
      stderr: '',
    })
  }
})

test('notices a change in an imported file', () => {
  writeFileSync(path.join(dir, 'word.ts'), `export const word: string = 'second one'\n`)
  expect(run().stdout).toBe('second one --flag a b typed')
})
