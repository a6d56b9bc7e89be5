import { agreeOnOptions } from './option-rules.ts'
import type { Options } from './options.ts'
import type { Settings } from './profiles.ts'
import type { Segment } from './segment.ts'
import { add } from './seq.ts'
import { newTcb, type Tcb } from './tcb.ts'
import { offerWindow } from './window.ts'

/**
 * The TCB that a valid SYN cookie stands for: ESTABLISHED, made from the numbers of the ACK and from what the cookie
 * remembers of the SYN's options (RFC 4987 3.6).
 */
export function openFromCookie(
  settings: Settings,
  segment: Segment,
  syn: Options,
  stream: number,
  now: number,
): Tcb {
  const tcb: Tcb = { ...newTcb(settings), state: 'ESTABLISHED', initiator: 'passive', stream }
  tcb.iss = add(segment.ack, -1)
  tcb.irs = add(segment.seq, -1)
  tcb.rcv.nxt = segment.seq
  tcb.lastAckSent = segment.seq
  agreeOnOptions(tcb, { ...segment, options: syn }, now)
  const wnd = segment.wnd * 2 ** tcb.snd.scale
  Object.assign(tcb.snd, {
    una: segment.ack,
    nxt: segment.ack,
    wnd,
    maxWnd: wnd,
    wl1: segment.seq,
    wl2: segment.ack,
  })
  offerWindow(tcb)
  return tcb
}
