/**
 * Profiles: tables of constants and named choices (RFC 9293 where it leaves a choice, and what deployed stacks
 * chose). A scenario names one and may change any entry; nothing else in the engine knows an operating system.
 * Times are integer microseconds.
 */

export const PROFILE_IDS = ['rfc9293', 'linux', 'freebsd', 'macos', 'windows'] as const
export type ProfileId = (typeof PROFILE_IDS)[number]

export interface Settings {
  // --- Segments and options -------------------------------------------------------------------------------
  /** MSS announced on our SYN, bytes (RFC 9293 3.7.1). */
  mss: number
  /** Receive buffer and so the largest window offered, bytes. */
  windowBytes: number
  /** Shift offered on our SYN; null: do not offer (RFC 7323 2). */
  windowScale: number | null
  /** Offer timestamps (RFC 7323 3). */
  timestamps: boolean
  /** Timestamp clock at time 0, milliseconds. */
  timestampBase: number
  /** Offer selective acknowledgments (RFC 2018). */
  sack: boolean
  // --- Retransmission (RFC 6298) --------------------------------------------------------------------------
  rtoInitialUs: number
  rtoMinUs: number
  /** Where the minimum applies: to the whole RTO (RFC 6298 2.4) or to its variance term (Linux). */
  rtoMinApplies: 'rto' | 'variance'
  rtoMaxUs: number
  /** RTO when data begins after the SYN timer expired; null: not applied (RFC 6298 5.7). */
  rtoAfterSynLossUs: number | null
  /** Retransmissions of a SYN at a constant interval before doubling begins. */
  synLinearTimeouts: number
  /** Give up a SYN after so many retransmissions; null: by `synR2Us`. */
  synRetries: number | null
  synR2Us: number
  synAckRetries: number | null
  /** Retries are a number of retransmissions, or the time that so many would take from the minimum RTO (Linux). */
  retryRule: 'count' | 'time'
  /** Give up data after so many retries; null: by `dataR2Us` (RFC 9293 3.8.3). */
  dataRetries: number | null
  dataR2Us: number
  /** As `dataRetries`, once no process holds the socket; null: as data. */
  orphanRetries: number | null
  /** Limit on connection establishment beside the retries (BSD); null: none. */
  connectTimeoutUs: number | null
  /** Tail loss probe, RACK reordering timer and retransmission on SACK evidence (RFC 8985). */
  lossProbes: boolean
  /** A retransmission takes small segments that follow it along (RFC 9293 3.8.1 allows repacketizing). */
  repacketize: boolean
  /** Repair losses one by one, and send nothing new before the timer's are repaired (RFC 5681 3.1, RFC 6937). */
  lossWindow: boolean
  /** Full segments that leave as one burst, the last of which carries PSH; 1: none do. */
  burstSegments: number
  /** Resend the SYN soon after an unacceptable ACK in SYN-SENT; null: wait for the RTO. */
  synResendAfterBadAckUs: number | null
  // --- Acknowledgments ------------------------------------------------------------------------------------
  /** Hold back a small segment while data is outstanding (RFC 9293 3.7.4). */
  nagle: boolean
  /** Longest time an ACK may wait for company; 0: sent at once (RFC 9293 3.8.6.3). */
  delayedAckUs: number
  /** How many segments at the start of data are acknowledged at once although ACKs are delayed. */
  quickAcks: number
  /** Delay of the ACK of a FIN on a connection that never carried data to us, microseconds. */
  finAckTickUs: number
  /** Whether an immediate ACK leaves before the application reacts or may ride on its reaction. */
  ackTiming: 'before-application' | 'after-application'
  // --- Close and TIME-WAIT --------------------------------------------------------------------------------
  timeWaitUs: number
  rstInTimeWait: 'closes' | 'ignored'
  /** Which SYN may reopen TIME-WAIT. */
  timeWaitReuse: 'off' | 'rfc1122' | 'rfc6191' | 'linux'
  /** What restarts TIME-WAIT: only the peer's FIN, or any segment it answers. */
  timeWaitRestart: 'fin' | 'any-answered'
  /** Whether a failed reopen goes back to TIME-WAIT (RFC 1122 4.2.2.13). */
  timeWaitReturn: boolean
  /** FIN-WAIT-2 limit once no process holds the socket; null: none. */
  finWait2OrphanUs: number | null
  // --- Strictness -----------------------------------------------------------------------------------------
  /** RFC 5961: exact RST, challenge ACK, ACK range. */
  challengeAck: boolean
  /** At most one answer to an unacceptable segment in this time; 0: no limit. */
  challengeAckIntervalUs: number
  /**
   * How segments that are old, repeated or doubtful are read: in the order of RFC 9293 3.10.7.4, or as Linux does where
   * that differs (segment-arrives/as-linux.ts and small-socket.ts).
   */
  doubtful: 'rfc' | 'linux'
  /** How the crossing SYN,ACK of a simultaneous open is read (RFC 9293 3.5 Figure 7 or 3.10.7.4). */
  crossedSynAck: 'figure7' | 'literal' | 'figure7-and-ack'
  /** Answer to a retransmitted SYN in SYN-RECEIVED. */
  dupSyn: 'ack' | 'synack'
  /**
   * What a passive SYN-RECEIVED is: an endpoint like any other, or an entry in the listener's table of requests, which
   * an exact RST deletes in silence, a different SYN resets, and the end of the listener makes vanish (Linux).
   */
  synReceived: 'endpoint' | 'request'
  /** FIN or SYN,FIN without ACK at LISTEN: by the letter of 3.10.7.2, or thrown away. */
  finAtListen: 'rfc' | 'discard'
  /** Whether a FIN alone is accepted at a zero window. */
  finAtZeroWindow: 'refused' | 'accepted'
  /** Whether the resets that an application causes carry ACK. */
  abortRst: 'rst' | 'rst-ack'
  /** Answer to a SYN that is answered with RST: give up at once or try the SYN again. */
  refusedSyn: 'refused' | 'retry'
  // --- Keepalive, user timeout ----------------------------------------------------------------------------
  keepaliveIdleUs: number
  keepaliveIntervalUs: number
  keepaliveProbes: number
  /** Whether a RST is sent when keepalive gives up. */
  keepaliveRst: boolean
  /** User timeout given to OPEN; null: none (RFC 9293 3.8.3). */
  userTimeoutUs: number | null
  /** Zero-window probe: one byte of data (RFC 9293 3.8.6.1) or an old number without data (Linux). */
  windowProbe: 'data' | 'old-number'
  // --- The host -------------------------------------------------------------------------------------------
  portRange: readonly [number, number]
  /** Cap on the listen backlog. */
  somaxconn: number
  /** Entries a queue holds beyond its number. */
  backlogExtra: number
  synBacklog: number
  synCookies: 'off' | 'overflow' | 'always'
  acceptQueueFull: 'ignore' | 'reset'
  twReuse: 'off' | 'on'
  twReuseDelayUs: number
  twBuckets: number | null
  reuseAddr: 'bsd' | 'linux' | 'windows'
  /** errno that a reset in CLOSE-WAIT leaves. */
  closeWaitReset: 'ECONNRESET' | 'EPIPE'
  /** What send() and recv() do while connect() is under way: take place at once, or wait (Linux). */
  earlyCalls: 'at-once' | 'wait'
  isnPolicy: 'fixed' | 'clock' | 'random'
  fastOpen: boolean
  // --- Counterfactuals: rules that no conforming TCP uses, always labelled ----------------------------------
  /** Messages that open a connection; 3 is TCP. */
  handshake: 1 | 2 | 3 | 4
}

