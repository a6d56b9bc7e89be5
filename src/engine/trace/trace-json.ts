import type { Trace } from './codec.ts'

/** The whole trace as JSON, row by row (docs/trace-format.md). Times are microseconds. */
export function traceJson(trace: Trace): object {
  const { version, endUs, endReason } = trace.data
  return {
    version,
    endUs,
    endReason,
    connections: trace.connections,
    segments: Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id)),
    calls: trace.calls,
    facts: Array.from({ length: trace.factCount }, (_, index) => trace.fact(index)),
  }
}
