import { assert } from '../../../base/assert.ts'
import {
  cancelTimer,
  changeState,
  type Context,
  deleteTcb,
  discard,
  note,
  oweAck,
  reply,
  setTimer,
  signal,
  type Verdict,
} from '../context.ts'
import { acknowledgeQuickly } from '../ack-timing.ts'
import { armLossProbe, noteArrivalOf } from '../loss-probe.ts'
import { echoedTimeUs } from '../option-rules.ts'
import { keepRetransmissionTimer, resetAfterSynLoss, takeSample } from '../rto.ts'
import type { RuleId } from '../rules.ts'
import { ACK, has, type Segment, SYN } from '../segment.ts'
import { geq, gt, leq, lt, sub } from '../seq.ts'
import { type Sent, sentEnd, type Tcb } from '../tcb.ts'
import type { EdgeEvent } from '../transitions.ts'
import { leaveZeroWindow, transmit } from '../transmit.ts'
import { renewUserTimeout } from '../user-timeout.ts'
import { acknowledgedBytes, readsAsLinux } from './as-linux.ts'
import { challenge } from './challenge.ts'
import { resetFor } from './closed.ts'
import { enterTimeWait, ourFinIsAcknowledged } from './own-fin.ts'

/** 3.10.7.4, fifth check: the ACK field. */
export function ack(c: Context, segment: Segment): Verdict {
  const { tcb } = c
  if (!has(segment, ACK)) return discard(c, 'RFC9293-3.10.7.4-NO-ACK')
  if (tcb.state === 'SYN-RECEIVED') return ackInSynReceived(c, segment)
  if (isFarBelow(tcb, segment)) {
    note(c, 'ack-out-of-range', 'RFC5961-5')
    challenge(c, 'RFC5961-5')
    return discard(c, 'RFC5961-5')
  }
  if (gt(segment.ack, tcb.snd.nxt)) {
    challenge(c, 'RFC9293-3.10.7.4-ACK-FUTURE')
    return discard(c, 'RFC9293-3.10.7.4-ACK-FUTURE')
  }
  acknowledge(c, segment)
  return ackOfFin(c)
}

/** The queue when everything is acknowledged. */
const NOTHING: readonly Sent[] = []

/** RFC 5961 5 (MAY-12): older than anything the largest window could still bring. */
function isFarBelow(tcb: Tcb, segment: Segment): boolean {
  const below = sub(tcb.snd.una, segment.ack)
  if (below <= 0 || !tcb.settings.challengeAck) return false
  return below > (readsAsLinux(tcb) ? Math.min(tcb.snd.maxWnd, acknowledgedBytes(tcb)) : tcb.snd.maxWnd)
}

/** SND.UNA < SEG.ACK =< SND.NXT while our SYN is not acknowledged. */
export function acknowledgesSyn(tcb: Tcb, segment: Segment): boolean {
  return lt(tcb.snd.una, segment.ack) && leq(segment.ack, tcb.snd.nxt)
}

/** The last step of the handshake; anything else here acknowledges what was never sent (P-26). */
function ackInSynReceived(c: Context, segment: Segment): Verdict {
  const { tcb } = c
  if (!acknowledgesSyn(tcb, segment)) {
    reply(c, resetFor(segment), 'RFC9293-3.10.7.4-ACK-BAD')
    return discard(c, 'RFC9293-3.10.7.4-ACK-BAD')
  }
  const crossing = has(segment, SYN)
  tcb.previous = null
  acknowledge(c, segment)
  tcb.snd.wnd = scaledWindow(tcb, segment)
  tcb.snd.wl1 = segment.seq
  tcb.snd.wl2 = segment.ack
  const because: RuleId = crossing ? 'RFC9293-3.5-FIG7' : 'RFC9293-3.10.7.4-ACK-SYN'
  resetAfterSynLoss(c)
  enterEstablished(c, crossing ? 'rcv-crossing-syn-ack' : 'rcv-ack-of-syn', because)
  if (crossing && tcb.settings.crossedSynAck === 'figure7-and-ack') {
    acknowledgeQuickly(tcb)
    oweAck(c, 'now', because)
  }
  return 'continue'
}

/** ESTABLISHED, and FIN-WAIT-1 in the same breath if CLOSE was called too early (RFC 9293 3.10.4). */
export function enterEstablished(c: Context, event: EdgeEvent, because: RuleId): void {
  const { tcb } = c
  changeState(c, 'ESTABLISHED', event, because)
  cancelTimer(c, 'connect', because)
  tcb.backoff = 0
  signal(c, 'established', because)
  if (tcb.keepaliveOn) setTimer(c, 'keepalive', c.now + tcb.settings.keepaliveIdleUs, 'RFC9293-3.8.4')
  if (tcb.finQueued) changeState(c, 'FIN-WAIT-1', 'close', 'RFC9293-3.10.4-WAIT')
}

function scaledWindow(tcb: Tcb, segment: Segment): number {
  return has(segment, SYN) ? segment.wnd : segment.wnd << tcb.snd.scale
}

