import { sub } from './seq.ts'
import type { Tcb } from './tcb.ts'

/**
 * The receive window (RFC 9293 3.8.6.2). `rcv.wnd` is what the peer was last told: its right edge,
 * rcv.nxt + rcv.wnd, never moves left.
 */

/** Room for new text, bytes: the buffer less what waits for the reader. */
function room(tcb: Tcb): number {
  return Math.max(0, Math.min(tcb.settings.windowBytes, largestWindow(tcb)) - tcb.unread)
}

/** Largest window that the header field can say. */
function largestWindow(tcb: Tcb): number {
  return 65_535 << tcb.rcv.scale
}

/** How much the window has to open before it is worth telling (receiver's silly window avoidance, 3.8.6.2.2). */
function worthTelling(tcb: Tcb): number {
  return Math.min(Math.floor(tcb.settings.windowBytes / 2), tcb.settings.mss)
}

/** The window that our SYN names, which is not scaled: all of it is kept open, whatever later fields can say. */
export function offerFirstWindow(tcb: Tcb): void {
  tcb.rcv.wnd = windowField(tcb, true)
}

/** Moves the right edge of the window as far as the next segment may announce it. */
export function offerWindow(tcb: Tcb): void {
  const free = room(tcb)
  if (free - tcb.rcv.wnd >= worthTelling(tcb) || tcb.rcv.wnd === 0 || free === tcb.settings.windowBytes) {
    tcb.rcv.wnd = Math.max(tcb.rcv.wnd, roundToScale(free, tcb.rcv.scale))
  }
}

/**
 * True when reading has opened the window so far that the peer should hear of it at once: what it knows of is at most
 * half of the buffer, and at least twice as much is free now. Otherwise the next segment tells it soon enough.
 */
export function windowUpdateDue(tcb: Tcb): boolean {
  const announced = tcb.rcv.wnd - sub(tcb.rcv.nxt, tcb.lastAckSent)
  const free = room(tcb)
  return (
    2 * announced <= tcb.settings.windowBytes &&
    free >= 2 * announced &&
    free - announced >= worthTelling(tcb)
  )
}

/** The window field of the next segment; a SYN's is never scaled (RFC 7323 2.2). */
export function windowField(tcb: Tcb, syn: boolean): number {
  if (syn) return Math.min(65_535, room(tcb))
  return Math.min(65_535, tcb.rcv.wnd >>> tcb.rcv.scale)
}

/** A scaled window can only be said in steps of 2^scale. */
function roundToScale(bytes: number, scale: number): number {
  return (bytes >>> scale) << scale
}
