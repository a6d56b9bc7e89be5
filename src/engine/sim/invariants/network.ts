import { FACT, FATE } from './columns.ts'
import type { Replay } from './replay.ts'
import { nameOfSegment, note, type Violation } from './violation.ts'

/** The network neither makes nor hides segments, and takes its time: S22. */
export function s22(run: Replay): Violation[] {
  const found: Violation[] = []
  const { segments, segmentCount, facts, endReason } = run.columns
  const over = endReason === 'finished' || endReason === 'waiting-for-application'
  const { network } = run.scenario
  for (let s = 0; s < segmentCount; s++) {
    const sent = segments.sentFact[s] as number
    const fate = segments.fate[s] as number
    const end = segments.endFact[s] as number
    const kind = end < 0 ? -1 : facts.kind[end]
    const arrived = fate === FATE.delivered && kind === FACT.delivered
    const gone = (fate === FATE.lost || fate === FATE.dropped) && kind === FACT.dropped
    if (segments.injected[s] === 1) note(found, 'S22', run, sent, `${nameOfSegment(s)} was sent by nobody`)
    else if (fate === FATE.inFlight && over)
      note(found, 'S22', run, sent, `${nameOfSegment(s)} is still in flight`)
    else if (fate !== FATE.inFlight && !arrived && !gone)
      note(found, 'S22', run, sent, `${nameOfSegment(s)} neither arrived nor was lost`)
    const path = segments.from[s] === 0 ? network.CtoS : network.StoC
    const flight = (segments.endUs[s] as number) - (segments.sentUs[s] as number)
    if (arrived && segments.injected[s] === 0 && flight < path.delayUs)
      note(found, 'S22', run, end, `${nameOfSegment(s)} arrives after ${flight} µs`)
  }
  order(run, found)
  return found
}

/** On a path without jitter, reordering and duplication, what no fault touched arrives as it was sent. */
function order(run: Replay, found: Violation[]): void {
  const { segments, segmentCount } = run.columns
  const { network } = run.scenario
  const last = [-1, -1]
  for (let s = 0; s < segmentCount; s++) {
    const from = segments.from[s] as 0 | 1
    const { jitterUs, reorderPpm, duplicatePpm } = from === 0 ? network.CtoS : network.StoC
    const touched = (segments.fault[s] as number) >= 0 || segments.injected[s] === 1
    if (jitterUs + reorderPpm + duplicatePpm > 0 || touched || segments.fate[s] !== FATE.delivered) continue
    const end = segments.endFact[s] as number
    if (end < (last[from] as number)) note(found, 'S22', run, end, `${nameOfSegment(s)} overtakes`)
    last[from] = end
  }
}
