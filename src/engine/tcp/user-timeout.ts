import { cancelTimer, type Context, isRunning, setTimer } from './context.ts'
import { unsentBytes } from './transmit.ts'

/**
 * The user timeout of RFC 9293 3.8.3 and 3.9.1.1: what was given to SEND, and the OPEN itself, may wait so long for
 * its acknowledgment and no longer. Linux counts it from the first retransmission instead (timeout/retransmission.ts).
 */

/** Starts it, unless it runs. */
export function startUserTimeout(c: Context): void {
  const { userTimeoutUs, retryRule } = c.tcb.settings
  if (userTimeoutUs === null || retryRule === 'time' || isRunning(c.tcb, 'user-timeout')) return
  setTimer(c, 'user-timeout', c.now + userTimeoutUs, 'RFC9293-3.10.8-USER')
}

/** Something was acknowledged: the rest gets the whole time again, and nothing left needs none. */
export function renewUserTimeout(c: Context): void {
  cancelTimer(c, 'user-timeout', 'RFC9293-3.10.8-USER')
  if (c.tcb.queue.length > 0 || unsentBytes(c.tcb) > 0) startUserTimeout(c)
}
