import type { Tcb } from '../tcp/tcb.ts'
import { unsentBytes } from '../tcp/transmit.ts'
import type { TcbField } from '../trace/trace.ts'
import { TCB_FIELDS } from '../trace/trace.ts'

/** How each followed field is read out of a TCB; flags are 0 or 1. */
const READ: Readonly<Record<TcbField, (tcb: Tcb) => number>> = {
  'snd.una': (tcb) => tcb.snd.una,
  'snd.nxt': (tcb) => tcb.snd.nxt,
  'snd.wnd': (tcb) => tcb.snd.wnd,
  'snd.wl1': (tcb) => tcb.snd.wl1,
  'snd.wl2': (tcb) => tcb.snd.wl2,
  'snd.up': (tcb) => tcb.snd.up,
  'snd.mss': (tcb) => tcb.snd.mss,
  'snd.scale': (tcb) => tcb.snd.scale,
  'snd.maxWnd': (tcb) => tcb.snd.maxWnd,
  iss: (tcb) => tcb.iss,
  'rcv.nxt': (tcb) => tcb.rcv.nxt,
  'rcv.wnd': (tcb) => tcb.rcv.wnd,
  'rcv.up': (tcb) => tcb.rcv.up,
  'rcv.scale': (tcb) => tcb.rcv.scale,
  irs: (tcb) => tcb.irs,
  srttUs: (tcb) => tcb.srttUs,
  rttvarUs: (tcb) => tcb.rttvarUs,
  rtoUs: (tcb) => tcb.rtoUs,
  backoff: (tcb) => tcb.backoff,
  synTimerExpired: (tcb) => Number(tcb.synTimerExpired),
  queued: (tcb) => tcb.queue.length,
  unsent: (tcb) => unsentBytes(tcb),
  unread: (tcb) => tcb.unread,
  outOfOrder: (tcb) => tcb.pieces.length,
  finSent: (tcb) => Number(tcb.finSent),
  finReceived: (tcb) => Number(tcb.finReceived),
  passive: (tcb) => Number(tcb.initiator === 'passive'),
  timestampsOn: (tcb) => Number(tcb.timestampsOn),
  tsRecent: (tcb) => tcb.tsRecent,
  sackOn: (tcb) => Number(tcb.sackOn),
  released: (tcb) => Number(tcb.released),
}

const READERS = TCB_FIELDS.map((field) => READ[field])

/** [index into TCB_FIELDS, new value] of what differs from `values`, or of everything; `values` then has it. */
export function changedFields(
  values: Float64Array,
  tcb: Tcb,
  everything: boolean,
): (readonly [number, number])[] {
  const changed: (readonly [number, number])[] = []
  for (const [field, read] of READERS.entries()) {
    const value = read(tcb)
    if (!everything && values[field] === value) continue
    values[field] = value
    changed.push([field, value])
  }
  return changed
}
