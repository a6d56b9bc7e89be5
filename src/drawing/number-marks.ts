import type { TraceSegment } from '../engine/trace/trace.ts'

/** Numbers of a list, from 1, on the segments that its rows are about: by segment. A row about none has none. */
export function numberMarks(rows: readonly (TraceSegment | null)[]): ReadonlyMap<number, string> {
  return new Map(
    rows.flatMap((segment, i) => (segment === null ? [] : [[segment.id, String(i + 1)] as const])),
  )
}

/** When what differs at `tUs` can be seen whole: its segments have arrived. */
export const seenUs = (tUs: number, ...segments: readonly (TraceSegment | null)[]): number =>
  Math.max(tUs, ...segments.map((segment) => segment?.endUs ?? 0))
