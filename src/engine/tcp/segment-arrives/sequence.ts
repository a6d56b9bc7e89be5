import { type Context, discard, sendAck, setTimer, type Verdict } from '../context.ts'
import { acknowledgeQuickly } from '../ack-timing.ts'
import { challenge, mayAnswer, restartTimeWait } from './challenge.ts'
import { ack, acknowledgesSyn } from './ack.ts'
import { endsAtLastAck, isExactReset, readOvertaken, readsAsLinux } from './as-linux.ts'
import { noteAckOfFin } from './own-fin.ts'
import { isOlderThanSeen, rememberTimestamp } from '../option-rules.ts'
import { ACK, FIN, has, RST, type Segment, SYN, segEnd, segLen, type Text } from '../segment.ts'
import { add, distance, gt, inWindow, leq, sub } from '../seq.ts'
import type { Tcb } from '../tcb.ts'
import { resend, transmit } from '../transmit.ts'

/** 3.10.7.4, first check: is anything of the segment inside the window? */
export function sequence(c: Context, segment: Segment): Verdict {
  const { tcb } = c
  if (isOlderThanSeen(tcb, segment, c.now)) {
    const read = readsAsLinux(tcb) ? readOvertaken(c, segment) : 'doubtful'
    if (read !== 'doubtful') return read
    if (readsAsLinux(tcb) && (has(segment, SYN) || segLen(segment) === 0)) challenge(c, 'RFC7323-5.2')
    else sendAck(c, 'RFC7323-5.2')
    return discard(c, 'RFC7323-5.2')
  }
  if (isAcceptable(tcb, segment)) {
    if (leq(segment.seq, tcb.lastAckSent)) rememberTimestamp(tcb, segment, c.now)
    return 'continue'
  }
  return unacceptable(c, segment)
}

/** The four cases of RFC 9293 3.4. */
function isAcceptable(tcb: Tcb, segment: Segment): boolean {
  const { nxt, wnd } = tcb.rcv
  const length = segLen(segment)
  if (length === 0) return wnd === 0 ? segment.seq === nxt : inWindow(segment.seq, nxt, wnd)
  if (wnd === 0) return isLoneFinInTurn(tcb, segment)
  return inWindow(segment.seq, nxt, wnd) || inWindow(add(segEnd(segment), -1), nxt, wnd)
}

/** P-32: some stacks take a FIN without text although the window is closed. */
function isLoneFinInTurn(tcb: Tcb, segment: Segment): boolean {
  const alone = has(segment, FIN) && segment.text === null && !has(segment, SYN)
  return tcb.settings.finAtZeroWindow === 'accepted' && alone && segment.seq === tcb.rcv.nxt
}

/**
 * "Special allowance should be made to accept valid ACKs" at a closed window (RFC 9293 3.10.7.4, first; Appendix A.2):
 * a peer that probes it is one number ahead of what we take. Two such ends would answer each other for ever.
 */
function isAckBesideProbe(tcb: Tcb, segment: Segment): boolean {
  const pureAck = segLen(segment) === 0 && has(segment, ACK)
  return tcb.rcv.wnd === 0 && pureAck && segment.seq === add(tcb.rcv.nxt, 1)
}

function unacceptable(c: Context, segment: Segment): Verdict {
  const { tcb } = c
  const cameTwice = leq(segEnd(segment), tcb.rcv.nxt) && segLen(segment) > 0
  if (cameTwice && !has(segment, SYN)) acknowledgeQuickly(tcb)
  if (has(segment, RST))
    return isExactReset(tcb, segment) ? 'continue' : discard(c, 'RFC9293-3.10.7.4-SEQ-RST')
  if (isCrossingSynAck(tcb, segment)) return 'continue'
  const synAgain = tcb.state === 'SYN-RECEIVED' && isRetransmittedSyn(tcb, segment)
  if (synAgain && tcb.settings.dupSyn === 'synack') return answerDuplicateSyn(c)
  if (tcb.sackOn) tcb.duplicateBlock = receivedTwice(tcb, segment)
  if (tcb.state === 'TIME-WAIT') return answerInTimeWait(c, segment)
  if (isAckBesideProbe(tcb, segment)) return 'continue'
  // A closed window refuses text but not what else the segment says (MUST-66).
  if (tcb.rcv.wnd === 0 && segment.seq === tcb.rcv.nxt && segLen(segment) > 0)
    return probeAtZeroWindow(c, segment)
  if (segLen(segment) > 0 && endsAtLastAck(tcb, segment)) return readAgain(c, segment)
  if (segLen(segment) > 0 && !has(segment, SYN)) sendAck(c, 'RFC9293-3.10.7.4-SEQ')
  else challenge(c, 'RFC9293-3.10.7.4-SEQ')
  return discard(c, 'RFC9293-3.10.7.4-SEQ')
}

