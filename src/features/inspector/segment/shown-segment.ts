import { lastAtOrBefore } from '../../../base/binary-search.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import type { TraceSegment } from '../../../engine/trace/trace.ts'

/** The segment that the tab shows: the selected one, else the newest on the wire at this step. */
export function shownSegment(trace: Trace, step: number, selected: number | null): TraceSegment | null {
  if (selected !== null) return selected < trace.segmentCount ? trace.segment(selected) : null
  const [, end] = trace.stepFacts(step)
  // Rows are numbered in the order of sending, so the facts of sending ascend.
  const newest = lastAtOrBefore(trace.data.segments.sentFact, end - 1)
  return newest < 0 ? null : trace.segment(newest)
}

/** What the same end sent before it on the same connection, copies and forgeries not counted. */
export function previousOf(trace: Trace, segment: TraceSegment): TraceSegment | null {
  for (let id = segment.id - 1; id >= 0; id--) {
    const other = trace.segment(id)
    const isOwn = other.from === segment.from && other.conn === segment.conn
    if (isOwn && other.copyOf < 0 && !other.injected) return other
  }
  return null
}
