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

/** Place of a state in `STATES`, without a search. */
export function stateCode(state: State): number {
  switch (state) {
    case 'CLOSED':
      return 0
    case 'LISTEN':
      return 1
    case 'SYN-SENT':
      return 2
    case 'SYN-RECEIVED':
      return 3
    case 'ESTABLISHED':
      return 4
    case 'FIN-WAIT-1':
      return 5
    case 'FIN-WAIT-2':
      return 6
    case 'CLOSE-WAIT':
      return 7
    case 'CLOSING':
      return 8
    case 'LAST-ACK':
      return 9
    case 'TIME-WAIT':
      return 10
  }
}

/** A host of the scenario: C opens the connection in most scenarios, S listens. */
export type Side = 'C' | 'S'

export const SIDES: readonly Side[] = ['C', 'S']

/** What belongs to one side of a pair: `pair[side]`, where that is asked for millions of times. */
export function ofSide<T>(pair: Readonly<Record<Side, T>>, side: Side): T {
  return side === 'C' ? pair.C : pair.S
}

export function otherSide(side: Side): Side {
  return side === 'C' ? 'S' : 'C'
}

/** ESTABLISHED and later: both SYNs are known to this end (RFC 9293 3.3.2). */
export function isSynchronized(state: State): boolean {
  return state !== 'CLOSED' && state !== 'LISTEN' && state !== 'SYN-SENT' && state !== 'SYN-RECEIVED'
}
