import { expect, it } from 'vitest'
import { simulate } from '../engine/sim/run.ts'
import type { Scenario } from '../engine/sim/scenario.ts'
import { Trace } from '../engine/trace/codec.ts'
import { findScenario } from '../scenario/catalogue.ts'
import { isTipFree } from './flight-numbers.ts'
import { type DiagramMetrics, PRESENT, STUDIO } from './metrics.ts'
import { columnsFor, layoutSequence } from './sequence-layout.ts'
import { buildTimeAxis } from './time-axis.ts'

const WORDS = { duplicate: 'duplicate', retransmission: (n: number) => `retransmit ${n}` }

/** Of the segments of a run, whether there is room for numbers at the tip. */
function freeTips(id: string, width: number, metrics: DiagramMetrics): boolean[] {
  const trace = new Trace(simulate(findScenario(id) as Scenario))
  const axis = buildTimeAxis(trace, metrics)
  const columns = columnsFor(trace, width, metrics)
  const window = { top: 0, bottom: axis.height }
  const { arrows } = layoutSequence(trace, axis, columns, metrics, window, WORDS)
  return arrows.map((arrow) => isTipFree(arrow, arrows, metrics))
}

it('is free where the label of the answer is in the middle of its line', () => {
  expect(freeTips('open-normal', 819, STUDIO)).toEqual([true, true, true])
})

it('is not where the label of another begins there', () => {
  expect(freeTips('open-simultaneous', 1200, PRESENT)[0]).toBe(false)
})
