import type { Trace } from '../../trace/codec.ts'
import type { Scenario } from '../scenario.ts'
import type { TraceView } from '../../trace/trace-view.ts'
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

/** One invariant: its id in the specification, what it says, and the function that looks for exceptions. */
export interface Invariant {
  readonly id: string
  readonly says: string
  readonly check: Checker
}

/** Every invariant that can be asked of one run. */
export const INVARIANTS: readonly Invariant[] = [
  {
    id: 'S1',
    says: 'every state change is an edge of the table, out of the state the end was in, with a cause of its kind',
    check: s1,
  },
  {
    id: 'S2',
    says: 'SND.UNA =< SND.NXT, less than 2^31 apart; SND.UNA and RCV.NXT never go back',
    check: s2,
  },
  {
    id: 'S3',
    says: 'every ACK says RCV.NXT of its sender, and acknowledges nothing that was not sent',
    check: s3,
  },
  {
    id: 'S4',
    says: 'two ends of one incarnation know the same pair of ISNs; two ESTABLISHED ends are of one incarnation',
    check: s4,
  },
  {
    id: 'S5',
    says: 'ESTABLISHED is entered only after the own SYN was acknowledged',
    check: s5,
  },
  {
    id: 'S6',
    says: 'what is delivered is a prefix of what the peer wrote in this incarnation: in order, once, unchanged',
    check: s6,
  },
  {
    id: 'S7',
    says: 'end of file comes after every byte before the FIN; a reset or a timeout is an error, never end of file',
    check: s7,
  },
  {
    id: 'S8',
    says: 'after acknowledged FINs both ways, without reset or give-up, everything written was delivered',
    check: s8,
  },
  {
    id: 'S9',
    says: 'a number keeps its content; one ISN, one FIN behind all text',
    check: s9,
  },
  {
    id: 'S10',
    says: 'nothing new beyond SND.UNA + SND.WND but a window probe; nothing taken beyond the window offered',
    check: s10,
  },
  {
    id: 'S11',
    says: 'no more text than the effective MSS; none on a SYN without Fast Open',
    check: s11,
  },
  {
    id: 'S12',
    says: 'a RST is sent only where the RFC has one, with the numbers of 3.5.2, and never in answer to a RST',
    check: s12,
  },
  {
    id: 'S13',
    says: 'a RST ends a connection only if it is exact; inside the window it draws one challenge ACK, outside nothing',
    check: s13,
  },
  {
    id: 'S14',
    says: 'a SYN never changes a synchronized state, TIME-WAIT and stacks without RFC 5961 apart',
    check: s14,
  },
  {
    id: 'S15',
    says: 'TIME-WAIT is entered when both FINs are acknowledged and lasts exactly 2MSL after entry or the last FIN',
    check: s15,
  },
  {
    id: 'S16',
    says: 'in TIME-WAIT a FIN draws exactly one ACK, an acceptable pure ACK none; nothing is delivered or announced',
    check: s16,
  },
  {
    id: 'S17',
    says: 'ports in TIME-WAIT are used again only for a SYN that proves to be new, or by client reuse',
    check: s17,
  },
  {
    id: 'S18',
    says: 'no segment of one incarnation changes another',
    check: s18,
  },
  {
    id: 'S19',
    says: 'what waits has its one timer, and nothing else has one',
    check: s19,
  },
  {
    id: 'S20',
    says: 'the RTO stays in its bounds, doubles at each expiry, is 3 s after a lost SYN; no sample from a copy',
    check: s20,
  },
  {
    id: 'S21',
    says: 'one received segment draws at most one pure ACK, an acceptable pure ACK none',
    check: s21,
  },
  {
    id: 'S22',
    says: 'segments handed over, lost, copied and delivered add up; none is faster than the path or overtakes unasked',
    check: s22,
  },
  {
    id: 'S23',
    says: 'times never decrease, causes come first, every segment, call and change has its one fact',
    check: s23,
  },
  {
    id: 'S24',
    says: 'a run that stops early says why, and only then',
    check: s24,
  },
  {
    id: 'L1',
    says: 'with k faults it is over by T0 + R (2^k - 1) + k (Dmax + RTT + delayed-ACK limit)',
    check: l1,
  },
  {
    id: 'L3',
    says: 'where nothing can happen any more, only an application is waited for',
    check: l3,
  },
  {
    id: 'L4',
    says: 'every timer that was set was cancelled or fired',
    check: l4,
  },
  {
    id: 'L5',
    says: 'at most 1,000 events at one instant',
    check: l5,
  },
]

/**
 * All violations of a run, but for the invariants that its scenario gives up.
 *
 * @param faultlessEndUs when the scenario ends without its faults, for L1; -1: not known
 */
export function violations(columns: TraceView, scenario: Scenario, faultlessEndUs = -1): Violation[] {
  const run = new Replay(columns, scenario, faultlessEndUs)
  const found: Violation[] = []
  for (const { id, check } of INVARIANTS) {
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
