import {
  cancelAllTimers,
  changeState,
  type Context,
  deleteTcb,
  note,
  sendAck,
  setTimer,
  signal,
} from '../context.ts'
import type { Tcb } from '../tcb.ts'
import { readsAsLinux } from './as-linux.ts'
import type { EdgeEvent } from '../transitions.ts'

/** Where the acknowledgment of our own FIN leads: FIN-WAIT-2 and TIME-WAIT (RFC 9293 3.6, 3.6.1). */

/** Our FIN is sent and nothing is left to acknowledge. */
export function ourFinIsAcknowledged(tcb: Tcb): boolean {
  return tcb.finSent && tcb.snd.una === tcb.snd.nxt
}

/** FIN-WAIT-1 to FIN-WAIT-2, once it is known that this segment brought no FIN. */
export function noteAckOfFin(c: Context): void {
  const { tcb } = c
  if (tcb.state !== 'FIN-WAIT-1' || !ourFinIsAcknowledged(tcb)) return
  changeState(c, 'FIN-WAIT-2', 'rcv-ack-of-fin', 'RFC9293-3.10.7.4-ACK-FIN')
  signal(c, 'closed', 'RFC9293-3.10.7.4-ACK-FIN')
  startOrphanTimer(c)
}

/** Systems do not wait for ever in FIN-WAIT-2 once nobody holds the socket. */
export function startOrphanTimer(c: Context): void {
  const limit = c.tcb.settings.finWait2OrphanUs
  if (limit === null || !c.tcb.released || c.tcb.state !== 'FIN-WAIT-2') return
  setTimer(c, 'fin-wait-2', c.now + orphanWait(c.tcb, limit), 'HOST-FIN-WAIT-2')
}

/**
 * What Linux makes of the limit: no less than 3.5 RTO (tcp_fin_time()); and if it is longer than TIME-WAIT it waits for
 * the rest twice, once as a socket and once as a small one (tcp_rcv_state_process(), tcp_keepalive_timer()).
 */
function orphanWait(tcb: Tcb, limit: number): number {
  if (!readsAsLinux(tcb)) return limit
  const least = Math.max(limit, 3.5 * tcb.rtoUs)
  const beyond = least - tcb.settings.timeWaitUs
  return Math.floor(beyond > 0 ? 2 * beyond : least)
}

/** Both FINs are acknowledged: 2MSL begin, every other timer stops (RFC 9293 3.6.1). */
export function enterTimeWait(c: Context, event: EdgeEvent): void {
  const { tcb } = c
  if (tcb.settings.timeWaitUs === 0) return skipTimeWait(c)
  cancelAllTimers(c, 'RFC9293-3.6.1-TIME-WAIT')
  changeState(c, 'TIME-WAIT', event, 'RFC9293-3.6.1-TIME-WAIT')
  signal(c, 'closed', 'RFC9293-3.6.1-TIME-WAIT')
  setTimer(c, 'time-wait', c.now + tcb.settings.timeWaitUs, 'RFC9293-3.6.1-TIME-WAIT')
}

/** COUNTERFACTUAL: the last ACK leaves and the connection is forgotten at once. */
function skipTimeWait(c: Context): void {
  const owed = c.tcb.ackOwed !== 'none'
  note(c, 'time-wait-skipped', 'SIM-NO-TIME-WAIT')
  signal(c, 'closed', 'SIM-NO-TIME-WAIT')
  deleteTcb(c, 'time-wait-skipped', 'SIM-NO-TIME-WAIT')
  // The sender is CLOSED when its last ACK leaves, but the ACK still belongs to this connection.
  if (owed) sendAck(c, 'RFC9293-3.10.7.4-FIN')
}
