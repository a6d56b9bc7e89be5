import { changeState, type Context, cancelTimer, isRunning, send, setTimer } from './context.ts'
import type { Probe } from './effect.ts'
import { armLossProbe, isRecovering } from './loss-probe.ts'
import { keepRetransmissionTimer } from './rto.ts'
import type { RuleId } from './rules.ts'
import { ACK, FIN, PSH, SYN, type Text } from './segment.ts'
import { add, distance, lt, sub } from './seq.ts'
import { type Sent, sentEnd, type Tcb } from './tcb.ts'

/** Sending what consumes sequence numbers: SYN, text and FIN (RFC 9293 3.7, 3.8.6, 3.10.2, 3.10.4). */

/** Offset in our stream of a sequence number; the SYN has the number before offset 0. */
function offsetOf(tcb: Tcb, seq: number): number {
  return distance(add(tcb.iss, 1), seq)
}

/** Bytes accepted from SEND that were never sent. */
export function unsentBytes(tcb: Tcb): number {
  const sent = tcb.finSent ? tcb.accepted : offsetOf(tcb, tcb.snd.nxt)
  return Math.max(0, tcb.accepted - sent)
}

/** Bytes that the peer's window still takes. Negative when it has shrunk. */
function usableWindow(tcb: Tcb): number {
  return sub(add(tcb.snd.una, tcb.snd.wnd), tcb.snd.nxt)
}

function mayTransmit(tcb: Tcb): boolean {
  switch (tcb.state) {
    case 'ESTABLISHED':
    case 'CLOSE-WAIT':
    case 'FIN-WAIT-1':
    case 'LAST-ACK':
    case 'CLOSING':
      return true
    // A Fast Open server answers before its SYN is acknowledged (RFC 7413 4.2); CLOSE there sends its FIN (3.10.4).
    case 'SYN-RECEIVED':
      return tcb.fastOpened || (tcb.finQueued && tcb.accepted === 0)
    case 'CLOSED':
    case 'LISTEN':
    case 'SYN-SENT':
    case 'FIN-WAIT-2':
    case 'TIME-WAIT':
      return false
  }
}

/** Where text ends that is all sent. */
const NO_PUSHES: readonly number[] = []

/** Sends as much as the window and Nagle's rule let go, then the FIN if one is due. */
export function transmit(c: Context): void {
  const { tcb } = c
  if (!mayTransmit(tcb) || (tcb.settings.lossWindow && isRecovering(tcb))) return
  const before = tcb.snd.nxt
  let ofBurst = 0
  while (unsentBytes(tcb) > 0) {
    const bytes = nextTextBytes(tcb)
    if (bytes === 0) break
    ofBurst = ofBurst === tcb.settings.burstSegments ? 1 : ofBurst + 1
    sendText(c, bytes, ofBurst > 1 && ofBurst === tcb.settings.burstSegments)
  }
  if (tcb.finQueued && !tcb.finSent && unsentBytes(tcb) === 0 && usableWindow(tcb) > 0) sendFin(c)
  watchZeroWindow(c)
  if (tcb.snd.nxt !== before) startTimerAfterSending(c)
}

/** The wait for a larger window has been long enough: what fits goes now (RFC 9293 3.8.6.2.1 (4)). Whether any did. */
export function sendIntoSmallWindow(c: Context): boolean {
  const { tcb } = c
  const bytes = Math.min(unsentBytes(tcb), tcb.snd.mss, usableWindow(tcb))
  if (bytes <= 0 || tcb.queue.length > 0) return false
  sendText(c, bytes, false)
  startTimerAfterSending(c)
  return true
}

/** A send that opens a quiet period of the timer, or a new tail for the loss probe to watch (RFC 6298 5.1). */
function startTimerAfterSending(c: Context): void {
  const { tcb } = c
  if (isRunning(tcb, 'persist')) return
  const quiet = tcb.backoff === 0 || !isRunning(tcb, 'retransmission')
  if (tcb.settings.lossProbes && quiet && armLossProbe(c, 'RFC6298-5.1')) return
  keepRetransmissionTimer(c, false, 'RFC6298-5.1')
}

