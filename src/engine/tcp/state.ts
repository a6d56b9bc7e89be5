/** The eleven connection states of RFC 9293 3.3.2, in the order that tables and charts use. */
export const STATES = [
  'CLOSED',
  'LISTEN',
  'SYN-SENT',
  'SYN-RECEIVED',
  'ESTABLISHED',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'CLOSE-WAIT',
  'CLOSING',
  'LAST-ACK',
  'TIME-WAIT',
] as const

export type State = (typeof STATES)[number]

/** A host of the scenario: C opens the connection in most scenarios, S listens. */
export type Side = 'C' | 'S'

export const SIDES: readonly Side[] = ['C', 'S']

export function otherSide(side: Side): Side {
  return side === 'C' ? 'S' : 'C'
}

/** ESTABLISHED and later: both SYNs are known to this end (RFC 9293 3.3.2). */
export function isSynchronized(state: State): boolean {
  return state !== 'CLOSED' && state !== 'LISTEN' && state !== 'SYN-SENT' && state !== 'SYN-RECEIVED'
}
