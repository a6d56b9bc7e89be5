import type { Fault, Scenario } from '../engine/sim/scenario.ts'
import type { TraceSegment } from '../engine/trace/trace.ts'

/**
 * What a reader does to one segment of the diagram: drop, delay, duplicate, and take it back. Each is a fault on
 * exactly that segment, named by its sender and its ordinal. Copies and injected segments have no ordinal (0) and
 * cannot be changed: the scenario comes back as it is.
 */
export type SegmentRef = Pick<TraceSegment, 'from' | 'ordinal' | 'fault'>

/** How much later a copy arrives than its original. */
const COPY_LATER_US = 20_000

/** The segment is lost half way. Whatever else was done to it before has no meaning any more and goes. */
export function dropSegment(scenario: Scenario, segment: SegmentRef): Scenario {
  return put(scenario, segment, { match: exactly(segment), do: 'drop' })
}

/** The segment arrives `byUs` later than the path alone would have it; again: the new delay counts. 0 takes it back. */
export function delaySegment(scenario: Scenario, segment: SegmentRef, byUs: number): Scenario {
  if (byUs <= 0) return remove(scenario, segment, (fault) => fault.do === 'delay')
  return put(scenario, segment, { match: exactly(segment), do: 'delay', byUs })
}

/** A copy of the segment arrives `byUs` after it. */
export function duplicateSegment(scenario: Scenario, segment: SegmentRef, byUs = COPY_LATER_US): Scenario {
  return put(scenario, segment, { match: exactly(segment), do: 'duplicate', byUs })
}

/**
 * Nothing happens to this segment any more. Where a rule of the scenario hit it together with others ("every FIN"),
 * the whole rule goes, since a rule has no exceptions.
 */
export function restoreSegment(scenario: Scenario, segment: SegmentRef): Scenario {
  const own = remove(scenario, segment, () => true)
  if (own !== scenario || segment.fault < 0 || segment.fault >= scenario.faults.length) return own
  return { ...scenario, faults: scenario.faults.filter((_fault, index) => index !== segment.fault) }
}

/** The extra delay that the reader or the scenario gave to exactly this segment, in microseconds. */
export function extraDelayUs(scenario: Scenario, segment: SegmentRef): number {
  let total = 0
  scenario.faults.forEach((fault, index) => {
    if (fault.do === 'delay' && isAimedAt(fault, index, segment)) total += fault.byUs
  })
  return total
}

function exactly(segment: SegmentRef): Fault['match'] {
  return { from: segment.from, kind: 'ANY', nth: segment.ordinal }
}

/** In the place of the first fault that it replaces, so that numbers of other faults stay valid while dragging. */
function put(scenario: Scenario, segment: SegmentRef, fault: Fault): Scenario {
  if (segment.ordinal === 0) return scenario
  const faults: Fault[] = []
  let placed = false
  scenario.faults.forEach((old, index) => {
    const replaced = isAimedAt(old, index, segment) && excludes(old, fault)
    if (!replaced) faults.push(old)
    else if (!placed) {
      // A rule of the scenario keeps its own words (the 1st FIN) when only its effect changes.
      faults.push(old.do === fault.do ? { ...fault, match: old.match } : fault)
      placed = true
    }
  })
  if (!placed) faults.push(fault)
  return { ...scenario, faults }
}

/** A segment can be delayed and copied at once; a dropped one neither. */
function excludes(old: Fault, next: Fault): boolean {
  return old.do === next.do || old.do === 'drop' || next.do === 'drop'
}

function remove(scenario: Scenario, segment: SegmentRef, which: (fault: Fault) => boolean): Scenario {
  const faults = scenario.faults.filter((fault, index) => !(isAimedAt(fault, index, segment) && which(fault)))
  return faults.length === scenario.faults.length ? scenario : { ...scenario, faults }
}

/** Whether a fault hits this segment and no other. */
function isAimedAt(fault: Fault, index: number, segment: SegmentRef): boolean {
  const { kind, nth, from } = fault.match
  if (segment.ordinal === 0 || typeof nth !== 'number') return false
  if (isExact(fault)) return from === segment.from && nth === segment.ordinal
  return index === segment.fault && kind !== 'ANY' && (from === undefined || from === segment.from)
}

/** Names one segment by its ordinal alone, as the functions above write it. */
function isExact({ match }: Fault): boolean {
  return match.kind === 'ANY' && match.from !== undefined && Object.keys(match).length === 3
}
