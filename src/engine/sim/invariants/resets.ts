import { ACK, FIN, RST, SYN } from '../../tcp/segment.ts'
import { NOTES } from '../../tcp/effect.ts'
import type { Side } from '../../tcp/state.ts'
import { FACT, FIELD, minus, STATE, TIMER } from './columns.ts'
import type { Replay } from './replay.ts'
import { nameOfEnd, nameOfSegment, note, type Violation } from './violation.ts'

/** When a RST is sent, with which numbers, and what one that arrives may do: S12, S13. */

const LIMITED = NOTES.indexOf('challenge-ack-limited')
const QUEUE_FULL = NOTES.indexOf('accept-queue-full')

/** S12: a RST answers what cannot belong here, or says that an application or the system has given up. */
export function s12(run: Replay): Violation[] {
  const found: Violation[] = []
  const { facts, segments, segmentCount } = run.columns
  for (let s = 0; s < segmentCount; s++) {
    if (((segments.flags[s] as number) & RST) === 0) continue
    if (segments.injected[s] === 1 || (segments.copyOf[s] as number) >= 0) continue
    const sent = segments.sentFact[s] as number
    const cause = facts.cause[sent] as number
    const kind = cause < 0 ? -1 : facts.kind[cause]
    let wrong: string | null
    if (kind === FACT.delivered) wrong = wrongAnswer(run, s, facts.a[cause] as number, cause)
    else if (kind === FACT.callMade) wrong = wrongAbort(run, s)
    else if (kind === FACT.timerFired) wrong = wrongGiveUp(run, s, facts.a[cause] as number)
    else wrong = 'has no cause'
    if (wrong !== null) note(found, 'S12', run, sent, `the RST in ${nameOfSegment(s)} ${wrong}`)
  }
  return found
}

/** What is wrong with a RST that answers a segment; null: nothing. */
function wrongAnswer(run: Replay, reset: number, offending: number, delivered: number): string | null {
  const { segments } = run.columns
  const bits = segments.flags[offending] as number
  if ((bits & RST) !== 0) return 'answers a RST'
  if (isNoted(run, delivered, QUEUE_FULL)) return wrongAbort(run, reset)
  if (!isRefusable(run, offending)) return `answers ${nameOfSegment(offending)}, which was no reason`
  const seq = segments.seq[reset] as number
  if ((bits & ACK) !== 0 && ((segments.flags[reset] as number) & ACK) === 0) {
    return seq === segments.ack[offending] ? null : 'does not have SEQ = SEG.ACK'
  }
  return seq === 0 && segments.ack[reset] === run.endOf(offending)
    ? null
    : 'does not have SEQ = 0, ACK = SEG.SEQ + SEG.LEN'
}

/** Segments that a RST may answer. */
function isRefusable(run: Replay, s: number): boolean {
  const { segments } = run.columns
  const bits = segments.flags[s] as number
  const state = run.rxState[s] as number
  const settings = run.settings[(1 - (segments.from[s] as number)) as 0 | 1]
  if (state <= STATE.listen) return true
  if (state === STATE.synSent || state === STATE.synReceived) {
    const ack = segments.ack[s] as number
    const una = run.receiver(s, state === STATE.synSent ? FIELD.iss : FIELD.una)
    const acceptable = minus(ack, una) > 0 && minus(ack, run.receiver(s, FIELD.nxt)) <= 0
    if ((bits & ACK) !== 0 && !acceptable) return true
    if ((bits & SYN) !== 0 && settings.synReceived === 'request') return true
  }
  if ((bits & SYN) !== 0 && !settings.challengeAck) return true
  if (isLinuxOrphan(run, s) && (bits & (SYN | FIN)) !== 0) return true
  const side = segments.from[s] === 0 ? 'S' : 'C'
  const unread = run.receiver(s, FIELD.released) === 1 || stopsReading(run, side)
  return unread && (segments.textLength[s] as number) > 0 && state !== STATE.timeWait
}

