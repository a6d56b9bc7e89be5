import {
  changeState,
  type Context,
  cancelAllTimers,
  deleteTcb,
  discard,
  note,
  signal,
  type Verdict,
} from '../context.ts'
import { has, RST, type Segment } from '../segment.ts'
import { noTimers } from '../timers.ts'
import { isExactReset } from './as-linux.ts'
import { challenge } from './challenge.ts'

/** 3.10.7.4, second check, with the exactness of RFC 5961 3.2. The segment is inside the window. */
export function rst(c: Context, segment: Segment): Verdict {
  const { tcb } = c
  if (!has(segment, RST)) return 'continue'
  const exact = isExactReset(tcb, segment)
  if (tcb.settings.challengeAck && !exact) {
    challenge(c, 'RFC5961-3.2')
    return discard(c, 'RFC5961-3.2')
  }
  switch (tcb.state) {
    case 'SYN-RECEIVED':
      return resetSynReceived(c)
    case 'TIME-WAIT':
      if (tcb.settings.rstInTimeWait === 'ignored') return discard(c, 'RFC1337-F1')
      note(c, 'time-wait-assassinated', 'RFC9293-3.10.7.4-RST')
      deleteTcb(c, 'rcv-rst', 'RFC9293-3.10.7.4-RST')
      return 'done'
    case 'ESTABLISHED':
    case 'FIN-WAIT-1':
    case 'FIN-WAIT-2':
    case 'CLOSE-WAIT':
    case 'CLOSING':
    case 'LAST-ACK':
      signal(c, 'reset', exact ? 'RFC9293-3.10.7.4-RST' : 'RFC793-RST')
      deleteTcb(c, 'rcv-rst', exact ? 'RFC9293-3.10.7.4-RST' : 'RFC793-RST')
      return 'done'
    case 'CLOSED':
    case 'LISTEN':
    case 'SYN-SENT':
      return 'done'
  }
}

/** A passive opener goes back to where it came from; an active one is refused (MUST-11, P-08, P-19). */
function resetSynReceived(c: Context): Verdict {
  const { tcb } = c
  if (tcb.previous !== null && tcb.settings.timeWaitReturn) return returnToTimeWait(c)
  if (tcb.initiator === 'active') {
    signal(c, 'refused', 'RFC9293-3.10.7.4-RST-ACTIVE')
    deleteTcb(c, 'rcv-rst', 'RFC9293-3.10.7.4-RST-ACTIVE')
    return 'done'
  }
  return returnToListen(c)
}

export function returnToListen(c: Context, event: 'rcv-rst' | 'rcv-syn-in-window' = 'rcv-rst'): Verdict {
  const because = event === 'rcv-rst' ? 'RFC9293-3.10.7.4-RST-PASSIVE' : 'RFC9293-3.10.7.4-SYN-PASSIVE'
  if (c.tcb.fastOpened) {
    // The connection was accepted before it was proved: a process holds it and has to know.
    signal(c, 'reset', because)
    deleteTcb(c, event, because)
    return 'done'
  }
  c.tcb.queue = []
  c.tcb.pieces = []
  cancelAllTimers(c, because)
  changeState(c, 'LISTEN', event, because)
  return 'done'
}

/** The SYN that reopened TIME-WAIT was old after all: the wait goes on to its old end (P-28). */
function returnToTimeWait(c: Context): Verdict {
  const { tcb } = c
  const { previous } = tcb
  if (previous === null) return 'done'
  const due = previous.timers['time-wait'] ?? c.now
  cancelAllTimers(c, 'RFC1122-4.2.2.13-RETURN')
  changeState(c, 'TIME-WAIT', 'rcv-rst', 'RFC1122-4.2.2.13-RETURN')
  note(c, 'time-wait-returned', 'RFC1122-4.2.2.13-RETURN')
  Object.assign(tcb, previous, { timers: noTimers(), state: 'TIME-WAIT' })
  if (due <= c.now) deleteTcb(c, 'time-wait-timeout', 'RFC9293-3.10.8-TIME-WAIT')
  else c.tcb.timers['time-wait'] = due
  if (due > c.now) c.effects.setTimer('time-wait', due, 'RFC1122-4.2.2.13-RETURN')
  return 'done'
}
