import type { Settings } from './profiles.ts'
import type { Text } from './segment.ts'
import type { State } from './state.ts'

/** One sent and not yet acknowledged segment, kept as it was first cut (RFC 9293 3.8.1). */
export interface Sent {
  readonly seq: number
  /** Bytes of text. */
  readonly bytes: number
  /** SYN, FIN and PSH as first sent. */
  readonly flags: number
  readonly firstSentUs: number
  readonly lastSentUs: number
  /** Copies that the timer has sent. */
  readonly retransmissions: number
  /** Copies sent for any reason, the first one not counted (Karn: no sample from those). */
  readonly copies: number
  readonly sacked: boolean
}

/** A piece of text, or a FIN, that arrived beyond a gap. */
export interface Piece {
  readonly seq: number
  readonly text: Text | null
  readonly fin: boolean
}

/** Send sequence variables, RFC 9293 3.3.1. */
export interface SendVariables {
  una: number
  nxt: number
  /** Window in bytes, already scaled. */
  wnd: number
  up: number
  wl1: number
  wl2: number
  /** Largest window ever offered to us (RFC 5961 5). */
  maxWnd: number
  /** Shift that the peer's window field needs. */
  scale: number
  /** Largest text a segment of ours may carry, options already taken off (RFC 6691). */
  mss: number
}

/** Receive sequence variables, RFC 9293 3.3.1. */
export interface ReceiveVariables {
  nxt: number
  /** Window in bytes as last offered: the right edge is nxt + wnd and never moves left. */
  wnd: number
  up: number
  /** Shift on our window field. */
  scale: number
}

/**
 * Transmission control block: all that one end knows about a connection (RFC 9293 3.3.1 and the additions named
 * in docs/model.md). Plain data; `step` works on a copy, nothing else writes to it.
 */
export interface Tcb {
  settings: Settings
  state: State
  initiator: 'active' | 'passive'
  /** Stream id of the text this end writes. */
  stream: number
  iss: number
  irs: number
  snd: SendVariables
  rcv: ReceiveVariables

  // --- What the user gave us ------------------------------------------------------------------------------
  /** Bytes accepted from SEND so far: the end of our stream, as an offset. */
  accepted: number
  /** Ends of the send calls not yet fully sent, as offsets: the segment that reaches one carries PSH. */
  pushes: readonly number[]
  /** CLOSE was called: a FIN follows the text. */
  finQueued: boolean
  finSent: boolean
  /** Nobody can read any more: close() and not shutdown(). */
  released: boolean

  // --- What we have received ------------------------------------------------------------------------------
  /** Bytes in order that the user has not read. */
  unread: number
  /** Text and FIN beyond a gap, by sequence number. */
  pieces: readonly Piece[]
  finReceived: boolean
  /** Text was ever received. */
  receivedText: boolean

  // --- Acknowledgment owed --------------------------------------------------------------------------------
  /** Nothing, at once when the present event has settled, or when the delayed-ACK timer fires. */
  ackOwed: 'none' | 'now' | 'delayed'
  quickAcksLeft: number
  /** Bytes received since the last ACK left. */
  unacknowledgedBytes: number
  /** A block received twice, reported in the next ACK (RFC 2883). */
  duplicateBlock: readonly [number, number] | null
  /** Most recent out-of-order block first: left edges. */
  lastAckSent: number
  lastChallengeUs: number

  // --- Retransmission -------------------------------------------------------------------------------------
  queue: readonly Sent[]
  srttUs: number
  rttvarUs: number
  rtoUs: number
  /** RFC 6298 5.7: the timer expired while our SYN was not acknowledged. */
  synTimerExpired: boolean
  /** Consecutive expiries without progress. */
  backoff: number
  /** A tail loss probe is out and unanswered. */
  lossProbeOut: boolean
  persistBackoff: number
  keepaliveProbesOut: number
  keepaliveOn: boolean
  lastHeardUs: number
  openedUs: number

  // --- Options agreed on the SYNs -------------------------------------------------------------------------
  timestampsOn: boolean
  sackOn: boolean
  tsRecent: number
  tsRecentUs: number

  /** Which timers run and until when; absent: not running. */
  timers: Readonly<Partial<Record<string, number>>>
  /** A TIME-WAIT endpoint that a SYN reopened, until the new connection is proved (RFC 1122 4.2.2.13). */
  previous: Tcb | null
  /** Text or FIN on the SYN, kept until ESTABLISHED (RFC 9293 3.10.7.2). */
  heldOnSyn: Piece | null
}