/** How much text the next segment takes; 0: it has to wait (RFC 9293 3.7.4, 3.8.6.2.1). */
function nextTextBytes(tcb: Tcb): number {
  const waiting = unsentBytes(tcb)
  const usable = usableWindow(tcb)
  const bytes = Math.min(waiting, tcb.snd.mss, Math.max(0, usable))
  if (bytes === 0 || bytes === tcb.snd.mss) return bytes
  if (bytes < waiting) {
    // The window cuts it short: worth a segment only if that is a good part of what the peer ever offered.
    return bytes >= Math.floor(tcb.snd.maxWnd / 2) ? bytes : 0
  }
  if (!tcb.settings.nagle || tcb.finQueued) return bytes
  return tcb.queue.some((sent) => sent.bytes < tcb.snd.mss) ? 0 : bytes
}

/** @param endsBurst the last segment of several that leave as one */
function sendText(c: Context, bytes: number, endsBurst: boolean): void {
  const { tcb } = c
  const offset = offsetOf(tcb, tcb.snd.nxt)
  const end = offset + bytes
  const last = end === tcb.accepted
  // What was given in several calls and leaves in one burst is one piece of work, and only its end is pushed (Linux).
  const marked = tcb.settings.burstSegments === 1 && tcb.pushes.some((push) => push > offset && push <= end)
  const pushed = last || endsBurst || marked
  tcb.pushes = last ? NO_PUSHES : tcb.pushes.filter((push) => push > end)
  // A FIN rides on text that has not been sent yet, never on text that has.
  const fin = last && tcb.finQueued && usableWindow(tcb) > bytes
  const flags = ACK | (pushed ? PSH : 0) | (fin ? FIN : 0)
  // The end of a burst is pushed only as such: sent again, it goes alone.
  const kept = endsBurst && !last ? flags & ~PSH : flags
  sendNew(c, flags, bytes, fin ? 'RFC9293-3.10.4' : 'RFC9293-3.10.2', null, kept)
  if (fin) finHasLeft(c)
  noteInteractive(c)
}

function sendFin(c: Context): void {
  sendNew(c, FIN | ACK, 0, 'RFC9293-3.10.4')
  finHasLeft(c)
}

/** In CLOSE-WAIT the state changes when the FIN is sent; elsewhere it changed at the call (RFC 9293 3.10.4). */
function finHasLeft(c: Context): void {
  c.tcb.finSent = true
}

/**
 * Sends new sequence numbers from SND.NXT on and remembers them until they are acknowledged.
 *
 * @param kept flags for when they have to be sent again
 */
export function sendNew(
  c: Context,
  flags: number,
  bytes: number,
  because: RuleId,
  probe: Probe | null = null,
  kept = flags,
): void {
  const { tcb } = c
  const seq = tcb.snd.nxt
  const sent: Sent = {
    seq,
    bytes,
    flags: kept & (SYN | FIN | PSH),
    firstSentUs: c.now,
    lastSentUs: c.now,
    retransmissions: 0,
    copies: 0,
    sacked: false,
  }
  if ((flags & FIN) !== 0 && tcb.state === 'CLOSE-WAIT') changeState(c, 'LAST-ACK', 'close', because)
  tcb.queue = tcb.queue.length === 0 ? [sent] : [...tcb.queue, sent]
  tcb.snd.nxt = sentEnd(sent)
  send(c, seq, flags, textOf(tcb, sent), because, 0, probe)
}

/** The bytes of a sent segment: always the same, as a function of their place (invariant S9). */
function textOf(tcb: Tcb, sent: Sent): Text | null {
  if (sent.bytes === 0) return null
  const first = (sent.flags & SYN) === 0 ? sent.seq : add(sent.seq, 1)
  return { stream: tcb.stream, offset: offsetOf(tcb, first), length: sent.bytes }
}

