import type { Settings } from './profiles.ts'
import type { Segment } from './segment.ts'
import { add } from './seq.ts'
import { newTcb, type Tcb } from './tcb.ts'
import { offerWindow } from './window.ts'

/**
 * The TCB that a valid SYN cookie stands for: ESTABLISHED, made from the numbers of the ACK alone. What did not fit
 * into the cookie is lost: no window scale, no SACK, no timestamps (RFC 4987 3.6).
 */
export function openFromCookie(settings: Settings, segment: Segment, mss: number, stream: number): Tcb {
  const tcb: Tcb = { ...newTcb(settings), state: 'ESTABLISHED', initiator: 'passive', stream }
  tcb.iss = add(segment.ack, -1)
  tcb.irs = add(segment.seq, -1)
  tcb.rcv.nxt = segment.seq
  tcb.lastAckSent = segment.seq
  Object.assign(tcb.snd, {
    una: segment.ack,
    nxt: segment.ack,
    wnd: segment.wnd,
    maxWnd: segment.wnd,
    wl1: segment.seq,
    wl2: segment.ack,
    mss: Math.min(mss, settings.mss),
  })
  offerWindow(tcb)
  return tcb
}
