import { describe, expect, test } from 'vitest'
import { simulate } from '../../../engine/sim/run.ts'
import { Trace } from '../../../engine/trace/codec.ts'
import { SHORT_RUNS } from '../../../test/short-runs.ts'
import { c } from './c.ts'
import { go } from './go.ts'
import type { Language } from './language.ts'
import { node } from './node.ts'
import { callTimes, keptState, positionAt, programOf } from './program.ts'
import { python } from './python.ts'

const AROUND = { peerAddress: '198.51.100.20', peerPort: 443, ownPort: 443 }
const LANGUAGES: [string, Language][] = Object.entries({ c, python, node, go })
const textOf = (name: keyof typeof SHORT_RUNS, side: 'C' | 'S', language: Language): string[] =>
  programOf(SHORT_RUNS[name].apps[side], language, AROUND).map((line) => line.text)

test('the server of the plain close, in C', () => {
  expect(textOf('close', 'S', c)).toEqual([
    'char buf[65536];',
    'ssize_t n;',
    '',
    'int l = socket(AF_INET, SOCK_STREAM, 0);',
    'bind(l, &any, sizeof any);  // port 443',
    'listen(l, 128);',
    'int s = accept(l, NULL, NULL);',
    'while ((n = recv(s, buf, sizeof buf, 0)) > 0);',
    'usleep(200000);',
    'close(s);',
  ])
})

test('the client of the plain close, in Python', () => {
  expect(textOf('close', 'C', python)).toEqual([
    'from socket import *',
    '',
    'c = socket()',
    'c.connect(("198.51.100.20", 443))',
    '# t = 1\u2009000 ms',
    'c.close()',
  ])
})

describe.each(LANGUAGES)('%s', (_name, language) => {
  test.each(Object.keys(SHORT_RUNS))('every step of %s has a line in which its call is made', (name) => {
    for (const side of ['C', 'S'] as const) {
      const script = SHORT_RUNS[name as keyof typeof SHORT_RUNS].apps[side]
      const calls = programOf(script, language, AROUND).filter((line) => line.isCall)
      expect(calls.map((line) => line.appStep)).toEqual(script.map((_, index) => index))
    }
  })
})

test('a program stands where it blocks, and after its last call the system keeps the socket', () => {
  const trace = new Trace(simulate(SHORT_RUNS.close))
  const script = SHORT_RUNS.close.apps.C
  expect(positionAt(trace, 'C', 0)).toBeNull()
  expect(positionAt(trace, 'C', 1)).toEqual({ appStep: 0, doing: 'blocked' })
  expect(positionAt(trace, 'C', 3)).toEqual({ appStep: 0, doing: 'running' })
  expect(positionAt(trace, 'C', 4)).toEqual({ appStep: 0, doing: 'done' })
  expect(positionAt(trace, 'S', 4)).toEqual({ appStep: 2, doing: 'blocked' })
  expect([...callTimes(trace, 'C', 5)]).toEqual([
    [0, 0],
    [1, 1_000_000],
  ])
  expect(keptState(trace, 'C', 9, script)).toBe('TIME-WAIT')
  expect(keptState(trace, 'C', 11, script)).toBeNull()
})
