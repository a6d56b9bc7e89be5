import type { Trace } from '../../../engine/trace/codec.ts'

/** The connection that a step is about: that of the selected segment, else of the newest fact that has one. */
export function connectionAt(trace: Trace, step: number, selectedSegment: number | null): number | null {
  if (selectedSegment !== null && selectedSegment < trace.segmentCount) {
    return trace.segment(selectedSegment).conn
  }
  const [, end] = trace.stepFacts(step)
  const { conn } = trace.data.facts
  for (let i = end - 1; i >= 0; i--) {
    const found = conn[i] as number
    if (found >= 0) return found
  }
  return null
}