/** Sends a copy of something already sent: same numbers, present ACK and window (RFC 9293 3.8.1). */
export function resend(
  c: Context,
  first: Sent,
  because: RuleId,
  how: { byTimer: boolean; probe?: Probe },
): void {
  const { tcb } = c
  const retransmissions = first.retransmissions + (how.byTimer ? 1 : 0)
  const sent = { ...withFollowers(tcb, first), retransmissions, copies: first.copies + 1, lastSentUs: c.now }
  const end = sentEnd(sent)
  tcb.queue = tcb.queue.flatMap((other) =>
    other === first ? [sent] : lt(first.seq, other.seq) && lt(other.seq, end) ? [] : [other],
  )
  const acknowledges = (sent.flags & SYN) === 0 || tcb.state !== 'SYN-SENT'
  const flags = sent.flags | (acknowledges ? ACK : 0)
  send(c, sent.seq, flags, textOf(tcb, sent), because, retransmissions, how.probe ?? null)
}

/** A segment with the small ones behind it that fit into one, where the profile repacketizes. */
function withFollowers(tcb: Tcb, first: Sent): Sent {
  if (!tcb.settings.repacketize || (first.flags & SYN) !== 0) return first
  let whole = first
  for (const next of tcb.queue) {
    if (next.seq !== sentEnd(whole)) continue
    if (next.sacked || whole.bytes + next.bytes > tcb.snd.mss) break
    whole = { ...whole, bytes: whole.bytes + next.bytes, flags: whole.flags | next.flags }
  }
  return whole
}

/** Something waits on a closed window, or on one too small for the next segment while nothing is under way. */
function isBlocked(tcb: Tcb): boolean {
  const waiting = unsentBytes(tcb) > 0 || (tcb.finQueued && !tcb.finSent)
  const outstanding = tcb.queue.length > 0
  return mayTransmit(tcb) && (tcb.snd.wnd === 0 ? waiting || outstanding : waiting && !outstanding)
}

/**
 * Keeps S19: the persist timer runs exactly while something waits on a closed window, and then takes the place of the
 * retransmission timer (RFC 9293 3.8.6.1).
 */
function watchZeroWindow(c: Context): void {
  const { tcb } = c
  if (!isBlocked(tcb)) return leaveZeroWindow(c)
  if (isRunning(tcb, 'persist')) return
  tcb.persistBackoff = 0
  cancelTimer(c, 'retransmission', 'RFC9293-3.8.6.1')
  cancelTimer(c, 'loss-probe', 'RFC9293-3.8.6.1')
  cancelTimer(c, 'reorder', 'RFC9293-3.8.6.1')
  setTimer(c, 'persist', c.now + tcb.rtoUs, 'RFC9293-3.8.6.1')
}

/** The window has opened, or nothing waits for it any more: the retransmission timer takes over again. */
export function leaveZeroWindow(c: Context): void {
  const { tcb } = c
  if (!isRunning(tcb, 'persist') || isBlocked(tcb)) return
  cancelTimer(c, 'persist', 'RFC9293-3.8.6.1')
  // What went out as a probe was refused: it goes first, or the peer would miss it until the timer fires.
  const refused = tcb.queue[0]
  if (tcb.persistBackoff > 0 && refused !== undefined && refused.lastSentUs < c.now)
    resend(c, refused, 'RFC9293-3.8.6.1', { byTimer: false })
  startTimerAfterSending(c)
}

/** Sending text soon after receiving some makes the exchange interactive: ACKs may wait for data (Linux). */
function noteInteractive(c: Context): void {
  const { tcb } = c
  if (tcb.lastTextUs >= 0 && c.now - tcb.lastTextUs < tcb.settings.delayedAckUs) tcb.interactive = true
}
