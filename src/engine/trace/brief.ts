import { SIDES, type Side, type State } from '../tcp/state.ts'
import type { Trace } from './codec.ts'
import { outcomeOf } from './outcome.ts'
import type { EndReason, Us } from './trace.ts'

/** What a run came to, short enough to hold thousands of them beside each other. */
export interface Brief {
  readonly endReason: EndReason
  /** When everything was closed on both sides; null: something never is. */
  readonly closedUs: Us | null
  /** State of each side's newest connection at the end. */
  readonly states: Readonly<Record<Side, State>>
  readonly retransmissions: number
  /** Failed calls: `S recv ECONNRESET`. */
  readonly errors: readonly string[]
  /** Bytes that reached the applications of each side, and those of them that belong to another connection. */
  readonly delivered: Readonly<Record<Side, number>>
  readonly foreignBytes: number
}

export function briefOf(trace: Trace): Brief {
  const { endReason, closedUs, retransmissions, sides } = outcomeOf(trace)
  const { C, S } = sides
  return {
    endReason,
    closedUs,
    states: { C: C.finalStates.at(-1) ?? 'CLOSED', S: S.finalStates.at(-1) ?? 'CLOSED' },
    retransmissions,
    errors: SIDES.flatMap((side) =>
      sides[side].calls.flatMap(({ call, errno }) => (errno === null ? [] : [`${side} ${call} ${errno}`])),
    ),
    delivered: { C: C.deliveredBytes, S: S.deliveredBytes },
    foreignBytes: C.foreignBytes + S.foreignBytes,
  }
}
