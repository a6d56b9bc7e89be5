import { NOTES } from '../../tcp/effect.ts'
import { ACK, SYN } from '../../tcp/segment.ts'
import { FACT, FIELD, minus, STATE, TIMER, TIMER_COUNT } from './columns.ts'
import type { Replay } from './replay.ts'
import { nameOfEnd, nameOfSegment, note, type Violation } from './violation.ts'
import { isOld, pureAcksOf } from './time-wait.ts'

/** Timers, the RTO, and how many ACKs a segment may draw: S19, S20, S21. */

const RTT_SAMPLE = NOTES.indexOf('rtt-sample')

const SENDS_TEXT: readonly number[] = [
  STATE.established,
  STATE.finWait1,
  STATE.closeWait,
  STATE.closing,
  STATE.lastAck,
]

/** S19: what waits has its timer, and nothing else has one. */
export function s19(run: Replay): Violation[] {
  const found: Violation[] = []
  for (let n = 0; n < run.endFact.length; n++) {
    const slot = run.endSlot[n] as number
    const state = run.endState[n] as number
    const fact = run.endFact[n] as number
    const say = (what: string): void =>
      note(found, 'S19', run, fact, `${nameOfEnd((run.endConn[n] as number) * 2 + (slot & 1))}: ${what}`)
    if (state <= STATE.listen) {
      for (let t = 0; t < TIMER_COUNT; t++)
        if (run.endedDue(n, t) >= 0) say('a timer runs without a connection')
      continue
    }
    const runs = (timer: number): boolean => run.endedDue(n, timer) >= 0
    if (runs(TIMER.timeWait) !== (state === STATE.timeWait))
      say(runs(TIMER.timeWait) ? 'the TIME-WAIT timer runs elsewhere' : 'TIME-WAIT has no timer')
    const retransmission =
      Number(runs(TIMER.retransmission)) + Number(runs(TIMER.lossProbe)) + Number(runs(TIMER.reorder))
    if (retransmission > 1) say('two retransmission timers run')
    const blocked = isBlocked(run, n, slot, state)
    if (runs(TIMER.persist) !== blocked)
      say(
        blocked
          ? 'nobody asks whether the window has opened'
          : 'the persist timer runs, and nothing waits for a window',
      )
    const outstanding = run.ended(n, FIELD.queued) > 0
    if (!blocked && retransmission > 0 !== outstanding)
      say(outstanding ? 'nobody watches what is unacknowledged' : 'a retransmission timer runs for nothing')
    if (blocked && retransmission > 0) say('retransmission and persist timer run at once')
  }
  return found
}

/** Something waits on a closed window, or on one too small for the next segment while nothing is under way. */
function isBlocked(run: Replay, n: number, slot: number, state: number): boolean {
  if (!SENDS_TEXT.includes(state)) return false
  const outstanding = run.ended(n, FIELD.queued) > 0
  const finWaits = run.ended(n, FIELD.finSent) === 0 && wantsToClose(run, n, slot, state)
  const waiting = run.ended(n, FIELD.unsent) > 0 || finWaits
  return run.ended(n, FIELD.wnd) === 0 ? waiting || outstanding : waiting && !outstanding
}

/** CLOSE was called: by the state, or in CLOSE-WAIT by a call that was made before. */
function wantsToClose(run: Replay, n: number, slot: number, state: number): boolean {
  if (state === STATE.finWait1 || state === STATE.closing) return true
  if (state !== STATE.closeWait) return false
  const conn = run.endConn[n] as number
  const side = (slot & 1) === 0 ? 'C' : 'S'
  const fact = run.endFact[n] as number
  return run.columns.calls.some(
    (call) =>
      call.conn === conn &&
      call.side === side &&
      call.madeFact <= fact &&
      (call.call === 'close' || (call.call === 'shutdown' && call.args !== 'SHUT_RD')),
  )
}

