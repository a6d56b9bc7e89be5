import { type Context, forgetTimer, setTimer } from '../context.ts'
import { detectLosses } from '../loss-probe.ts'
import { keepRetransmissionTimer } from '../rto.ts'
import { resend } from '../transmit.ts'

/** Sends the last segment once more to draw an acknowledgment; the RTO is not backed off (RFC 8985 7.3). */
export function lossProbeTimeout(c: Context): void {
  const { tcb } = c
  forgetTimer(c, 'loss-probe')
  const tail = tcb.queue.at(-1)
  if (tail === undefined) return
  tcb.lossProbeOut = true
  resend(c, tail, 'RFC8985-7', { byTimer: true, probe: 'tail-loss' })
  // Counted from the probe, however long the oldest has waited already (Linux; RFC 8985 7.3 says no more than that it
  // is armed again).
  setTimer(c, 'retransmission', c.now + tcb.rtoUs, 'RFC8985-7')
}

/** The time for reordering is over: what has not come by now is sent again (RFC 8985 6.2). */
export function reorderTimeout(c: Context): void {
  forgetTimer(c, 'reorder')
  const lost = detectLosses(c)
  const most = c.tcb.settings.lossWindow ? 1 : lost.length
  for (const sent of lost.slice(0, most)) resend(c, sent, 'RFC8985-6', { byTimer: true })
  keepRetransmissionTimer(c, false, 'RFC6298-5.1')
}
