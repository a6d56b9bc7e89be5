import { type Context, deleteTcb, discard, reply, signal, type Verdict } from '../context.ts'
import { ACK, has, RST, type Segment, segEnd, SYN } from '../segment.ts'
import { challenge } from './challenge.ts'
import { resetFor } from './closed.ts'
import { returnToListen } from './rst.ts'
import { isCrossingSynAck } from './sequence.ts'

/** 3.10.7.4, fourth check: a SYN on a connection that has its SYNs already (RFC 5961 4.2). */
export function syn(c: Context, segment: Segment): Verdict {
  const { tcb } = c
  if (!has(segment, SYN) || isCrossingSynAck(tcb, segment)) return 'continue'
  if (tcb.state === 'SYN-RECEIVED') return synInSynReceived(c, segment)
  if (tcb.settings.challengeAck) {
    challenge(c, 'RFC5961-4.2')
    return discard(c, 'RFC5961-4.2')
  }
  reply(c, resetFor(segment), 'RFC793-SYN')
  if (tcb.state !== 'TIME-WAIT') signal(c, 'reset', 'RFC793-SYN')
  deleteTcb(c, 'rcv-syn-in-window', 'RFC793-SYN')
  return 'done'
}

/** P-24: a different SYN inside the window. */
function synInSynReceived(c: Context, segment: Segment): Verdict {
  const { tcb } = c
  if (tcb.initiator === 'passive') {
    if (tcb.settings.synReceived === 'request') {
      const refusal = {
        seq: 0,
        ack: segEnd(segment),
        flags: RST | ACK,
        wnd: 0,
        up: 0,
        text: null,
        options: null,
      }
      reply(c, refusal, 'RFC9293-3.10.7.4-SYN-PASSIVE')
    }
    returnToListen(c, 'rcv-syn-in-window')
    return discard(c, 'RFC9293-3.10.7.4-SYN-PASSIVE')
  }
  if (tcb.settings.challengeAck) {
    challenge(c, 'RFC5961-4.2')
    return discard(c, 'RFC5961-4.2')
  }
  reply(c, resetFor(segment), 'RFC793-SYN')
  signal(c, 'refused', 'RFC793-SYN')
  deleteTcb(c, 'rcv-syn-in-window', 'RFC793-SYN')
  return 'done'
}
