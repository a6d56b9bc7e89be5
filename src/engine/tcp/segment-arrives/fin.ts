import { acknowledgeFin } from '../ack-timing.ts'
import { changeState, type Context, oweAck, signal } from '../context.ts'
import { FIN, has, type Segment } from '../segment.ts'
import { add } from '../seq.ts'
import { restartTimeWait } from './challenge.ts'
import { enterTimeWait, ourFinIsAcknowledged } from './own-fin.ts'

/** 3.10.7.4, eighth check: acts only when everything before the FIN has arrived (P-09). */
export function fin(c: Context, segment: Segment): void {
  const { tcb } = c
  if (tcb.finReceived && has(segment, FIN)) return acknowledgeAgain(c)
  if (!c.finReached) return
  c.finReached = false
  tcb.rcv.nxt = add(tcb.rcv.nxt, 1)
  tcb.rcv.wnd = Math.max(0, tcb.rcv.wnd - 1)
  tcb.finReceived = true
  signal(c, 'remote-closed', 'RFC9293-3.10.7.4-FIN')
  switch (tcb.state) {
    case 'SYN-RECEIVED':
    case 'ESTABLISHED':
      acknowledgeFin(c)
      changeState(c, 'CLOSE-WAIT', 'rcv-fin', 'RFC9293-3.10.7.4-FIN')
      return
    case 'FIN-WAIT-1':
      oweAck(c, 'now', 'RFC9293-3.10.7.4-FIN')
      // The ACK of this very segment decides (P-10).
      if (ourFinIsAcknowledged(tcb)) enterTimeWait(c, 'rcv-fin-and-ack-of-fin')
      else changeState(c, 'CLOSING', 'rcv-fin', 'RFC9293-3.10.7.4-FIN')
      return
    case 'FIN-WAIT-2':
      oweAck(c, 'now', 'RFC9293-3.10.7.4-FIN')
      enterTimeWait(c, 'rcv-fin')
      return
    case 'TIME-WAIT':
    case 'CLOSE-WAIT':
    case 'CLOSING':
    case 'LAST-ACK':
    case 'CLOSED':
    case 'LISTEN':
    case 'SYN-SENT':
      return
  }
}

/** A direction has one FIN: another one inside the window moves nothing, but it is acknowledged like the first. */
function acknowledgeAgain(c: Context): void {
  oweAck(c, 'now', 'RFC9293-3.10.7.4-FIN-AGAIN')
  if (c.tcb.state === 'TIME-WAIT') restartTimeWait(c, 'RFC9293-3.10.7.4-FIN-AGAIN')
}
