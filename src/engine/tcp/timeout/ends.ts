import { type Context, deleteTcb, forgetTimer, sendAck, signal } from '../context.ts'
import { giveUp } from './retransmission.ts'

/** Timers whose expiry is a single act. */

/** The ACK has waited long enough for company (RFC 9293 3.8.6.3). */
export function delayedAckTimeout(c: Context): void {
  forgetTimer(c, 'delayed-ack')
  if (c.tcb.ackOwed === 'none') return
  c.tcb.interactive = false
  sendAck(c, c.tcb.ackRule)
}

/** 2MSL are over (RFC 9293 3.10.8). */
export function timeWaitTimeout(c: Context): void {
  forgetTimer(c, 'time-wait')
  deleteTcb(c, 'time-wait-timeout', 'RFC9293-3.10.8-TIME-WAIT')
}

/** Nobody holds the socket and the peer's FIN has not come. */
export function finWait2Timeout(c: Context): void {
  forgetTimer(c, 'fin-wait-2')
  deleteTcb(c, 'fin-wait-2-timeout', 'HOST-FIN-WAIT-2')
}

/** What was given to SEND, or the OPEN itself, has waited as long as the user allowed (RFC 9293 3.10.8). */
export function userTimeout(c: Context): void {
  forgetTimer(c, 'user-timeout')
  if (c.tcb.state !== 'CLOSED' && c.tcb.state !== 'TIME-WAIT') giveUp(c, 'RFC9293-3.10.8-USER')
}

/** The system's own limit on opening a connection. */
export function connectTimeout(c: Context): void {
  forgetTimer(c, 'connect')
  giveUp(c, 'HOST-CONNECT-TIMEOUT')
}

/** A hard ICMP error ends the connection where it is still being opened; elsewhere it is taken for soft (RFC 5461). */
export function icmpError(c: Context, hard: boolean): void {
  const { state } = c.tcb
  if (!hard || (state !== 'SYN-SENT' && state !== 'SYN-RECEIVED')) return
  signal(c, 'refused', 'RFC9293-3.9.2.2')
  deleteTcb(c, 'icmp-hard-error', 'RFC9293-3.9.2.2')
}
