import { NOTES } from '../../tcp/effect.ts'
import { STATES } from '../../tcp/state.ts'
import { FACT, FATE, FIELD, STATE, TIMER_COUNT } from './columns.ts'
import type { Replay } from './replay.ts'
import { nameOfEnd, note, type Violation } from './violation.ts'

/** What must happen in the end: L1, L3, L4. */

const CAREFUL_RTO = NOTES.indexOf('rto-reset-after-syn-loss')

/** Nothing more can happen by itself. */
function isOver(run: Replay): boolean {
  const { endReason } = run.columns
  return endReason === 'finished' || endReason === 'waiting-for-application'
}

/**
 * L1: with k faults everything is over by T0 + R (2^k - 1) + k (Dmax + RTT + delayed-ACK limit), T0 being the end of
 * the run without faults. Asked only where T0 is known and no application is waited for.
 */
export function l1(run: Replay): Violation[] {
  const { endUs, endReason, factCount } = run.columns
  const { faults, network } = run.scenario
  if (run.faultlessEndUs < 0 || endReason !== 'finished') return []
  const k = faults.length
  const longest = faults.reduce((most, fault) => Math.max(most, fault.do === 'drop' ? 0 : fault.byUs), 0)
  const rtt = network.CtoS.delayUs + network.StoC.delayUs
  const delayedAck = Math.max(run.settings[0].delayedAckUs, run.settings[1].delayedAckUs)
  const bound = run.faultlessEndUs + largestFirstRto(run) * (2 ** k - 1) + k * (longest + rtt + delayedAck)
  if (endUs <= bound) return []
  const found: Violation[] = []
  note(found, 'L1', run, factCount - 1, `over at ${endUs} µs, with ${k} faults it must be by ${bound}`)
  return found
}

/** 3 s where a lost SYN made data begin with it (RFC 6298 5.7), else the initial RTO. */
function largestFirstRto(run: Replay): number {
  const { facts, factCount } = run.columns
  let largest = Math.max(run.settings[0].rtoInitialUs, run.settings[1].rtoInitialUs)
  for (let i = 0; i < factCount; i++) {
    if (facts.kind[i] === FACT.noted && facts.a[i] === CAREFUL_RTO)
      largest = Math.max(largest, facts.b[i] as number)
  }
  return largest
}

/**
 * L3: no deadlock. Where nothing can happen any more, an end that is not over waits for an application: it is
 * ESTABLISHED or in CLOSE-WAIT with everything sent and acknowledged, or in FIN-WAIT-2.
 */
export function l3(run: Replay): Violation[] {
  const found: Violation[] = []
  if (!isOver(run)) return found
  const { factCount, endReason } = run.columns
  let waiting = 0
  for (let slot = 0; slot < run.slotState.length; slot++) {
    const state = run.slotState[slot] as number
    if (state <= STATE.listen) continue
    waiting += 1
    const end = (run.slotConn[slot] as number) * 2 + (slot & 1)
    const idle = run.last(end, FIELD.queued) === 0 && run.last(end, FIELD.unsent) === 0
    const may = state === STATE.established || state === STATE.closeWait || state === STATE.finWait2
    if (!may || !idle) note(found, 'L3', run, factCount - 1, `${nameOfEnd(end)} is stuck in ${STATES[state]}`)
    else if (state === STATE.closeWait && hasClosed(run, end))
      note(found, 'L3', run, factCount - 1, `${nameOfEnd(end)} was closed and its FIN never left`)
  }
  if (waiting > 0 !== (endReason === 'waiting-for-application'))
    note(found, 'L3', run, factCount - 1, `${waiting} ends wait, and the run says ${endReason}`)
  return found
}

function hasClosed(run: Replay, end: number): boolean {
  const side = (end & 1) === 0 ? 'C' : 'S'
  return run.columns.calls.some(
    (call) =>
      call.conn === end >> 1 && call.side === side && (call.call === 'close' || call.args === 'SHUT_WR'),
  )
}

/** L4: every timer that was set was cancelled or fired. */
export function l4(run: Replay): Violation[] {
  const found: Violation[] = []
  if (!isOver(run)) return found
  for (let slot = 0; slot < run.slotState.length; slot++) {
    for (let timer = 0; timer < TIMER_COUNT; timer++) {
      if (run.lastDue(slot, timer) >= 0)
        note(
          found,
          'L4',
          run,
          run.columns.factCount - 1,
          `a timer of ${nameOfEnd((run.slotConn[slot] as number) * 2 + (slot & 1))} still runs`,
        )
    }
  }
  const { segments, segmentCount } = run.columns
  for (let s = 0; s < segmentCount; s++) {
    if (segments.fate[s] === FATE.inFlight)
      note(found, 'L4', run, segments.sentFact[s] as number, 'a segment still flies')
  }
  return found
}
