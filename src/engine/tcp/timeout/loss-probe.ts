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
  const oldest = tcb.queue[0]
  const due = Math.max((oldest?.lastSentUs ?? c.now) + tcb.rtoUs, c.now + 1)
  setTimer(c, 'retransmission', due, 'RFC8985-7')
}

/** The time for reordering is over: what has not come by now is sent again (RFC 8985 6.2). */
export function reorderTimeout(c: Context): void {
  forgetTimer(c, 'reorder')
  for (const sent of detectLosses(c)) resend(c, sent, 'RFC8985-6', { byTimer: true })
  keepRetransmissionTimer(c, false, 'RFC6298-5.1')
}