const s = 1_000_000
const ms = 1_000

/** What RFC 9293 and RFC 6298 ask for, with the choices named in docs/model.md. */
const RFC9293: Settings = {
  mss: 1460,
  windowBytes: 65_535,
  windowScale: null,
  timestamps: false,
  timestampBase: 0,
  sack: false,
  rtoInitialUs: 1 * s,
  rtoMinUs: 1 * s,
  rtoMinApplies: 'rto',
  rtoMaxUs: 60 * s,
  rtoAfterSynLossUs: 3 * s,
  synLinearTimeouts: 0,
  synRetries: null,
  synR2Us: 180 * s,
  synAckRetries: null,
  retryRule: 'count',
  dataRetries: null,
  dataR2Us: 100 * s,
  orphanRetries: null,
  connectTimeoutUs: null,
  lossProbes: false,
  repacketize: false,
  lossWindow: false,
  burstSegments: 1,
  synResendAfterBadAckUs: null,
  nagle: false,
  delayedAckUs: 0,
  quickAcks: 0,
  finAckTickUs: 0,
  ackTiming: 'after-application',
  timeWaitUs: 240 * s,
  rstInTimeWait: 'closes',
  timeWaitReuse: 'rfc1122',
  timeWaitRestart: 'fin',
  timeWaitReturn: true,
  finWait2OrphanUs: null,
  challengeAck: true,
  challengeAckIntervalUs: 0,
  doubtful: 'rfc',
  crossedSynAck: 'figure7',
  dupSyn: 'ack',
  synReceived: 'endpoint',
  finAtListen: 'rfc',
  finAtZeroWindow: 'refused',
  abortRst: 'rst',
  refusedSyn: 'refused',
  keepaliveIdleUs: 7200 * s,
  keepaliveIntervalUs: 75 * s,
  keepaliveProbes: 9,
  keepaliveRst: true,
  userTimeoutUs: null,
  windowProbe: 'data',
  portRange: [49_152, 65_535],
  somaxconn: 128,
  backlogExtra: 0,
  synBacklog: 128,
  synCookies: 'off',
  acceptQueueFull: 'ignore',
  twReuse: 'off',
  twReuseDelayUs: 1 * s,
  twBuckets: null,
  reuseAddr: 'bsd',
  closeWaitReset: 'ECONNRESET',
  earlyCalls: 'at-once',
  isnPolicy: 'fixed',
  fastOpen: false,
  handshake: 3,
}

