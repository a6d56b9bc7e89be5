import { type Context, deleteTcb, discard, reply, sendAck } from '../context.ts'
import { isOlderThanSeen, rememberTimestamp } from '../option-rules.ts'
import { ACK, FIN, has, RST, type Segment, SYN, segEnd, segLen } from '../segment.ts'
import { add, geq, gt, lt } from '../seq.ts'
import type { Tcb } from '../tcb.ts'
import { readsAsLinux } from './as-linux.ts'
import { challenge, restartTimeWait } from './challenge.ts'
import { resetFor } from './closed.ts'
import { fin } from './fin.ts'
import { rst } from './rst.ts'

/** What Linux keeps of a connection that is over for its process (net/ipv4/tcp_minisocks.c of 6.18). */

/** TIME-WAIT, and FIN-WAIT-2 once nobody holds the socket, are kept as a small socket with checks of its own. */
export function isSmallSocket(tcb: Tcb): boolean {
  const { state } = tcb
  if (state !== 'TIME-WAIT' && state !== 'FIN-WAIT-2') return false
  return readsAsLinux(tcb) && (state === 'TIME-WAIT' || tcb.released)
}

/** tcp_timewait_state_process(); a SYN that opens TIME-WAIT again has been seen before (time-wait.ts). */
export function smallSocket(c: Context, segment: Segment): void {
  if (c.tcb.state === 'TIME-WAIT') timeWait(c, segment)
  else orphan(c, segment)
}

/** A bare ACK or a RST exactly in turn is believed; of the rest everything but a RST is answered. */
function timeWait(c: Context, segment: Segment): void {
  const { tcb } = c
  const old = isOlderThanSeen(tcb, segment, c.now)
  if (has(segment, RST)) {
    if (segment.seq === tcb.rcv.nxt) rst(c, segment)
    else discard(c, 'RFC9293-3.10.7.4-SEQ-RST')
    return
  }
  const finAgain = has(segment, FIN) && segEnd(segment) === tcb.rcv.nxt
  const because = finAgain ? 'RFC9293-3.10.7.4-FIN-AGAIN' : 'RFC9293-3.10.7.4-SEQ'
  if (old || segment.seq !== tcb.rcv.nxt || segLen(segment) > 0) answer(c, segment)
  else rememberTimestamp(tcb, segment, c.now)
  if (old || has(segment, ACK)) restartTimeWait(c, because)
  discard(c, because)
}

/** Data after close() and a SYN in the window are reset, a FIN in turn begins TIME-WAIT, a RST in the window ends all. */
function orphan(c: Context, segment: Segment): void {
  const { tcb } = c
  if (isOlderThanSeen(tcb, segment, c.now) || !touchesWindow(tcb, segment)) {
    answer(c, segment)
    return void discard(c, 'RFC9293-3.10.7.4-SEQ')
  }
  const end = segEnd(segment)
  if (has(segment, RST)) return deleteTcb(c, 'rcv-rst', 'RFC9293-3.10.7.4-RST')
  if (has(segment, SYN) && geq(segment.seq, tcb.rcv.nxt)) {
    reply(c, resetFor(segment), 'RFC793-SYN')
    return deleteTcb(c, 'rcv-syn-in-window', 'RFC793-SYN')
  }
  const isNew = has(segment, ACK) && segLen(segment) > 0 && gt(end, tcb.rcv.nxt)
  if (!isNew) return void discard(c, 'RFC9293-3.10.7.4-ACK')
  if (!has(segment, FIN) || end !== add(tcb.rcv.nxt, 1)) {
    reply(c, resetFor(segment), 'RFC9293-3.6.1-SHLD-3')
    return deleteTcb(c, 'rcv-data-after-close', 'RFC9293-3.6.1-SHLD-3')
  }
  rememberTimestamp(tcb, segment, c.now)
  c.finReached = true
  fin(c, segment)
}

/** tcp_in_window(). */
function touchesWindow(tcb: Tcb, segment: Segment): boolean {
  const { nxt, wnd } = tcb.rcv
  const edge = add(nxt, wnd)
  if (segment.seq === nxt) return true
  const end = segEnd(segment)
  return (gt(end, nxt) && lt(segment.seq, edge)) || (segment.seq === edge && end === edge)
}

/** Text and FIN cannot take part in a loop of ACKs and are answered each time, the rest now and then (RFC 5961 7). */
function answer(c: Context, segment: Segment): void {
  if (segLen(segment) > 0 && !has(segment, SYN)) sendAck(c, 'RFC9293-3.10.7.4-SEQ')
  else challenge(c, 'RFC9293-3.10.7.4-SEQ')
}
