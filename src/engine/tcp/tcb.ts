import type { FastOpenOption } from './options.ts'
import type { Settings } from './profiles.ts'
import type { RuleId } from './rules.ts'
import { FIN, SYN, type Text } from './segment.ts'
import { add } from './seq.ts'
import type { State } from './state.ts'
import { noTimers, stopAll, type Timers } from './timers.ts'

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

/** The sequence number behind a sent segment: SYN and FIN take one each. */
export function sentEnd({ seq, bytes, flags }: Sent): number {
  return add(seq, bytes + ((flags & SYN) === 0 ? 0 : 1) + ((flags & FIN) === 0 ? 0 : 1))
}

/** A piece of text, or a FIN, that arrived beyond a gap. */
export interface Piece {
  readonly seq: number
  readonly text: Text | null
  readonly fin: boolean
}

/** Send sequence variables, RFC 9293 3.3.1. */
interface SendVariables {
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
interface ReceiveVariables {
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
  /** No process holds it any more: close() and not shutdown(). */
  released: boolean
  /** Nobody will read again: close(), or shutdown(SHUT_RD). */
  readingStopped: boolean

  // --- What we have received ------------------------------------------------------------------------------
  /** Bytes in order that the user has not read. */
  unread: number
  /** Text and FIN beyond a gap, by sequence number. */
  pieces: readonly Piece[]
  finReceived: boolean

  // --- Acknowledgment owed --------------------------------------------------------------------------------
  /** Nothing, at once when the present event has settled, or when the delayed-ACK timer fires. */
  ackOwed: 'none' | 'now' | 'delayed'
  /** Why it is owed. */
  ackRule: RuleId
  /** Segments still to be acknowledged at once although ACKs are delayed. */
  quickAcksLeft: number
  /** We answer what we receive with data of our own, so an ACK may wait for it. */
  interactive: boolean
  /** Something has set the delayed-ACK clock: an ACK of a FIN waits its whole time and not one tick (Linux). */
  ackClockSet: boolean
  /** When text last arrived; -1: never. */
  lastTextUs: number
  /** RCV.NXT as the peer last heard it. */
  lastAckSent: number
  /** A block received twice, reported in the next ACK (RFC 2883). */
  duplicateBlock: readonly [number, number] | null
  /** When a suspicious segment was last answered; -1: never (RFC 5961 7). */
  lastChallengeUs: number

  // --- Retransmission -------------------------------------------------------------------------------------
  queue: readonly Sent[]
  srttUs: number
  rttvarUs: number
  /** What Linux puts in place of 4 RTTVAR: its largest value of late, which sinks slowly (tcp_rtt_estimator()). */
  variationUs: number
  /** The largest 4 RTTVAR since the round trip that `roundEnds` closes began. */
  peakUs: number
  roundEnds: number
  rtoUs: number
  /** RFC 6298 5.7: the timer expired while our SYN was not acknowledged. */
  synTimerExpired: boolean
  /** Consecutive expiries without progress. */
  backoff: number
  /** When the first of those retransmissions left; -1: none. */
  retransmittingSinceUs: number
  /** How long had been waited for an acknowledgment when it left. */
  firstWaitUs: number
  /** SND.NXT when the timer last fired: until it is acknowledged, losses before it are repaired at once; -1: none. */
  recover: number
  /** A tail loss probe is out and unanswered. */
  lossProbeOut: boolean
  /** Newest segment known to have arrived: when it was sent, and its round trip (RFC 8985 6.2); -1: none. */
  rackSentUs: number
  /** Where it ends: of segments sent at one instant the later number is the newer. */
  rackEnd: number
  rackRttUs: number
  minRttUs: number
  persistBackoff: number
  keepaliveProbesOut: number
  keepaliveOn: boolean
  /** When the peer was last heard. */
  lastHeardUs: number

  // --- Options agreed on the SYNs -------------------------------------------------------------------------
  timestampsOn: boolean
  sackOn: boolean
  scaleAgreed: boolean
  tsRecent: number
  tsRecentUs: number

