import type { Scenario } from '../engine/sim/scenario.ts'
import { Trace } from '../engine/trace/codec.ts'
import { createEngineClient, type EngineClient } from '../worker/client.ts'

/**
 * Runs that are not the studio's: several scenarios one after another, each answered. They have an engine of their
 * own, started with the first of them, because the studio's serves only its newest run.
 */
let engine: EngineClient | null = null
let queue: Promise<unknown> = Promise.resolve()
const known = new WeakMap<Scenario, Trace>()

/** The run of a scenario, or null if it cannot be computed. A scenario that was run before is not run again. */
export function runAside(scenario: Scenario): Promise<Trace | null> {
  const answer = queue.then(async () => {
    const before = known.get(scenario)
    if (before !== undefined) return before
    engine ??= createEngineClient()
    const ran = await engine.run(scenario)
    if (!ran.ok) return null
    const trace = new Trace(ran.trace)
    known.set(scenario, trace)
    return trace
  })
  queue = answer
  return answer
}
