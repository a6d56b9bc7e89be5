import {
  changeState,
  type Context,
  discard,
  isRunning,
  oweAck,
  reply,
  sendBare,
  setTimer,
  signal,
} from '../context.ts'
import { cancelTimer, deleteTcb } from '../context.ts'
import { agreeOnOptions, echoedTimeUs } from '../option-rules.ts'
import { keepRetransmissionTimer, resetAfterSynLoss, takeSample } from '../rto.ts'
import { ACK, FIN, has, PSH, RST, type Segment, SYN } from '../segment.ts'
import { add, gt, leq } from '../seq.ts'
import { resend, transmit } from '../transmit.ts'
import { renewUserTimeout } from '../user-timeout.ts'
import { offerFirstWindow } from '../window.ts'
import { enterEstablished, trimAcknowledged } from './ack.ts'
import { readsAsLinux } from './as-linux.ts'
import { resetFor } from './closed.ts'
import { fin } from './fin.ts'
import { security } from './security.ts'
import { keepPiece, text } from './text.ts'

/** 3.10.7.3: ACK, RST, security, SYN, the rest. Nothing of the peer's is known yet, so there is no sequence check. */
export function synSent(c: Context, segment: Segment, otherCompartment: boolean): void {
  const { tcb } = c
  const acknowledges = has(segment, ACK)
  if (acknowledges && !acknowledgesOurSyn(c, segment)) return badAck(c, segment)
  if (has(segment, RST)) return reset(c, acknowledges)
  if (security(c, segment, otherCompartment) === 'done') return
  if (!has(segment, SYN)) {
    // COUNTERFACTUAL: with four messages the acknowledgment of our SYN comes by itself.
    if (tcb.settings.handshake === 4 && acknowledges) return acknowledgedApart(c, segment)
    return void discard(c, 'RFC9293-3.10.7.3-OTHER')
  }
  noteSyn(c, segment)
  if (acknowledges || gt(tcb.snd.una, tcb.iss)) establish(c, segment)
  else simultaneousOpen(c, segment)
}

/** ISS < SEG.ACK =< SND.NXT; text on a Fast Open SYN need not be acknowledged with it. */
function acknowledgesOurSyn(c: Context, segment: Segment): boolean {
  return gt(segment.ack, c.tcb.iss) && leq(segment.ack, c.tcb.snd.nxt)
}

/** First check: the ACK is for something never sent. A RST is dropped, everything else draws one (P-07). */
function badAck(c: Context, segment: Segment): void {
  if (!has(segment, RST)) reply(c, resetFor(segment), 'RFC9293-3.10.7.3-ACK')
  const soon = c.tcb.settings.synResendAfterBadAckUs
  const firstTry = c.tcb.queue[0]?.retransmissions === 0
  if (soon !== null && firstTry) {
    cancelTimer(c, 'retransmission', 'HOST-SYN-RESEND')
    setTimer(c, 'retransmission', c.now + soon, 'HOST-SYN-RESEND')
  }
  discard(c, 'RFC9293-3.10.7.3-ACK')
}

/** Second check: only the ACK field can show that a RST is meant for us (P-06). */
function reset(c: Context, acknowledges: boolean): void {
  if (!acknowledges) return void discard(c, 'RFC9293-3.10.7.3-RST')
  if (c.tcb.settings.refusedSyn === 'retry' && isRunning(c.tcb, 'retransmission')) {
    return void discard(c, 'HOST-SYN-RESEND')
  }
  signal(c, 'refused', 'RFC9293-3.10.7.3-RST')
  deleteTcb(c, 'rcv-rst', 'RFC9293-3.10.7.3-RST')
}

function noteSyn(c: Context, segment: Segment): void {
  const { tcb } = c
  tcb.irs = segment.seq
  tcb.rcv.nxt = add(segment.seq, 1)
  tcb.lastAckSent = tcb.irs
  agreeOnOptions(tcb, segment, c.now)
  offerFirstWindow(tcb)
}