/** S20: the RTO stays in its bounds, doubles at each expiry, starts anew with progress; no sample from a copy. */
export function s20(run: Replay): Violation[] {
  const found: Violation[] = []
  bounds(run, found)
  expiries(run, found)
  afterSynLoss(run, found)
  samples(run, found)
  return found
}

function bounds(run: Replay, found: Violation[]): void {
  for (let n = 0; n < run.endFact.length; n++) {
    if ((run.endState[n] as number) <= STATE.listen) continue
    const { rtoInitialUs, rtoMinUs, rtoMaxUs, rtoAfterSynLossUs } =
      run.settings[((run.endSlot[n] as number) & 1) as 0 | 1]
    const rto = run.ended(n, FIELD.rtoUs)
    const most = Math.max(rtoMaxUs, rtoInitialUs, rtoAfterSynLossUs ?? 0)
    if (rto < Math.min(rtoMinUs, rtoInitialUs) || rto > most)
      note(found, 'S20', run, run.endFact[n] as number, `an RTO of ${rto} µs`)
  }
}

/** Each expiry that resends doubles the RTO, and the timer then runs for it (RFC 6298 5.5, 5.6). */
function expiries(run: Replay, found: Violation[]): void {
  const { facts } = run.columns
  const before = new Float64Array(run.slotState.length).fill(-1)
  for (let n = 0; n < run.endFact.length; n++) {
    const fact = run.endFact[n] as number
    const slot = run.endSlot[n] as number
    const settings = run.settings[(slot & 1) as 0 | 1]
    const old = before[slot] as number
    const now = run.ended(n, FIELD.rtoUs)
    before[slot] = now
    const first = firstFactOfStep(run, fact)
    const fired = facts.kind[first] === FACT.timerFired && facts.a[first] === TIMER.retransmission
    // Linux: linear at first for a SYN, and a SYN repeated soon after a bad ACK does not count.
    const linear = settings.synLinearTimeouts > 0 && run.endState[n] === STATE.synSent
    const due = run.endedDue(n, TIMER.retransmission)
    if (!fired || old < 0 || linear || due < 0 || settings.retryRule === 'time') continue
    const doubled = Math.min(2 * old, settings.rtoMaxUs)
    if (now !== doubled) note(found, 'S20', run, fact, `an expiry makes the RTO ${now} µs, not ${doubled}`)
    if (due !== (facts.tUs[fact] as number) + now)
      note(found, 'S20', run, fact, 'the timer does not run for the RTO')
  }
}

function firstFactOfStep(run: Replay, fact: number): number {
  const { facts, steps } = run.columns
  return steps[facts.step[fact] as number] as number
}

/** RFC 6298 5.7: data begins with 3 s where the own SYN's timer has fired. */
function afterSynLoss(run: Replay, found: Violation[]): void {
  const { facts } = run.columns
  for (let n = 0; n < run.changes.length; n++) {
    const fact = run.changes[n] as number
    if (facts.b[fact] !== STATE.established) continue
    const { rtoInitialUs, rtoAfterSynLossUs } = run.settings[facts.side[fact] as 0 | 1]
    if (rtoAfterSynLossUs === null || rtoInitialUs >= rtoAfterSynLossUs) continue
    if (run.changed(n, FIELD.synTimerExpired) !== 1 || run.changed(n, FIELD.srttUs) > 0) continue
    if (run.changed(n, FIELD.rtoUs) !== rtoAfterSynLossUs)
      note(found, 'S20', run, fact, `data begins with ${run.changed(n, FIELD.rtoUs)} µs after a lost SYN`)
  }
}

