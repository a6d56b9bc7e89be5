import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readCapture } from '../../engine/capture/read-capture.ts'
import { run } from './run.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'synscope-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function text(...args: string[]): Promise<string> {
  const printed = await run(args)
  return typeof printed === 'string' ? printed : ''
}

test('a capture is written whose comments tell the run in the language asked for', async () => {
  const out = path.join(folder, 'run.pcapng')
  expect(await run(['open-normal', '--format', 'pcapng', '--lang', 'zh', '--out', out])).toBe('')
  const read = readCapture(new Uint8Array(readFileSync(out)))
  expect(read).toMatchObject({ ok: true, value: { packets: 3, problem: null } })
  expect(read.ok ? read.value.comments[0]?.[1] : '').toContain('客户端')
})

test('a host sees what it sends and what reaches it', async () => {
  const count = async (place: string): Promise<number> =>
    (await text('close-fin1-lost', '--place', place)).trim().split('\n').length
  expect(await count('S')).toBe((await count('wire')) - 1)
})

test('diagrams have the title of the catalogue, in both languages', async () => {
  expect(await text('close-normal', '--format', 'mermaid')).toMatch(/^sequenceDiagram\n {4}title \w/)
  expect(await text('close-normal', '--format', 'plantuml', '--lang', 'zh')).toMatch(
    /title .*\p{Script=Han}/u,
  )
})

test('JSON has the scenario beside the trace', async () => {
  const { scenario, trace } = JSON.parse(await text('open-normal', '--format', 'json'))
  expect(scenario.version).toBe(1)
  expect(trace.segments).toHaveLength(3)
})

test('a script is a scenario too, and what does not come true in it is told', async () => {
  const told = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
  const file = path.join(folder, 'script.txt')
  writeFileSync(
    file,
    '0 connect(3, ..., ...) = 0\n+0 > S 0:0(0)\n+.1 < S. 0:0(0) ack 1\n+.3 > F. 1:1(0) ack 1\n',
  )
  expect(await text(file)).toContain('Flags [S]')
  expect(told.mock.calls.join()).toMatch(
    /Line 4 says 0\.4 > F\. 1:1\(0\) ack 1, but there was 0\.1 > \. 1:1\(0\) ack 1/,
  )
  expect(process.exitCode).toBe(1)
  process.exitCode = 0
  told.mockRestore()
})