/** Linux 6.18, as the captured kernel traces show it. */
const LINUX: Settings = {
  ...RFC9293,
  windowBytes: 64_240,
  windowScale: 7,
  timestamps: true,
  sack: true,
  rtoMinUs: 200 * ms,
  rtoMinApplies: 'variance',
  rtoMaxUs: 120 * s,
  synLinearTimeouts: 4,
  synRetries: 6,
  synAckRetries: 5,
  retryRule: 'time',
  dataRetries: 15,
  orphanRetries: 8,
  lossProbes: true,
  repacketize: true,
  lossWindow: true,
  burstSegments: 2,
  synResendAfterBadAckUs: 10 * ms,
  nagle: true,
  delayedAckUs: 40 * ms,
  quickAcks: 16,
  finAckTickUs: 4 * ms,
  ackTiming: 'before-application',
  timeWaitUs: 60 * s,
  timeWaitReuse: 'linux',
  timeWaitRestart: 'any-answered',
  timeWaitReturn: false,
  finWait2OrphanUs: 60 * s,
  challengeAckIntervalUs: 500 * ms,
  doubtful: 'linux',
  crossedSynAck: 'figure7-and-ack',
  dupSyn: 'synack',
  synReceived: 'request',
  finAtListen: 'discard',
  finAtZeroWindow: 'accepted',
  abortRst: 'rst-ack',
  windowProbe: 'old-number',
  portRange: [32_768, 60_999],
  somaxconn: 4096,
  backlogExtra: 1,
  synBacklog: 4096,
  synCookies: 'overflow',
  reuseAddr: 'linux',
  closeWaitReset: 'EPIPE',
  earlyCalls: 'wait',
}

const FREEBSD: Settings = {
  ...RFC9293,
  windowScale: 6,
  timestamps: true,
  sack: true,
  rtoMinUs: 230 * ms,
  rtoMaxUs: 64 * s,
  rtoAfterSynLossUs: null,
  synLinearTimeouts: 4,
  synRetries: 12,
  synAckRetries: 3,
  dataRetries: 12,
  connectTimeoutUs: 75 * s,
  delayedAckUs: 40 * ms,
  timeWaitUs: 60 * s,
  rstInTimeWait: 'ignored',
  timeWaitReturn: false,
  finWait2OrphanUs: 60 * s,
  dupSyn: 'synack',
  abortRst: 'rst-ack',
  keepaliveProbes: 8,
  portRange: [10_000, 65_535],
  synCookies: 'overflow',
  synBacklog: 15_375,
}

const MACOS: Settings = {
  ...FREEBSD,
  timeWaitUs: 30 * s,
  delayedAckUs: 100 * ms,
  portRange: [49_152, 65_535],
  synBacklog: 128,
  synCookies: 'off',
}

const WINDOWS: Settings = {
  ...RFC9293,
  windowScale: 8,
  sack: true,
  rtoMinUs: 300 * ms,
  rtoAfterSynLossUs: null,
  synRetries: 4,
  connectTimeoutUs: 21 * s,
  synAckRetries: 2,
  dataRetries: 5,
  delayedAckUs: 40 * ms,
  timeWaitUs: 120 * s,
  timeWaitReturn: false,
  finWait2OrphanUs: 120 * s,
  refusedSyn: 'retry',
  abortRst: 'rst-ack',
  keepaliveIntervalUs: 1 * s,
  keepaliveProbes: 10,
  somaxconn: 200,
  reuseAddr: 'windows',
}

export const PROFILES: Readonly<Record<ProfileId, Readonly<Settings>>> = {
  rfc9293: RFC9293,
  linux: LINUX,
  freebsd: FREEBSD,
  macos: MACOS,
  windows: WINDOWS,
}

/**
 * A profile with a scenario's changes laid over it. Not by spreading: V8 then gives some of the objects another hidden
 * class than the rest, and all that was compiled for the first kind is thrown away when the second one comes.
 */
export function settingsOf(profile: ProfileId, changes: Partial<Settings>): Settings {
  return Object.assign({}, PROFILES[profile], changes)
}
