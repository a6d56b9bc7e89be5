import type { Scenario } from '../engine/sim/scenario.ts'
import { simulate } from '../engine/sim/run.ts'
import { Trace } from '../engine/trace/codec.ts'
import { playback } from '../store/playback.ts'
import { studio } from '../store/store.ts'

/** Puts a run into the store without a worker: for tests of views in the browser. */
export function showRun(scenario: Scenario, step: number): Trace {
  const trace = new Trace(simulate(scenario))
  studio.setState({
    scenario,
    baseline: scenario,
    trace,
    selectedSegment: null,
    hovered: null,
    showFuture: true,
  })
  playback.setRun(
    Array.from({ length: trace.stepCount }, (_, at) => trace.stepTimeUs(at)),
    trace.endUs,
  )
  playback.seekStep(step)
  return trace
}
