import { expect, test } from 'vitest'
import { simulate } from '../../../engine/sim/run.ts'
import { Trace } from '../../../engine/trace/codec.ts'
import { en } from '../../../i18n/en.ts'
import { SHORT_RUNS } from '../../../test/short-runs.ts'
import { chainOf, linkText, subjectOf } from './chain.ts'
import { momentsOf } from './moments.ts'

test('what one event did is one line, and a loss is a line of its own', () => {
  const trace = new Trace(simulate(SHORT_RUNS.lastAckLost))
  const moments = momentsOf(trace, chainOf(trace, subjectOf(trace, 11, null)).links)
  expect(moments.map(({ links }) => links.map(({ fact }) => linkText(trace, trace.fact(fact), en)))).toEqual([
    ['client calls close()', 'client sends FIN,ACK seq=1'],
    ['FIN,ACK seq=1 arrives at the server', 'server: recv() = 0'],
    ['server calls close()', 'server starts RTO, 1.0 s'],
    ['ACK seq=2 is lost'],
    ['server’s RTO fires', 'server sends FIN,ACK seq=1'],
  ])
  expect(moments.map(({ isLoss }) => isLoss)).toEqual([false, false, false, true, false])
})
