import { describe, expect, it } from 'vitest'
import { findScenario } from '../../scenario/catalogue.ts'
import { TraceBuilder } from '../trace/builder.ts'
import { Trace } from '../trace/codec.ts'
import { RUN_LIMITS } from './limits.ts'
import { Simulation, simulate } from './run.ts'
import type { Scenario } from './scenario.ts'

const scenario = findScenario('close-normal') as Scenario

function runWithin(bytes: number): { builder: TraceBuilder; trace: Trace } {
  const builder = new TraceBuilder()
  const simulation = new Simulation(scenario, builder, bytes)
  while (!simulation.advance(100));
  return { builder, trace: new Trace(simulation.finish()) }
}

describe('the limit on the memory of a trace (invariants section 7)', () => {
  it('ends the run with its own reason, and what came before stays readable', () => {
    const whole = new Trace(simulate(scenario))
    const { builder, trace } = runWithin(3_000)
    expect(whole.data.endReason).toBe('finished')
    expect(trace.data.endReason).toBe('size-limit')
    // One event more than fits, and no second one.
    expect(builder.bytes).toBeGreaterThan(3_000)
    expect(builder.bytes).toBeLessThan(6_000)
    const kept = trace.factCount - 1
    const facts = (of: Trace) => Array.from({ length: kept }, (_, fact) => of.fact(fact))
    expect(facts(trace)).toEqual(facts(whole))
    expect(trace.fact(kept)).toMatchObject({ kind: 'run-ended', reason: 'size-limit' })
  })

  it('leaves every lesson alone: bytes are those of the columns as they travel', () => {
    const { builder, trace } = runWithin(RUN_LIMITS.traceBytes)
    const columns = [trace.data.facts, trace.data.changes, trace.data.segments]
      .flatMap((group) => Object.values(group))
      .reduce((sum, column) => sum + column.byteLength, 0)
    expect(trace.data.endReason).toBe('finished')
    expect(builder.bytes).toBe(columns)
  })
})