/** FIN-WAIT-2 that no process holds any more, where it is a small socket with checks of its own. */
export function isLinuxOrphan(run: Replay, s: number): boolean {
  const { doubtful } = run.settings[(1 - (run.columns.segments.from[s] as number)) as 0 | 1]
  return doubtful === 'linux' && run.rxState[s] === STATE.finWait2 && run.receiver(s, FIELD.released) === 1
}

/** The side's program calls shutdown() for reading somewhere. */
function stopsReading(run: Replay, side: Side): boolean {
  return run.scenario.apps[side].some((step) => step.op === 'shutdown' && step.how !== 'wr')
}

/** An abort, or a close() that loses text, says SEQ = SND.NXT. */
function wrongAbort(run: Replay, reset: number): string | null {
  const { segments } = run.columns
  const state = run.txState[reset] as number
  const may = state >= STATE.synReceived && state <= STATE.closeWait
  if (!may) return 'comes from a state in which ABORT sends nothing'
  return segments.seq[reset] === run.sender(reset, FIELD.nxt) ? null : 'does not have SEQ = SND.NXT'
}

function wrongGiveUp(run: Replay, reset: number, timer: number): string | null {
  const side = run.columns.segments.from[reset] as 0 | 1
  if (timer !== TIMER.keepalive || !run.settings[side].keepaliveRst) return 'is sent by a timer'
  return run.columns.segments.seq[reset] === run.sender(reset, FIELD.nxt)
    ? null
    : 'does not have SEQ = SND.NXT'
}

/** S13: a RST ends a connection if it is exact, draws one challenge ACK if it is only in the window, else nothing. */
export function s13(run: Replay): Violation[] {
  const found: Violation[] = []
  const { segments, segmentCount } = run.columns
  for (let s = 0; s < segmentCount; s++) {
    const delivered = segments.endFact[s] as number
    const state = run.rxState[s] as number
    if (((segments.flags[s] as number) & RST) === 0 || delivered < 0 || state <= STATE.listen) continue
    if (run.columns.facts.kind[delivered] !== FACT.delivered) continue
    const expected = state === STATE.synSent ? resetInSynSent(run, s) : resetInWindow(run, s)
    if (expected === 'either') continue
    const { ended, acks } = consequences(run, delivered)
    const limited = isNoted(run, delivered, LIMITED)
    const right =
      expected === 'ends'
        ? ended
        : expected === 'challenged'
          ? !ended && (acks === 1 || limited)
          : !ended && acks === 0
    if (!right) {
      const end = (run.rxConn[s] as number) * 2 + (1 - (segments.from[s] as number))
      note(found, 'S13', run, delivered, `${nameOfEnd(end)}: ${nameOfSegment(s)} should be ${expected}`)
    }
  }
  return found
}

type Verdict = 'ends' | 'challenged' | 'ignored' | 'either'

function resetInSynSent(run: Replay, s: number): Verdict {
  const { segments } = run.columns
  const has = ((segments.flags[s] as number) & ACK) !== 0
  const ack = segments.ack[s] as number
  const above = minus(ack, run.receiver(s, FIELD.iss)) > 0
  if (!has || !above || minus(ack, run.receiver(s, FIELD.nxt)) > 0) return 'ignored'
  const side = (1 - (segments.from[s] as number)) as 0 | 1
  return run.settings[side].refusedSyn === 'retry' ? 'either' : 'ends'
}

/** States in which the peer's FIN has been received and not ended everything. */
const BEHIND_FIN = new Set([STATE.closeWait, STATE.closing, STATE.lastAck])

