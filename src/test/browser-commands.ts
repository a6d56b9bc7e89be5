import { createHash } from 'node:crypto'
import type { BrowserCommand } from 'vitest/node'
import type { Scenario } from '../engine/sim/scenario.ts'
import type { TraceData } from '../engine/trace/codec.ts'

/** What tests in the browser ask of Node. */
declare module 'vitest/browser' {
  interface BrowserCommands {
    /** SHA-256, hexadecimal, of the trace that Node computes for a scenario. */
    traceHashInNode(scenario: Scenario): Promise<string>
  }
}

interface Engine {
  readonly simulate: (scenario: Scenario) => TraceData
}
interface Codec {
  readonly canonicalBytes: (trace: TraceData) => Uint8Array
}

/** The engine is loaded when it is asked for, so that a mistake in it does not keep every other test from starting. */
export const traceHashInNode: BrowserCommand<[scenario: Scenario]> = async ({ project }, scenario) => {
  const load = <T>(file: string) => project.import<T>(new URL(file, import.meta.url).pathname)
  const { simulate } = await load<Engine>('../engine/sim/run.ts')
  const { canonicalBytes } = await load<Codec>('../engine/trace/codec.ts')
  return createHash('sha256')
    .update(canonicalBytes(simulate(scenario)))
    .digest('hex')
}
