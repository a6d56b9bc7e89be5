import { expect, test, vi } from 'vitest'
import { simulate } from '../../../engine/sim/run.ts'
import { Trace } from '../../../engine/trace/codec.ts'
import { en } from '../../../i18n/en.ts'
import { zh } from '../../../i18n/zh.ts'
import { SHORT_RUNS } from '../../../test/short-runs.ts'
import { chainOf, linkText, subjectOf } from './chain.ts'

const traceOf = (name: keyof typeof SHORT_RUNS): Trace => new Trace(simulate(SHORT_RUNS[name]))

test('a retransmission goes back to the call, past the loss that made the timer fire', () => {
  const trace = traceOf('lastAckLost')
  const chain = chainOf(trace, subjectOf(trace, 11, null))
  expect(chain.root).toMatchObject({ item: 'app-step', side: 'C' })
  expect(chain.links.map(({ fact }) => linkText(trace, trace.fact(fact), en))).toEqual([
    'client calls close()',
    'client sends FIN,ACK seq=1',
    'FIN,ACK seq=1 arrives at the server',
    'server: recv() = 0',
    'server calls close()',
    'server starts RTO, 1.0 s',
    'ACK seq=2 is lost',
    'server’s RTO fires',
    'server sends FIN,ACK seq=1',
  ])
  expect(chain.links.filter((link) => link.isLoss)).toHaveLength(1)
  expect(chain.rule?.section).toBe('RFC 6298 5.4')
})

test('the question is why the selected segment was sent, else why the state changed', () => {
  const trace = traceOf('close')
  expect(subjectOf(trace, 0, 2)).toBe(trace.segment(2).sentFact)
  const fact = trace.fact(subjectOf(trace, 3, null))
  expect(fact).toMatchObject({ kind: 'state-changed', to: 'ESTABLISHED' })
})

test('a chain as long as a transfer is not read through to say how it ends', () => {
  const { apps, ...rest } = SHORT_RUNS.linuxData
  const [connect, first, second] = apps.C
  const C = [connect, { ...first, bytes: 1_000_000 }, second] as typeof apps.C
  const trace = new Trace(
    simulate({ ...rest, apps: { ...apps, C }, faults: [], settings: { windowBytes: 2_920 } }),
  )
  const segments = Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id))
  const last = segments.findLast(({ from, text }) => from === 'C' && text !== null)
  const read = vi.spyOn(trace, 'fact')
  const { links, rule } = chainOf(trace, last?.sentFact ?? -1)
  expect(links.length).toBeGreaterThan(100)
  expect(rule).not.toBeNull()
  expect(read.mock.calls.length).toBeLessThan(20)
})

test.each(Object.keys(SHORT_RUNS))('every fact of %s has its words in both languages', (name) => {
  const trace = traceOf(name as keyof typeof SHORT_RUNS)
  for (let i = 0; i < trace.factCount; i++) {
    for (const messages of [en, zh])
      expect(linkText(trace, trace.fact(i), messages)).not.toMatch(/^$|undefined|null/)
  }
})
