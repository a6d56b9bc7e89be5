import { type Context, forgetTimer, sendBare, setTimer } from '../context.ts'
import { ACK, FIN, PSH } from '../segment.ts'
import { add } from '../seq.ts'
import type { Tcb } from '../tcb.ts'
import { resend, sendIntoSmallWindow, sendNew, unsentBytes } from '../transmit.ts'
import { giveUp } from './retransmission.ts'

const BECAUSE = 'RFC9293-3.8.6.1'

/** A closed window is asked from time to time whether it has opened, less and less often (RFC 9293 3.8.6.1). */
export function persistTimeout(c: Context): void {
  const { tcb } = c
  forgetTimer(c, 'persist')
  if (isUnanswered(c)) return giveUp(c, 'RFC9293-3.8.3')
  if (sendIntoSmallWindow(c)) return
  probe(c)
  tcb.persistBackoff += 1
  const wait = Math.min(tcb.rtoUs * 2 ** Math.min(tcb.persistBackoff, 16), tcb.settings.rtoMaxUs)
  setTimer(c, 'persist', c.now + wait, BECAUSE)
}

/** Probes may go on for ever as long as they are answered (RFC 9293 3.8.6.1); silence counts as a dead path. */
function isUnanswered(c: Context): boolean {
  const { tcb, now } = c
  return tcb.persistBackoff > 0 && now - tcb.lastHeardUs >= patience(tcb)
}

function patience(tcb: Tcb): number {
  const { settings } = tcb
  if (settings.userTimeoutUs !== null) return settings.userTimeoutUs
  const retries = settings.dataRetries
  return retries === null
    ? settings.dataR2Us
    : Math.min(2 ** retries * tcb.rtoUs, retries * settings.rtoMaxUs)
}

/** One byte beyond the window, or what was sent before; where the profile says so, an old number without text. */
function probe(c: Context): void {
  const { tcb } = c
  if (tcb.settings.windowProbe === 'old-number') {
    sendBare(c, add(tcb.snd.una, -1), ACK, BECAUSE, 'zero-window')
    return
  }
  const oldest = tcb.queue[0]
  if (oldest !== undefined) resend(c, oldest, BECAUSE, { byTimer: true, probe: 'zero-window' })
  else if (unsentBytes(tcb) > 0) {
    sendNew(c, ACK | (unsentBytes(tcb) === 1 ? PSH : 0), 1, BECAUSE, 'zero-window')
  } else {
    // Nothing but the FIN is left: it takes one number and serves as the probe.
    sendNew(c, FIN | ACK, 0, BECAUSE, 'zero-window')
    tcb.finSent = true
  }
}
