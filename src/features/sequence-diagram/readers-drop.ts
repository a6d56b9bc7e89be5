import type { TraceSegment } from '../../engine/trace/trace.ts'
import { sameJson } from '../../scenario/canonical-json.ts'
import type { StudioState } from '../../store/store.ts'

/** Whether the reader dropped a segment. What the scenario itself takes away is lost, as the network loses it. */
export function isReadersDrop(
  { baseline, scenario }: Pick<StudioState, 'baseline' | 'scenario'>,
  { fate, fault }: Pick<TraceSegment, 'fate' | 'fault'>,
): boolean {
  return fate === 'dropped' && !baseline.faults.some((own) => sameJson(own, scenario.faults[fault]))
}
