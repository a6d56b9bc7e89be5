import type { Side } from '../tcp/state.ts'
import type { Match } from './match.ts'

/** A number of an injected segment: absolute, or C.isn, C.nxt, S.isn, S.nxt plus or minus an offset. */
export type NumberExpression = number | string

export interface Injection {
  readonly label?: string
  /** Arrives at this time, or so long after a segment that matches is handed over. */
  readonly when: { readonly atUs: number } | { readonly match: Match; readonly afterUs: number }
  readonly segment: {
    readonly to: Side
    readonly flags: readonly string[]
    readonly seq: NumberExpression
    readonly ack?: NumberExpression
    readonly bytes?: number
    readonly windowBytes?: number
    /** [port of C, port of S]; absent: those of the present connection. */
    readonly ports?: readonly [number, number]
    /** Last number of a spoofed third host's address; absent: the other side's own address. */
    readonly spoof?: number
    readonly mss?: number
    /** Timestamps that continue the forged sender's own. */
    readonly timestamps?: boolean
  }
}