/** Fourth check, with an acceptable ACK: the connection stands. */
function establish(c: Context, segment: Segment): void {
  const { tcb } = c
  if (has(segment, ACK)) {
    const echoed = echoedTimeUs(tcb, segment)
    const syn = tcb.queue[0]
    if (echoed !== null) takeSample(c, c.now - echoed)
    else if (syn !== undefined && syn.copies === 0) takeSample(c, c.now - syn.firstSentUs)
    tcb.snd.una = segment.ack
  }
  const wl2 = has(segment, ACK) ? segment.ack : tcb.iss
  const { snd } = tcb
  snd.wnd = segment.wnd
  snd.maxWnd = segment.wnd
  snd.wl1 = segment.seq
  snd.wl2 = wl2
  forgetAcknowledgedSyn(c)
  if (has(segment, ACK)) enterEstablished(c, 'rcv-syn-ack', 'RFC9293-3.10.7.3-SYN-ACK')
  else enterEstablished(c, 'four-way-open', 'SIM-FOUR-WAY')
  // COUNTERFACTUAL: with two messages the SYN,ACK is the last of the handshake.
  if (tcb.settings.handshake !== 2) oweAck(c, 'now', 'RFC9293-3.10.7.3-SYN-ACK')
  const rest = afterSyn(segment)
  if (text(c, rest) === 'continue') fin(c, rest)
  resendTextOfSyn(c)
  transmit(c)
}

/** The SYN leaves the queue; text that a Fast Open SYN carried in vain stays there. */
function forgetAcknowledgedSyn(c: Context): void {
  const { tcb } = c
  tcb.queue = gt(tcb.snd.nxt, tcb.snd.una)
    ? tcb.queue.map((sent) => ({ ...trimAcknowledged(sent, tcb.snd.una), flags: PSH }))
    : []
  tcb.backoff = 0
  cancelTimer(c, 'retransmission', 'RFC6298-5.2')
  cancelTimer(c, 'connect', 'RFC6298-5.2')
  renewUserTimeout(c)
  resetAfterSynLoss(c)
}

/** The server did not take the text on the SYN: it goes again at once (RFC 7413 4.2.1). */
function resendTextOfSyn(c: Context): void {
  for (const sent of c.tcb.queue) resend(c, sent, 'RFC7413-4', { byTimer: false })
  keepRetransmissionTimer(c, false, 'RFC6298-5.1')
}

/** What follows the SYN in the same segment. */
function afterSyn(segment: Segment): Segment {
  const { ack, flags, wnd, up, text: carried, options } = segment
  return { seq: add(segment.seq, 1), ack, flags: flags & ~SYN, wnd, up, text: carried, options }
}

/** Fourth check, without ACK: the SYNs have crossed (RFC 9293 3.5 Figure 7). */
function simultaneousOpen(c: Context, segment: Segment): void {
  const { tcb } = c
  Object.assign(tcb.snd, { wnd: segment.wnd, maxWnd: segment.wnd, wl1: segment.seq, wl2: tcb.iss })
  changeState(c, 'SYN-RECEIVED', 'rcv-syn', 'RFC9293-3.10.7.3-SYN')
  if (segment.text !== null || has(segment, FIN)) {
    keepPiece(tcb, { seq: tcb.rcv.nxt, text: segment.text, fin: has(segment, FIN) })
  }
  sendBare(c, tcb.iss, SYN | ACK, 'RFC9293-3.10.7.3-SYN')
  // Linux lets the timer of the SYN run on.
  keepRetransmissionTimer(c, !readsAsLinux(tcb), 'RFC6298-5.1')
}

/** COUNTERFACTUAL: the bare ACK is taken for the first half of a split SYN,ACK. */
function acknowledgedApart(c: Context, segment: Segment): void {
  c.tcb.snd.una = segment.ack
  c.tcb.queue = []
  cancelTimer(c, 'retransmission', 'SIM-FOUR-WAY')
}