/** Karn: without timestamps, a sample is the age of something sent once and acknowledged now. */
function samples(run: Replay, found: Violation[]): void {
  const { facts, factCount } = run.columns
  for (let i = 0; i < factCount; i++) {
    if (facts.kind[i] !== FACT.noted || facts.a[i] !== RTT_SAMPLE) continue
    const cause = facts.cause[i] as number
    if (cause < 0 || facts.kind[cause] !== FACT.delivered) continue
    const arrived = facts.a[cause] as number
    if (run.receiver(arrived, FIELD.timestampsOn) === 1 || carriesTimestamps(run, arrived)) continue
    const end = (facts.conn[i] as number) * 2 + (facts.side[i] as number)
    const wrong = wrongSample(run, arrived, end, (facts.tUs[i] as number) - (facts.b[i] as number))
    if (wrong !== null) note(found, 'S20', run, i, `${nameOfEnd(end)} takes a sample from ${wrong}`)
  }
}

function carriesTimestamps(run: Replay, s: number): boolean {
  const row = run.columns.segments.options[s] as number
  return row >= 0 && run.columns.options[row]?.timestamps !== undefined
}

/** What is wrong with a round trip that is said to have begun at `sentUs`; null: nothing. */
function wrongSample(run: Replay, arrived: number, end: number, sentUs: number): string | null {
  const { segments } = run.columns
  const ack = segments.ack[arrived] as number
  const una = run.receiver(arrived, FIELD.una)
  let ofThisAge = false
  for (let s = 0; s < run.columns.segmentCount; s++) {
    const own = segments.conn[s] === end >> 1 && segments.from[s] === (end & 1)
    if (!own || (segments.copyOf[s] as number) >= 0 || run.lengthOf(s) === 0) continue
    if ((segments.sentUs[s] as number) > (segments.endUs[arrived] as number)) continue
    // A SYN counts as acknowledged although the text on it is not (RFC 7413).
    const syn = ((segments.flags[s] as number) & SYN) !== 0
    const last = syn ? (segments.seq[s] as number) + 1 : run.endOf(s)
    const covered = minus(last, una) > 0 && minus(last, ack) <= 0
    if (!covered) continue
    if (wasSentTwice(run, s)) return `${nameOfSegment(s)}, which was sent twice`
    if (segments.sentUs[s] === sentUs) ofThisAge = true
  }
  return ofThisAge ? null : 'nothing of that age'
}

/** Another segment of the same end has the same last number, and both had left by then. */
function wasSentTwice(run: Replay, segment: number): boolean {
  return (run.columns.segments.retransmission[segment] as number) > 0
}

/** S21: one received segment draws at most one pure ACK, an acceptable pure ACK none. */
export function s21(run: Replay): Violation[] {
  const found: Violation[] = []
  const { segments, segmentCount, facts } = run.columns
  for (let s = 0; s < segmentCount; s++) {
    const delivered = segments.endFact[s] as number
    if (delivered < 0 || facts.kind[delivered] !== FACT.delivered) continue
    const acks = pureAcksOf(run, delivered)
    if (acks === 0) continue
    if (acks > 1) note(found, 'S21', run, delivered, `${nameOfSegment(s)} draws ${acks} pure ACKs`)
    else if (segments.flags[s] === ACK && run.lengthOf(s) === 0 && saysNothingNew(run, s))
      note(found, 'S21', run, delivered, `${nameOfSegment(s)}, a pure ACK, draws an ACK`)
  }
  return found
}

/** A pure ACK that every check lets pass. */
function saysNothingNew(run: Replay, s: number): boolean {
  const { segments } = run.columns
  if ((run.rxState[s] as number) < STATE.synReceived || isOld(run, s)) return false
  const ahead = minus(segments.seq[s] as number, run.rxRcvNxt[s] as number)
  if (ahead !== 0 && (ahead < 0 || ahead >= run.receiver(s, FIELD.rcvWnd))) return false
  const ack = segments.ack[s] as number
  const far = minus(run.receiver(s, FIELD.una), ack) > run.receiver(s, FIELD.maxWnd)
  return minus(ack, run.receiver(s, FIELD.nxt)) <= 0 && !far
}
