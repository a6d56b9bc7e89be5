import { expect, test } from 'vitest'
import type { Scenario } from '../engine/sim/scenario.ts'
import { simulate } from '../engine/sim/run.ts'
import { Trace } from '../engine/trace/codec.ts'
import { SHORT_RUNS } from '../test/short-runs.ts'
import { align } from './align.ts'

const run = (scenario: Scenario): Trace => new Trace(simulate(scenario))

test('a run is aligned with itself segment by segment', () => {
  const trace = run(SHORT_RUNS.lastAckLost)
  const { pairs, onlyTheirs, onlyOurs } = align(trace, run(SHORT_RUNS.lastAckLost))
  expect(pairs.map(({ theirs, ours }) => [theirs.id, ours.id])).toEqual(
    Array.from({ length: trace.segmentCount }, (_, id) => [id, id]),
  )
  expect([...onlyTheirs, ...onlyOurs]).toEqual([])
})

test('other initial numbers and other delays change nothing', () => {
  const { hosts, network } = SHORT_RUNS.close
  const other: Scenario = {
    ...SHORT_RUNS.close,
    hosts: { C: { ...hosts.C, isns: [4_294_967_290] }, S: { ...hosts.S, isns: [77] } },
    network: { ...network, CtoS: { ...network.CtoS, delayUs: 1_000 } },
  }
  expect(align(run(SHORT_RUNS.close), run(other))).toMatchObject({ onlyTheirs: [], onlyOurs: [] })
})

test('what only one of them sent again stays alone', () => {
  const { onlyTheirs, onlyOurs } = align(run(SHORT_RUNS.lastAckLost), run(SHORT_RUNS.close))
  expect(onlyTheirs.some(({ retransmission }) => retransmission > 0)).toBe(true)
  expect(onlyOurs).toEqual([])
})
