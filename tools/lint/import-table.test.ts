import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scriptOf } from '../node-bin.mjs'
import { forbidden } from './import-rule.mjs'
import { LAYERS } from './import-table.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** What the table forbids: file, import, and whether it imports types only. At least one for each layer. */
const VIOLATIONS: readonly [from: string, specifier: string, typeOnly?: boolean][] = [
  ['base/result.ts', '../engine/tcp/seq.ts'],
  ['base/result.ts', 'zustand'],
  ['engine/tcp/step.ts', '../host/socket.ts'],
  ['engine/tcp/user-call/open.ts', '../../net/link.ts'],
  ['engine/tcp/user-call/open.ts', '../../../scenario/schema.ts'],
  ['engine/tcp/step.ts', 'node:fs'],
  ['engine/host/socket.ts', '../sim/run.ts'],
  ['engine/net/link.ts', '../host/socket.ts'],
  ['engine/trace/query.ts', '../host/host.ts'],
  ['engine/trace/query.ts', '../sim/run.ts', true],
  ['engine/sim/run.ts', '../wire/ipv4.ts'],
  ['engine/wire/ipv4.ts', '../tcp/step.ts'],
  ['engine/capture/pcap.ts', '../tcp/step.ts'],
  ['scenario/schema.ts', '../worker/client.ts'],
  ['scenario/schema.ts', 'react'],
  ['i18n/en.ts', '../engine/tcp/state.ts'],
  ['ui/button.tsx', '../store/store.ts'],
  ['ui/button.tsx', '../i18n/en.ts'],
  ['diagram/axis.ts', '../engine/sim/run.ts'],
  ['diagram/axis.ts', 'react'],
  ['drawing/arrow.tsx', '../store/store.ts'],
  ['drawing/arrow.tsx', '../features/timeline/timeline.tsx'],
  ['narration/sentences.ts', '../diagram/axis.ts'],
  ['terms/term-text.tsx', '../features/glossary/glossary.tsx'],
  ['terms/term-text.tsx', '../scenario/catalogue.ts'],
  ['runs/shared-time.tsx', '../features/compare/compare.tsx'],
  ['runs/shared-time.tsx', '../scenario/catalogue.ts'],
  ['worker/engine.worker.ts', '../store/store.ts'],
  ['worker/client.ts', 'react'],
  ['cli/main.ts', '../ui/button.tsx'],
  ['cli/main.ts', 'react-dom/server'],
  ['store/store.ts', '../engine/sim/run.ts'],
  ['store/store.ts', '../worker/engine.worker.ts'],
  ['features/inspector/inspector.tsx', '../../engine/sim/run.ts'],
  ['features/inspector/parts/row.tsx', '../../timeline/timeline.tsx'],
  ['features/inspector/inspector.tsx', '../../worker/client.ts'],
  ['features/inspector/inspector.tsx', '../../engine/tcp/step.ts'],
  ['features/population-lab/lab.tsx', '../../engine/sim/population/samples.ts'],
  ['features/population-lab/lab.tsx', '../../worker/population/client.ts'],
  ['store/population.ts', '../engine/sim/population/population.ts'],
  ['features/inspector/inspector.tsx', '../../app/studio.tsx'],
  ['app/studio.tsx', '../engine/sim/run.ts'],
  ['app/studio.tsx', '../embed/main.tsx'],
  ['app/studio.tsx', '../worker/started.ts'],
  ['embed/main.tsx', '../engine/trace/query.ts'],
  ['gallery/items.ts', '../engine/sim/run.ts'],
  ['main.tsx', './engine/sim/run.ts'],
  ['main.tsx', './worker/engine.worker.ts?worker&inline'],
  ['main.tsx', '../package.json'],
  ['engine/stray.ts', './tcp/seq.ts'],
  ['elsewhere/file.ts', '../base/result.ts'],
  ['store/store.ts', '../test/fixtures.ts'],
]

const PERMITTED: readonly [from: string, specifier: string, typeOnly?: boolean][] = [
  ['engine/tcp/user-call/open.ts', '../tcb.ts'],
  ['engine/tcp/user-call/open.ts', '../../../base/assert.ts'],
  ['engine/trace/query.ts', '../tcp/state.ts', true],
  ['engine/wire/tcp-header.ts', '../tcp/segment.ts'],
  ['scenario/schema.ts', 'valibot'],
  ['diagram/axis.ts', 'd3-scale'],
  ['diagram/axis.ts', '../engine/trace/query.ts'],
  ['worker/client.ts', './engine.worker.ts?worker&inline'],
  ['features/inspector/parts/row.tsx', '../inspector.module.css'],
  ['drawing/arrow.tsx', '../diagram/arrows.ts'],
  ['features/compare/compare.tsx', '../../drawing/arrow.tsx'],
  ['features/inspector/inspector.tsx', '../../engine/tcp/state.ts'],
  ['main.tsx', './worker/client.ts'],
  ['main.tsx', './worker/started.ts'],
  ['main.tsx', './app/studio.tsx'],
  ['engine/tcp/step.test.ts', '../sim/run.ts'],
  ['test/fixtures.ts', '../engine/sim/run.ts'],
]

