import type { Side } from '../tcp/state.ts'

export type SegmentKind = 'SYN' | 'SYNACK' | 'ACK' | 'DATA' | 'FIN' | 'RST' | 'ANY'

/**
 * Which segments a fault hits. Counts what the senders hand to the network, retransmissions included, copies and
 * injected segments not. A segment with RST is only RST, with SYN only SYN or SYNACK; text and FIN is DATA and FIN.
 */
export interface Match {
  /** Absent: both sides count together. */
  readonly from?: Side
  readonly kind: SegmentKind
  readonly nth: number | readonly number[] | { readonly from: number } | 'all'
  readonly afterUs?: number
  readonly beforeUs?: number
  readonly sourcePort?: number
  readonly destinationPort?: number
}

export type Fault = { readonly match: Match } & (
  | { readonly do: 'drop' }
  | { readonly do: 'delay'; readonly byUs: number }
  | { readonly do: 'duplicate'; readonly byUs: number }
)