/**
 * P-01: the SYN,ACK that crossed ours starts at IRS, left of the window, and yet acknowledges our SYN; in SYN-RECEIVED,
 * and in FIN-WAIT-1 if CLOSE was called before it came.
 */
export function isCrossingSynAck(tcb: Tcb, segment: Segment): boolean {
  // Linux knows it in SYN-RECEIVED only, and challenges it after a CLOSE.
  if (tcb.settings.crossedSynAck === 'figure7-and-ack' && tcb.state !== 'SYN-RECEIVED') return false
  return (
    tcb.settings.crossedSynAck !== 'literal' &&
    tcb.snd.una === tcb.iss &&
    segment.seq === tcb.irs &&
    has(segment, SYN) &&
    has(segment, ACK) &&
    acknowledgesSyn(tcb, segment)
  )
}

function isRetransmittedSyn(tcb: Tcb, segment: Segment): boolean {
  return has(segment, SYN) && !has(segment, ACK) && segment.seq === tcb.irs
}

/** P-02 as deployed: the SYN,ACK goes out again at once, and its timer starts anew. */
function answerDuplicateSyn(c: Context): Verdict {
  const synAck = c.tcb.queue[0]
  if (synAck !== undefined && mayAnswer(c)) {
    resend(c, synAck, 'HOST-DUP-SYN', { byTimer: false })
    setTimer(c, 'retransmission', c.now + c.tcb.rtoUs, 'HOST-DUP-SYN')
  }
  return discard(c, 'HOST-DUP-SYN')
}

/** P-03: the repeated FIN lies left of the window; it is acknowledged and 2MSL start anew. */
function answerInTimeWait(c: Context, segment: Segment): Verdict {
  const finAgain = has(segment, FIN) && segEnd(segment) === c.tcb.rcv.nxt
  if (finAgain) {
    sendAck(c, 'RFC9293-3.10.7.4-FIN-AGAIN')
    restartTimeWait(c, 'RFC9293-3.10.7.4-FIN-AGAIN')
    return discard(c, 'RFC9293-3.10.7.4-FIN-AGAIN')
  }
  challenge(c, 'RFC9293-3.10.7.4-SEQ')
  if (c.tcb.settings.timeWaitRestart === 'any-answered' && !has(segment, SYN)) {
    restartTimeWait(c, 'RFC9293-3.10.7.4-SEQ')
  }
  return discard(c, 'RFC9293-3.10.7.4-SEQ')
}

/** What the segment carries came twice, what it acknowledges may be new. */
function readAgain(c: Context, segment: Segment): Verdict {
  const { tcb } = c
  const goesOn = ack(c, segment) === 'continue'
  // In CLOSING an ACK of nothing new ends the fifth check, but the FIN that came twice is acknowledged again.
  if (!goesOn && (tcb.state !== 'CLOSING' || gt(segment.ack, tcb.snd.nxt))) return 'done'
  if (goesOn) noteAckOfFin(c)
  if (tcb.state !== 'TIME-WAIT') sendAck(c, 'RFC9293-3.10.7.4-SEQ')
  transmit(c)
  return goesOn ? discard(c, 'RFC9293-3.10.7.4-SEQ') : 'done'
}

/** The text of a window probe is refused and answered; its ACK field still counts (MUST-66). */
function probeAtZeroWindow(c: Context, segment: Segment): Verdict {
  if (ack(c, segment) === 'done') return 'done'
  noteAckOfFin(c)
  sendAck(c, 'RFC9293-3.8.6.1')
  transmit(c)
  return discard(c, 'RFC9293-3.10.7.4-SEQ')
}

/** The block that came twice, for a D-SACK (RFC 2883 4). */
function receivedTwice(tcb: Tcb, segment: Segment): readonly [number, number] | null {
  return segLen(segment) > 0 && leq(segEnd(segment), tcb.rcv.nxt) ? [segment.seq, segEnd(segment)] : null
}

/** The part of a segment inside the window (RFC 9293 3.10.7.4: trim to the window). */
export function trimToWindow(tcb: Tcb, segment: Segment): Segment {
  if (segment.text === null) return segment
  let seq = segment.seq
  let text: Text | null = segment.text
  const before = sub(tcb.rcv.nxt, seq)
  if (before > 0 && text !== null) {
    const cut = Math.min(before, text.length)
    text = cutFront(text, cut)
    seq = add(seq, cut)
  }
  const room = distance(seq, add(tcb.rcv.nxt, tcb.rcv.wnd))
  const over = text === null ? 0 : text.length - room
  if (text !== null && over > 0) {
    return {
      ...segment,
      seq,
      text: over >= text.length ? null : { ...text, length: room },
      flags: segment.flags & ~FIN,
    }
  }
  return text === segment.text ? segment : { ...segment, seq, text }
}

function cutFront(text: Text, bytes: number): Text | null {
  if (bytes >= text.length) return null
  return { ...text, offset: text.offset + bytes, length: text.length - bytes }
}
