import { type Context, deleteTcb, forgetTimer, sendBare, setTimer, signal } from '../context.ts'
import { ACK } from '../segment.ts'
import { add } from '../seq.ts'
import { sendReset } from '../user-call/abort.ts'

/** Nothing was heard for the idle time: ask, and after the last unanswered probe give up (RFC 9293 3.8.4). */
export function keepaliveTimeout(c: Context): void {
  const { tcb } = c
  const { settings } = tcb
  forgetTimer(c, 'keepalive')
  const idle = tcb.state === 'ESTABLISHED' || tcb.state === 'CLOSE-WAIT' || tcb.state === 'FIN-WAIT-2'
  if (!idle) return
  // Not while something is outstanding: its own timer finds a dead peer (MUST-26).
  if (tcb.queue.length > 0) {
    setTimer(c, 'keepalive', c.now + settings.keepaliveIdleUs, 'RFC9293-3.8.4')
    return
  }
  if (isUnanswered(c)) return peerIsDead(c)
  tcb.keepaliveProbesOut += 1
  sendBare(c, add(tcb.snd.nxt, -1), ACK, 'RFC9293-3.8.4', 'keepalive')
  setTimer(c, 'keepalive', c.now + settings.keepaliveIntervalUs, 'RFC9293-3.8.4')
}

/** After so many probes; on Linux a user timeout takes the place of their number (tcp(7), TCP_USER_TIMEOUT). */
function isUnanswered(c: Context): boolean {
  const { settings, keepaliveProbesOut, lastHeardUs } = c.tcb
  if (settings.userTimeoutUs === null || settings.retryRule === 'count')
    return keepaliveProbesOut >= settings.keepaliveProbes
  return keepaliveProbesOut > 0 && c.now - lastHeardUs >= settings.userTimeoutUs
}

function peerIsDead(c: Context): void {
  if (c.tcb.settings.keepaliveRst) sendReset(c, 'RFC9293-3.8.4-DEAD')
  signal(c, 'timed-out', 'RFC9293-3.8.4-DEAD')
  deleteTcb(c, 'keepalive-timeout', 'RFC9293-3.8.4-DEAD')
}