/** What ESTABLISHED does with an acceptable ACK and every later state does first (P-04). */
function acknowledge(c: Context, segment: Segment): void {
  const { tcb } = c
  const progress = gt(segment.ack, tcb.snd.una)
  takeSelectiveBlocks(c, segment)
  if (progress) {
    c.ackedNew = true
    advance(c, segment)
  }
  if (geq(segment.ack, tcb.snd.una)) updateSendWindow(tcb, segment)
  tcb.keepaliveProbesOut = 0
  if (progress) restartTimers(c)
  leaveZeroWindow(c)
}

/** SND.UNA moves; what is covered leaves the queue, and a clean round trip is measured (RFC 6298 3). */
function advance(c: Context, segment: Segment): void {
  const { tcb } = c
  const { queue } = tcb
  let covered = 0
  let clean = true
  for (const sent of queue) {
    if (lt(segment.ack, sentEnd(sent))) break
    covered += 1
    clean &&= sent.copies === 0
  }
  c.ackedSegments = covered
  tcb.snd.una = segment.ack
  tcb.queue = covered === queue.length ? NOTHING : rest(queue, covered, segment.ack)
  const echoed = echoedTimeUs(tcb, segment)
  const last = queue[covered - 1]
  if (echoed !== null) takeSample(c, c.now - echoed)
  else if (last !== undefined && clean) takeSample(c, c.now - last.firstSentUs)
  for (let at = 0; at < covered; at++) noteArrivalOf(tcb, queue[at] as Sent, c.now)
  tcb.backoff = 0
  tcb.retransmittingSinceUs = -1
  tcb.lossProbeOut = false
}

/** The queue without what is covered. */
function rest(queue: readonly Sent[], covered: number, ackNumber: number): readonly Sent[] {
  return queue.slice(covered).map((sent) => trimAcknowledged(sent, ackNumber))
}

/** A segment acknowledged in part: only its rest may be needed again. */
export function trimAcknowledged(sent: Sent, ackNumber: number): Sent {
  const gone = sub(ackNumber, sent.seq)
  if (gone <= 0) return sent
  const syn = (sent.flags & SYN) === 0 ? 0 : 1
  return { ...sent, seq: ackNumber, bytes: sent.bytes - (gone - syn), flags: sent.flags & ~SYN }
}

/** RFC 2018: segments beyond the gap that the peer says it holds. */
function takeSelectiveBlocks(c: Context, segment: Segment): void {
  const { tcb } = c
  const blocks = segment.options?.sack
  if (!tcb.sackOn || blocks === undefined) return
  tcb.queue = tcb.queue.map((sent) => {
    const end = sentEnd(sent)
    if (sent.sacked || !blocks.some(([left, right]) => leq(left, sent.seq) && geq(right, end))) return sent
    noteArrivalOf(tcb, sent, c.now)
    // What came beyond the gap tells the fastest round trip too.
    if (sent.copies === 0) tcb.minRttUs = Math.min(tcb.minRttUs, c.now - sent.firstSentUs)
    return { ...sent, sacked: true }
  })
}

/** SND.WND follows only segments that are not older than the one it came from (RFC 9293 3.10.7.4). */
function updateSendWindow(tcb: Tcb, segment: Segment): void {
  const { snd } = tcb
  const newer = lt(snd.wl1, segment.seq) || (snd.wl1 === segment.seq && leq(snd.wl2, segment.ack))
  if (!newer) return
  snd.wnd = scaledWindow(tcb, segment)
  snd.wl1 = segment.seq
  snd.wl2 = segment.ack
  snd.maxWnd = Math.max(snd.maxWnd, snd.wnd)
}

/** RFC 6298 5.2 and 5.3. */
function restartTimers(c: Context): void {
  renewUserTimeout(c)
  if (c.tcb.queue.length > 0 && armLossProbe(c, 'RFC6298-5.3')) return
  keepRetransmissionTimer(c, true, 'RFC6298-5.3')
}

/** Not our FIN: the rest of the segment is ignored, but text may still wait for the window that it opens (P-04). */
function ignoreInClosing(c: Context): Verdict {
  if (!c.ackedNew) discard(c, 'RFC9293-3.10.7.4-ACK')
  transmit(c)
  return 'done'
}

/** What the acknowledgment of our FIN moves (RFC 9293 3.10.7.4, fifth). */
function ackOfFin(c: Context): Verdict {
  const { tcb } = c
  const acknowledged = ourFinIsAcknowledged(tcb)
  switch (tcb.state) {
    case 'ESTABLISHED':
    case 'FIN-WAIT-2':
    case 'CLOSE-WAIT':
      return 'continue'
    case 'FIN-WAIT-1':
      // FIN-WAIT-2 comes after check 8: the same segment may carry the FIN that leads past it (P-10).
      return 'continue'
    case 'CLOSING':
      if (!acknowledged) return ignoreInClosing(c)
      enterTimeWait(c, 'rcv-ack-of-fin')
      return 'continue'
    case 'LAST-ACK':
      if (!acknowledged) return 'continue'
      signal(c, 'closed', 'RFC9293-3.10.7.4-ACK-FIN')
      deleteTcb(c, 'rcv-ack-of-fin', 'RFC9293-3.10.7.4-ACK-FIN')
      return 'done'
    case 'TIME-WAIT':
      return 'continue'
    case 'CLOSED':
    case 'LISTEN':
    case 'SYN-SENT':
    case 'SYN-RECEIVED':
      assert(false, `check 5 does not reach ${tcb.state} here`)
  }
}
