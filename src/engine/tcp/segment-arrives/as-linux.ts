import { type Context, discard, type Verdict } from '../context.ts'
import { ACK, has, RST, type Segment, SYN, segEnd, segLen } from '../segment.ts'
import { add, gt, lt, sub } from '../seq.ts'
import type { Tcb } from '../tcb.ts'

/**
 * How Linux reads segments that are old, repeated or doubtful where it goes another way than RFC 9293 3.10.7.4
 * (`doubtful`; net/ipv4/tcp_input.c of 6.18; the rest in small-socket.ts). Measured: docs/kernel-conformance.md.
 */

export function readsAsLinux(tcb: Tcb): boolean {
  return tcb.settings.doubtful === 'linux'
}

/**
 * PAWS (RFC 7323 5): an ACK that a newer one has overtaken is common. It counts while it is in turn and not older than
 * an RTO, and before that it says nothing (tcp_disordered_ack_check()).
 */
export function readOvertaken(c: Context, segment: Segment): Verdict | 'doubtful' {
  const { tcb } = c
  if (segLen(segment) > 0 || !has(segment, ACK)) return 'doubtful'
  if (lt(segment.seq, tcb.rcv.nxt)) return discard(c, 'RFC7323-5.2')
  const age = sub(tcb.tsRecent, segment.options?.timestamps?.value ?? 0) * 1_000
  const isRepeat = segment.seq === tcb.rcv.nxt && segment.ack === tcb.snd.una && !opensWindow(tcb, segment)
  return isRepeat && age <= tcb.rtoUs ? 'continue' : 'doubtful'
}

/** tcp_may_update_window(), for an ACK of nothing new. */
function opensWindow(tcb: Tcb, segment: Segment): boolean {
  const wnd = segment.wnd << tcb.snd.scale
  if (gt(segment.seq, tcb.snd.wl1)) return true
  return segment.seq === tcb.snd.wl1 && (wnd > tcb.snd.wnd || wnd === 0)
}

/** Bytes of ours that the peer has acknowledged: it cannot have acknowledged less before (RFC 5961 5). */
export function acknowledgedBytes(tcb: Tcb): number {
  const syn = tcb.initiator === 'passive' ? 1 : 0
  return sub(tcb.snd.una, tcb.iss) - syn
}

/** A segment that ends where our last ACK was is inside the window here, so that its ACK field counts (tcp_sequence()). */
export function endsAtLastAck(tcb: Tcb, segment: Segment): boolean {
  return readsAsLinux(tcb) && segEnd(segment) === tcb.lastAckSent && has(segment, ACK) && !has(segment, SYN)
}

/**
 * A RST is exact at RCV.NXT; behind the FIN that it overtakes, one before; and at the end of what has arrived beyond a
 * gap (tcp_reset_check(), RFC 5961 3.2).
 */
export function isExactReset(tcb: Tcb, segment: Segment): boolean {
  if (segment.seq === tcb.rcv.nxt) return true
  if (!readsAsLinux(tcb)) return false
  const { state } = tcb
  const closed = state === 'CLOSE-WAIT' || state === 'LAST-ACK' || state === 'CLOSING'
  if (closed && segment.seq === add(tcb.rcv.nxt, -1)) return true
  const last = tcb.pieces.at(-1)
  if (!tcb.sackOn || last === undefined) return false
  return segment.seq === add(last.seq, (last.text?.length ?? 0) + (last.fin ? 1 : 0))
}

/** Without ACK, RST and SYN nothing is read, not even where the segment lies; a half-open request looks there first. */
export function saysNothing(tcb: Tcb, segment: Segment): boolean {
  if ((segment.flags & (ACK | RST | SYN)) !== 0 || !readsAsLinux(tcb)) return false
  return tcb.state !== 'SYN-RECEIVED' || tcb.initiator === 'active'
}