function resetInWindow(run: Replay, s: number): Verdict {
  const { segments } = run.columns
  const settings = run.settings[(1 - (segments.from[s] as number)) as 0 | 1]
  const ahead = minus(segments.seq[s] as number, run.rxRcvNxt[s] as number)
  const window = run.receiver(s, FIELD.rcvWnd)
  const state = run.rxState[s] as number
  if (settings.doubtful === 'linux') {
    // A RST that the FIN has overtaken, and one at the end of what lies beyond a gap, are exact as well.
    if (ahead === -1 && BEHIND_FIN.has(state)) return 'ends'
    if (ahead > 0 && run.receiver(s, FIELD.outOfOrder) > 0) return 'either'
    // Small sockets challenge none: in TIME-WAIT another is ignored, in FIN-WAIT-2 without a process any in the window counts.
    if (ahead !== 0 && state === STATE.timeWait) return 'ignored'
    if (isLinuxOrphan(run, s) && ahead >= 0 && ahead <= window) return 'ends'
  }
  if (ahead !== 0 && (ahead < 0 || ahead >= window)) return 'ignored'
  if (ahead !== 0 && settings.challengeAck) return 'challenged'
  const waits = state === STATE.timeWait
  return waits && settings.rstInTimeWait === 'ignored' ? 'ignored' : 'ends'
}

/** Whether a state changed because of an arrival, and how many segments with ACK it drew. */
function consequences(run: Replay, delivered: number): { ended: boolean; acks: number } {
  const { facts, segments, factCount } = run.columns
  let ended = false
  let acks = 0
  for (let i = delivered + 1; i < factCount && facts.step[i] === facts.step[delivered]; i++) {
    if (facts.cause[i] !== delivered) continue
    if (facts.kind[i] === FACT.state) ended = true
    if (facts.kind[i] === FACT.sent && ((segments.flags[facts.a[i] as number] as number) & ACK) !== 0)
      acks += 1
  }
  return { ended, acks }
}

/** Whether an arrival made this remark. */
export function isNoted(run: Replay, delivered: number, code: number): boolean {
  const { facts, factCount } = run.columns
  for (let i = delivered + 1; i < factCount && facts.step[i] === facts.step[delivered]; i++) {
    if (facts.kind[i] === FACT.noted && facts.a[i] === code) return true
  }
  return false
}

/** S18: with an MSL no shorter than the life of a segment, none of one incarnation changes another. */
export function s18(run: Replay): Violation[] {
  const found: Violation[] = []
  const { facts, segments, segmentCount, factCount, changes } = run.columns
  for (let s = 0; s < segmentCount; s++) {
    const delivered = segments.endFact[s] as number
    const conn = segments.conn[s] as number
    const other = run.rxConn[s] as number
    if (delivered < 0 || other < 0 || other === conn || (run.rxState[s] as number) <= STATE.listen) continue
    if (mayEndOthers(run, s) || isResetOf(run, s, other)) continue
    for (let i = delivered + 1; i < factCount && facts.step[i] === facts.step[delivered]; i++) {
      if (facts.cause[i] !== delivered || facts.conn[i] === conn) continue
      const kind = facts.kind[i]
      const moved =
        kind === FACT.tcb && movesNumbers(facts.a[i] as number, facts.b[i] as number, changes.field)
      if (kind === FACT.state || kind === FACT.data || moved) {
        note(
          found,
          'S18',
          run,
          i,
          `${nameOfSegment(s)} of connection ${conn} changes connection ${facts.conn[i]}`,
        )
        break
      }
    }
  }
  return found
}

/** A new SYN ends a connection that never stood (P-24); without RFC 5961 a SYN or RST in the window ends any other. */
function mayEndOthers(run: Replay, s: number): boolean {
  const { flags, from } = run.columns.segments
  const bits = flags[s] as number
  if ((bits & SYN) !== 0 && run.rxState[s] === STATE.synReceived) return true
  return (bits & (SYN | RST)) !== 0 && !run.settings[(1 - (from[s] as number)) as 0 | 1].challengeAck
}

/** A RST belongs to the incarnation whose numbers it carries: without ACK, that is any with this ISN of its sender. */
function isResetOf(run: Replay, s: number, conn: number): boolean {
  const { flags, seqBase, from } = run.columns.segments
  const receiver = conn * 2 + (1 - (from[s] as number))
  return flags[s] === RST && seqBase[s] === run.irs[receiver]
}

function movesNumbers(first: number, count: number, field: ArrayLike<number>): boolean {
  for (let c = first; c < first + count; c++) {
    if (field[c] === FIELD.una || field[c] === FIELD.rcvNxt || field[c] === FIELD.outOfOrder) return true
  }
  return false
}