describe('the import table', () => {
  test.each(VIOLATIONS)('%s may not import %s', (from, specifier, typeOnly = false) => {
    expect(forbidden(from, specifier, typeOnly)).toBeTypeOf('string')
  })

  test.each(PERMITTED)('%s may import %s', (from, specifier, typeOnly = false) => {
    expect(forbidden(from, specifier, typeOnly)).toBeUndefined()
  })

  test('has a violation above for each of its rows', () => {
    const rows = new Set(
      VIOLATIONS.map(([from]) => LAYERS.find(({ path: scope }) => from.startsWith(`${scope}/`))?.path ?? ''),
    )
    expect([...rows].sort()).toEqual(LAYERS.map((layer) => layer.path).sort())
  })
})

describe('the linter', () => {
  let copy = ''
  let output = ''

  /** Markup with a text of its own, and markup without: words from elsewhere, the protocol's words, units. */
  const SAID = ['<p>Lost</p>', "<p>{'\u4e22\u5931'}</p>", '<p>{`${n} lost`}</p>', '<p title="Lost" />']
  const SHOWN = ['<p>{words.lost}</p>', '<b lang="en">SYN</b>', '<p>{`${n} ms`}</p>', '<p id="lost" />']

  const source = ([, specifier, typeOnly]: (typeof VIOLATIONS)[number]) =>
    `import ${typeOnly ? 'type ' : ''}{ thing } from '${specifier}'\nexport const it = thing\n`

  beforeAll(() => {
    copy = mkdtempSync(path.join(tmpdir(), 'synscope-lint-'))
    cpSync(path.join(ROOT, '.oxlintrc.json'), path.join(copy, '.oxlintrc.json'))
    cpSync(path.join(ROOT, 'tools/lint'), path.join(copy, 'tools/lint'), { recursive: true })
    const write = (file: string, text: string) => {
      mkdirSync(path.dirname(path.join(copy, file)), { recursive: true })
      writeFileSync(path.join(copy, file), text)
    }
    for (const [number, violation] of VIOLATIONS.entries()) {
      const { dir, ext } = path.posix.parse(violation[0])
      write(path.posix.join('src', dir, `violation-${number}${ext}`), source(violation))
    }
    write('src/base/lazy.ts', `export const lazy = () => import('../engine/tcp/seq.ts')\n`)
    write('src/base/type.ts', `export type Seq = import('../engine/tcp/seq.ts').Seq\n`)
    write('src/base/again.ts', `export { thing } from '../engine/tcp/seq.ts'\n`)
    write('src/base/index.ts', `export const thing = 1\n`)
    write('src/base/barrel.ts', `export * from './lazy.ts'\n`)
    write('src/base/cycle-a.ts', `import { b } from './cycle-b.ts'\nexport const a = (): number => b()\n`)
    write('src/base/cycle-b.ts', `import { a } from './cycle-a.ts'\nexport const b = (): number => a()\n`)
    write(
      'src/engine/tcp/impure.ts',
      'export const impure = () => [Math.random(), Date.now(), performance.now(), setTimeout(() => {}, 1)]\n',
    )
    write('src/engine/tcp/impure.test.ts', 'export const fine = () => [Math.random(), Date.now()]\n')
    write('src/ui/says.tsx', `export const says = [${SAID.join(', ')}]\n`)
    write('src/ui/shows.tsx', `export const shows = [${SHOWN.join(', ')}]\n`)
    const run = spawnSync(process.execPath, [scriptOf('oxlint'), '--format', 'unix', '.'], {
      cwd: copy,
      encoding: 'utf8',
    })
    output = run.stdout + run.stderr
  })
  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  const reports = (file: string) => output.split('\n').filter((line) => line.includes(`${file}:`))

  test.each([...VIOLATIONS.entries()])('reports violation %i: %s', (number) => {
    expect(reports(`violation-${number}${path.extname(VIOLATIONS[number]![0])}`).join()).toContain(
      'import-table',
    )
  })

  test.each([
    ['src/base/lazy.ts', 'import-table'],
    ['src/base/again.ts', 'import-table'],
    ['src/base/type.ts', 'import-table'],
    ['src/base/index.ts', 'import-table'],
    ['src/base/barrel.ts', 'no-barrel-file'],
    ['src/base/cycle-a.ts', 'no-cycle'],
    ['src/engine/tcp/impure.ts', 'no-restricted-properties'],
    ['src/engine/tcp/impure.ts', 'no-restricted-globals'],
  ])('reports %s by %s', (file, rule) => {
    expect(reports(file).join('\n')).toContain(rule)
  })

  test('reports each text in markup', () => {
    expect(reports('src/ui/says.tsx').filter((line) => line.includes('no-text-in-markup')).length).toBe(
      SAID.length,
    )
    expect(reports('src/ui/shows.tsx').join('\n')).not.toContain('no-text-in-markup')
  })

  test('names each impure call of the engine, and none of its tests', () => {
    expect(reports('src/engine/tcp/impure.ts').length).toBe(4)
    expect(reports('src/engine/tcp/impure.test.ts')).toEqual([])
  })
})
