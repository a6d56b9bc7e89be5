import { type Context, oweAck } from './context.ts'
import { sub } from './seq.ts'
import type { Tcb } from './tcb.ts'

/** When an acknowledgment leaves: at once or a little later (RFC 9293 3.8.6.3, and Linux where a profile delays). */

/** Quick acknowledgments begin with the first text and again after a pause longer than the RTO (Linux). */
export function noteText(c: Context): void {
  const { tcb } = c
  const first = tcb.lastTextUs < 0
  if (first || c.now - tcb.lastTextUs > tcb.rtoUs) tcb.quickAcksLeft = tcb.settings.quickAcks
  tcb.lastTextUs = c.now
  tcb.ackClockSet = true
}

/**
 * At least every second full segment is acknowledged at once (SHLD-19), and the first ones of a burst. What ends with
 * the peer's FIN waits as the FIN does.
 */
export function ackAtOnce(tcb: Tcb, withFin: boolean): boolean {
  if (tcb.settings.delayedAckUs === 0) return true
  if (tcb.quickAcksLeft > 0 && !tcb.interactive && !withFin) {
    tcb.quickAcksLeft -= 1
    return true
  }
  return sub(tcb.rcv.nxt, tcb.lastAckSent) > tcb.snd.mss
}

/** What comes twice shows that ACKs were lost: for a while they leave at once again (Linux). */
export function acknowledgeQuickly(tcb: Tcb): void {
  tcb.quickAcksLeft = tcb.settings.quickAcks
  tcb.interactive = false
  tcb.ackClockSet = true
}

/** Where ACKs are delayed this one waits too, so that a prompt close() makes one segment of ACK and FIN. */
export function acknowledgeFin(c: Context): void {
  const { settings, ackClockSet } = c.tcb
  if (settings.delayedAckUs === 0) oweAck(c, 'now', 'RFC9293-3.10.7.4-FIN')
  else if (settings.finAckTickUs > 0 && !ackClockSet)
    oweAck(c, 'delayed', 'RFC9293-3.10.7.4-FIN', settings.finAckTickUs)
  else oweAck(c, 'delayed', 'RFC9293-3.10.7.4-FIN')
}
