import type { Trace } from '../../trace/codec.ts'
import type { Scenario } from '../scenario.ts'
import type { TraceView } from '../../trace/builder.ts'
import { l5, s23, s24 } from './form.ts'
import { l1, l3, l4 } from './liveness.ts'
import { s22 } from './network.ts'
import { s10, s11, s2, s3, s9 } from './numbers.ts'
import { Replay } from './replay.ts'
import { s12, s13, s18 } from './resets.ts'
import { s1, s14, s4, s5 } from './states.ts'
import { s6, s7, s8 } from './streams.ts'
import { s15, s16, s17 } from './time-wait.ts'
import { s19, s20, s21 } from './timers.ts'
import type { Checker, Violation } from './violation.ts'

/** Every invariant that can be asked of one run, by id. */
export const CHECKERS: readonly (readonly [id: string, check: Checker])[] = [
  ['S1', s1],
  ['S2', s2],
  ['S3', s3],
  ['S4', s4],
  ['S5', s5],
  ['S6', s6],
  ['S7', s7],
  ['S8', s8],
  ['S9', s9],
  ['S10', s10],
  ['S11', s11],
  ['S12', s12],
  ['S13', s13],
  ['S14', s14],
  ['S15', s15],
  ['S16', s16],
  ['S17', s17],
  ['S18', s18],
  ['S19', s19],
  ['S20', s20],
  ['S21', s21],
  ['S22', s22],
  ['S23', s23],
  ['S24', s24],
  ['L1', l1],
  ['L3', l3],
  ['L4', l4],
  ['L5', l5],
]

/**
 * All violations of a run, but for the invariants that its scenario gives up.
 *
 * @param faultlessEndUs when the scenario ends without its faults, for L1; -1: not known
 */
export function violations(columns: TraceView, scenario: Scenario, faultlessEndUs = -1): Violation[] {
  const run = new Replay(columns, scenario, faultlessEndUs)
  const found: Violation[] = []
  for (const [id, check] of CHECKERS) {
    if (scenario.gives_up?.includes(id) === true) continue
    found.push(...check(run))
  }
  return found
}

/** The columns of a finished trace. */
export function columnsOf(trace: Trace): TraceView {
  const { factCount, segmentCount, stepCount } = trace
  return { ...trace.data, factCount, segmentCount, stepCount }
}
