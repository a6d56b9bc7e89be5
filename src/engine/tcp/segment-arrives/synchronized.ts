import { type Context, discard } from '../context.ts'
import type { TcpEvent } from '../event.ts'
import { detectLosses } from '../loss-probe.ts'
import { has, type Segment, URG } from '../segment.ts'
import { resend, transmit } from '../transmit.ts'
import { ack } from './ack.ts'
import { noteAckOfFin } from './own-fin.ts'
import { fin } from './fin.ts'
import { rst } from './rst.ts'
import { security } from './security.ts'
import { saysNothing } from './as-linux.ts'
import { isSmallSocket, smallSocket } from './small-socket.ts'
import { sequence } from './sequence.ts'
import { syn } from './syn.ts'
import { text } from './text.ts'
import { reopens } from './time-wait.ts'
import { signal } from '../context.ts'
import { keepRetransmissionTimer } from '../rto.ts'
import { setTimer } from '../context.ts'

type Arrival = Extract<TcpEvent, { kind: 'segment-arrives' }>

/**
 * 3.10.7.4: SYN-RECEIVED and every synchronized state. The checks stand in the RFC's order and each decides whether
 * the next one is reached.
 */
export function synchronized(c: Context, segment: Segment, event: Arrival): void {
  if (reopens(c, segment, event)) return
  if (isSmallSocket(c.tcb)) return smallSocket(c, segment)
  if (saysNothing(c.tcb, segment)) return void discard(c, 'RFC9293-3.10.7.4-NO-ACK')
  if (sequence(c, segment) === 'done') return
  if (rst(c, segment) === 'done') return
  if (security(c, segment, event.otherCompartment === true) === 'done') return
  if (syn(c, segment) === 'done') return
  if (ack(c, segment) === 'done') return
  urgent(c, segment)
  if (text(c, segment) === 'continue') fin(c, segment)
  noteAckOfFin(c)
  heard(c)
  resendLost(c)
  transmit(c)
}

/** Sixth check: the urgent pointer (RFC 9293 3.8.5). The signal is all that is modelled of it. */
function urgent(c: Context, segment: Segment): void {
  const { state } = c.tcb
  if (!has(segment, URG)) return
  if (state === 'ESTABLISHED' || state === 'FIN-WAIT-1' || state === 'FIN-WAIT-2') {
    c.tcb.rcv.up = (segment.seq + segment.up) >>> 0
    signal(c, 'urgent', 'RFC9293-3.10.7.4-URG')
  }
}

/** Any acceptable segment shows that the peer lives: the idle clock of keepalive starts again (RFC 9293 3.8.4). */
function heard(c: Context): void {
  const { tcb } = c
  tcb.lastHeardUs = c.now
  tcb.keepaliveProbesOut = 0
  if (tcb.timers.keepalive !== undefined) {
    setTimer(c, 'keepalive', c.now + tcb.settings.keepaliveIdleUs, 'RFC9293-3.8.4')
  }
}

/** What selective acknowledgments show to be lost goes out again without waiting for the timer (RFC 8985). */
function resendLost(c: Context): void {
  const lost = detectLosses(c)
  if (lost.length === 0) return
  const { tcb } = c
  // Each segment that has arrived lets one more go than itself while losses are repaired (RFC 6937 3.1, slow start).
  const most = tcb.settings.lossWindow ? c.ackedSegments + 1 : lost.length
  for (const sent of lost.slice(0, most)) resend(c, sent, 'RFC8985-6', { byTimer: false })
  keepRetransmissionTimer(c, true, 'RFC8985-6')
}