  /** Which timers run and until when. */
  timers: Timers
  /** A TIME-WAIT endpoint that a SYN reopened, until the new connection is proved (RFC 1122 4.2.2.13). */
  previous: Tcb | null
  /** The SYN carried a valid Fast Open cookie: text flows before ESTABLISHED (RFC 7413). */
  fastOpened: boolean
  /** Fast Open option of our SYN or SYN,ACK; null: none. */
  fastOpen: FastOpenOption | null
}

/** Lists that nothing is in; never written to. */
const NONE: readonly never[] = []

/** A TCB as OPEN makes it: nothing sent, nothing received (RFC 9293 3.10.1). */
export function newTcb(settings: Settings): Tcb {
  return {
    settings,
    state: 'CLOSED',
    initiator: 'passive',
    stream: 0,
    iss: 0,
    irs: 0,
    snd: { una: 0, nxt: 0, wnd: 0, up: 0, wl1: 0, wl2: 0, maxWnd: 0, scale: 0, mss: 536 },
    rcv: { nxt: 0, wnd: 0, up: 0, scale: 0 },
    accepted: 0,
    pushes: NONE,
    finQueued: false,
    finSent: false,
    released: false,
    readingStopped: false,
    unread: 0,
    pieces: NONE,
    finReceived: false,
    ackOwed: 'none',
    ackRule: 'RFC9293-3.10.7.4-TEXT',
    quickAcksLeft: 0,
    interactive: false,
    ackClockSet: false,
    lastTextUs: -1,
    lastAckSent: 0,
    duplicateBlock: null,
    lastChallengeUs: -1,
    queue: NONE,
    srttUs: 0,
    rttvarUs: 0,
    variationUs: 0,
    peakUs: 0,
    roundEnds: 0,
    rtoUs: settings.rtoInitialUs,
    synTimerExpired: false,
    backoff: 0,
    retransmittingSinceUs: -1,
    firstWaitUs: 0,
    recover: -1,
    lossProbeOut: false,
    rackSentUs: -1,
    rackEnd: 0,
    rackRttUs: 0,
    minRttUs: -1,
    persistBackoff: 0,
    keepaliveProbesOut: 0,
    keepaliveOn: false,
    lastHeardUs: 0,
    timestampsOn: false,
    sackOn: false,
    scaleAgreed: false,
    tsRecent: 0,
    tsRecentUs: 0,
    timers: noTimers(),
    previous: null,
    fastOpened: false,
    fastOpen: null,
  }
}

/** Makes an old TCB what `newTcb` would make: for a host with many, which uses them again (tcb.test.ts compares). */
export function resetTcb(tcb: Tcb, settings: Settings): void {
  const { snd, rcv } = tcb
  tcb.settings = settings
  tcb.state = 'CLOSED'
  tcb.initiator = 'passive'
  tcb.stream = 0
  tcb.iss = 0
  tcb.irs = 0
  snd.una = 0
  snd.nxt = 0
  snd.wnd = 0
  snd.up = 0
  snd.wl1 = 0
  snd.wl2 = 0
  snd.maxWnd = 0
  snd.scale = 0
  snd.mss = 536
  rcv.nxt = 0
  rcv.wnd = 0
  rcv.up = 0
  rcv.scale = 0
  tcb.accepted = 0
  tcb.pushes = NONE
  tcb.finQueued = false
  tcb.finSent = false
  tcb.released = false
  tcb.readingStopped = false
  tcb.unread = 0
  tcb.pieces = NONE
  tcb.finReceived = false
  tcb.ackOwed = 'none'
  tcb.ackRule = 'RFC9293-3.10.7.4-TEXT'
  tcb.quickAcksLeft = 0
  tcb.interactive = false
  tcb.ackClockSet = false
  tcb.lastTextUs = -1
  tcb.lastAckSent = 0
  tcb.duplicateBlock = null
  tcb.lastChallengeUs = -1
  tcb.queue = NONE
  tcb.srttUs = 0
  tcb.rttvarUs = 0
  tcb.variationUs = 0
  tcb.peakUs = 0
  tcb.roundEnds = 0
  tcb.rtoUs = settings.rtoInitialUs
  tcb.synTimerExpired = false
  tcb.backoff = 0
  tcb.retransmittingSinceUs = -1
  tcb.firstWaitUs = 0
  tcb.recover = -1
  tcb.lossProbeOut = false
  tcb.rackSentUs = -1
  tcb.rackEnd = 0
  tcb.rackRttUs = 0
  tcb.minRttUs = -1
  tcb.persistBackoff = 0
  tcb.keepaliveProbesOut = 0
  tcb.keepaliveOn = false
  tcb.lastHeardUs = 0
  tcb.timestampsOn = false
  tcb.sackOn = false
  tcb.scaleAgreed = false
  tcb.tsRecent = 0
  tcb.tsRecentUs = 0
  stopAll(tcb.timers)
  tcb.previous = null
  tcb.fastOpened = false
  tcb.fastOpen = null
}

/** A copy that may be written to; everything below its records of variables and timers is replaced, never changed. */
export function copyTcb(tcb: Tcb): Tcb {
  return { ...tcb, snd: { ...tcb.snd }, rcv: { ...tcb.rcv }, timers: { ...tcb.timers } }
}
