import { cancelAllTimers, type Context, discard, note } from '../context.ts'
import { ACK, has, RST, type Segment, SYN } from '../segment.ts'
import { add, gt, lt } from '../seq.ts'
import { copyTcb, newTcb, type Tcb } from '../tcb.ts'
import { acceptSyn, type Opening } from './listen.ts'

/** How far the new ISN must lie above everything the old connection sent: further than its window reaches. */
const ISN_GAP = 65_537

/** True when this SYN ends TIME-WAIT and begins a new connection on the same 4-tuple. */
export function isReopening(tcb: Tcb, segment: Segment, mayReopen: boolean): boolean {
  const bareSyn = has(segment, SYN) && !has(segment, ACK) && !has(segment, RST)
  return tcb.state === 'TIME-WAIT' && bareSyn && mayReopen && isProvablyNew(tcb, segment)
}

/**
 * A SYN at TIME-WAIT is looked at before the ordered checks (RFC 1122 4.2.2.13, RFC 9293 3.6.1 MAY-2, RFC 6191).
 * True when it is dealt with here: the connection is open anew, or RFC 6191 says to drop the SYN in silence.
 */
export function reopens(c: Context, segment: Segment, opening: Opening & { mayReopen: boolean }): boolean {
  const { tcb } = c
  if (isReopening(tcb, segment, opening.mayReopen)) {
    reopen(c, segment, opening)
    return true
  }
  const bareSyn = has(segment, SYN) && !has(segment, ACK) && !has(segment, RST)
  if (tcb.state !== 'TIME-WAIT' || !bareSyn || tcb.settings.timeWaitReuse !== 'rfc6191') return false
  discard(c, 'RFC6191-2')
  return true
}

/** The rules by which a SYN shows that it is no leftover. */
function isProvablyNew(tcb: Tcb, segment: Segment): boolean {
  const higher = gt(segment.seq, tcb.rcv.nxt)
  const value = segment.options?.timestamps?.value
  switch (tcb.settings.timeWaitReuse) {
    case 'off':
      return false
    case 'rfc1122':
      return higher
    case 'linux':
      if (tcb.timestampsOn && value !== undefined && lt(value, tcb.tsRecent)) return false
      return higher || (tcb.timestampsOn && value !== undefined && gt(value, tcb.tsRecent))
    case 'rfc6191':
      if (!tcb.timestampsOn) return value !== undefined || higher
      if (value === undefined) return higher
      return gt(value, tcb.tsRecent) || (value === tcb.tsRecent && higher)
  }
}

/** The old TCB is kept aside until the new connection is proved, for the way back to TIME-WAIT (P-19). */
function reopen(c: Context, segment: Segment, opening: Opening): void {
  const { tcb } = c
  const old = copyTcb(tcb)
  const because = tcb.settings.timeWaitReuse === 'rfc6191' ? 'RFC6191-2' : 'RFC1122-4.2.2.13'
  const iss = gt(opening.iss, tcb.snd.nxt) ? opening.iss : add(tcb.snd.nxt, ISN_GAP)
  note(c, 'time-wait-reopened', because)
  cancelAllTimers(c, because)
  Object.assign(tcb, newTcb(tcb.settings), { state: 'TIME-WAIT', previous: old })
  acceptSyn(c, segment, { ...opening, iss })
}
