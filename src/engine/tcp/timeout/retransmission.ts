import { type Context, deleteTcb, forgetTimer, setTimer, signal } from '../context.ts'
import { backOff } from '../rto.ts'
import type { RuleId } from '../rules.ts'
import { SYN } from '../segment.ts'
import type { Sent, Tcb } from '../tcb.ts'
import { resend } from '../transmit.ts'

/** The retransmission timer has fired (RFC 9293 3.10.8, RFC 6298 5.4 to 5.7). */
export function retransmissionTimeout(c: Context): void {
  const { tcb } = c
  forgetTimer(c, 'retransmission')
  const oldest = tcb.queue.find((sent) => !sent.sacked) ?? tcb.queue[0]
  if (oldest === undefined) return
  if (retriesAreExhausted(c, oldest)) return giveUp(c, 'RFC9293-3.8.3')
  const syn = (oldest.flags & SYN) !== 0
  if (syn) tcb.synTimerExpired = true
  if (tcb.retransmittingSinceUs < 0) {
    tcb.retransmittingSinceUs = c.now
    tcb.firstWaitUs = tcb.rtoUs
  }
  tcb.recover = tcb.snd.nxt
  resend(c, oldest, 'RFC6298-5.4', { byTimer: true })
  backOff(c, syn && tcb.state === 'SYN-SENT')
  setTimer(c, 'retransmission', c.now + nextWait(c, oldest), 'RFC6298-5.5')
}

/** A user timeout cuts the last wait short where it is counted from the first retransmission (Linux). */
function nextWait(c: Context, oldest: Sent): number {
  const { rtoUs, settings } = c.tcb
  if (settings.userTimeoutUs === null || settings.retryRule === 'count') return rtoUs
  return Math.min(rtoUs, Math.max(1, patienceBegan(c.tcb, oldest) + settings.userTimeoutUs - c.now))
}

/** A user timeout counts from the first retransmission, for our SYN from the SYN itself (Linux retrans_stamp). */
function patienceBegan(tcb: Tcb, oldest: Sent): number {
  return tcb.state === 'SYN-SENT' ? oldest.firstSentUs : tcb.retransmittingSinceUs
}

/** R2 of RFC 9293 3.8.3, as a time or as a number of retries. */
function retriesAreExhausted(c: Context, oldest: Sent): boolean {
  const { tcb, now } = c
  const { settings } = tcb
  // R2 is about sending the same thing again: it counts while nothing is acknowledged, the first wait included.
  const age = tcb.retransmittingSinceUs < 0 ? 0 : now - tcb.retransmittingSinceUs + tcb.firstWaitUs
  if ((oldest.flags & SYN) === 0) return dataRetriesAreExhausted(c, oldest, age)
  if (tcb.initiator === 'passive') {
    return settings.synAckRetries === null
      ? age >= settings.synR2Us
      : oldest.retransmissions >= settings.synAckRetries
  }
  if (settings.synRetries === null) return age >= settings.synR2Us
  const { userTimeoutUs, retryRule } = settings
  if (userTimeoutUs !== null && retryRule === 'time' && age > 0 && now - oldest.firstSentUs >= userTimeoutUs)
    return true
  // Linear retries come on top, but never make the whole longer than doubling alone would have been.
  const doubling = (2 ** (settings.synRetries + 1) - 1) * settings.rtoInitialUs
  return oldest.retransmissions >= settings.synRetries + settings.synLinearTimeouts || age >= doubling
}

function dataRetriesAreExhausted(c: Context, oldest: Sent, age: number): boolean {
  const { tcb, now } = c
  const { settings } = tcb
  const limit =
    tcb.released && settings.orphanRetries !== null ? settings.orphanRetries : settings.dataRetries
  if (settings.retryRule === 'count') {
    return limit === null ? age >= settings.dataR2Us : oldest.retransmissions >= limit
  }
  if (tcb.retransmittingSinceUs < 0) return false
  const bound = settings.userTimeoutUs ?? modelTime(tcb, limit ?? 0)
  return now - tcb.retransmittingSinceUs >= bound
}

/** How long `retries` would take if the RTO had been at its minimum: Linux's measure of a retry limit. */
function modelTime(tcb: Tcb, retries: number): number {
  const { rtoMinUs, rtoMaxUs } = tcb.settings
  let doublings = 0
  while (rtoMinUs * 2 ** (doublings + 1) <= rtoMaxUs) doublings += 1
  if (retries <= doublings) return (2 ** (retries + 1) - 1) * rtoMinUs
  return (2 ** (doublings + 1) - 1) * rtoMinUs + (retries - doublings) * rtoMaxUs
}

/** The connection is given up: calls that wait get an error, nothing is sent (RFC 9293 3.10.8). */
export function giveUp(c: Context, because: RuleId): void {
  const { state, initiator, fastOpened } = c.tcb
  if (state !== 'SYN-RECEIVED' || initiator === 'active' || fastOpened) signal(c, 'timed-out', because)
  deleteTcb(c, 'user-timeout', because)
}
