import { ACK, SYN } from '../tcp/segment.ts'
import type { Side, State } from '../tcp/state.ts'
import type { Doubt } from './doubt.ts'
import type { Observed } from './observe.ts'

/** In what state both ends of a stream were before its first packet. */
export interface Beginning {
  readonly state: Readonly<Record<Side, State>>
  /** Null: the capture shows it. */
  readonly doubt: Doubt | null
}

/** A stream whose first SYN was captured begins with it; of any other it can only be said what its first packet needs. */
export function beginningOf(packets: readonly Observed[]): Beginning {
  const first = packets[0]
  const isSyn = ({ flags }: Observed): boolean => (flags & SYN) !== 0
  const isSynAck = ({ flags }: Observed): boolean => (flags & (SYN | ACK)) === (SYN | ACK)
  if (first === undefined || !isSyn(first)) {
    return { state: { C: 'ESTABLISHED', S: 'ESTABLISHED' }, doubt: 'start-unknown' }
  }
  if (isSynAck(first)) return { state: { C: 'SYN-SENT', S: 'LISTEN' }, doubt: 'start-unknown' }
  const opened = packets.some((packet) => packet.from === 'S' && isSyn(packet) && !isSynAck(packet))
  const answered = packets.find((packet) => packet.from === 'S')
  if (answered === undefined) return { state: { C: 'CLOSED', S: 'CLOSED' }, doubt: 'start-unknown' }
  const listens = !opened && packets.some((packet) => packet.from === 'S' && isSynAck(packet))
  return { state: { C: 'CLOSED', S: listens ? 'LISTEN' : 'CLOSED' }, doubt: null }
}
