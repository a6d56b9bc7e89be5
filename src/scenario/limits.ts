import { RUN_LIMITS } from '../engine/sim/limits.ts'
import type { LinkSpec } from '../engine/sim/scenario.ts'
import type { Settings } from '../engine/tcp/profiles.ts'

/**
 * The one table of what numbers and sizes may be. The form, the parser, the documents and the tests read it.
 * A value outside is refused with its path and its range, never moved into it.
 */
export interface Range {
  readonly min: number
  readonly max: number
  readonly unit: Unit
}

/** Microseconds, milliseconds, parts per million, bytes, or a plain number. */
type Unit = 'us' | 'ms' | 'ppm' | 'bytes' | ''

const MS = 1_000
const MINUTE = 60_000_000
const UINT32 = 0xffff_ffff

const DELAY: Range = { min: 0, max: 10 * MINUTE, unit: 'us' }
const TIME: Range = { min: 0, max: RUN_LIMITS.simulatedUs, unit: 'us' }
const RTO: Range = { min: MS, max: 10 * MINUTE, unit: 'us' }
const PPM: Range = { min: 0, max: 1_000_000, unit: 'ppm' }
const RETRIES: Range = { min: 0, max: 30, unit: '' }
const QUEUE: Range = { min: 0, max: 65_535, unit: '' }
const MSS: Range = { min: 1, max: 65_495, unit: 'bytes' }

/** Numbers of a scenario that are not settings. */
export const LIMITS = {
  /** One way, without anything extra; the most that a fault may add as well. */
  delayUs: DELAY,
  /** When a call, an injection or a reboot happens; how long a script waits. */
  timeUs: TIME,
  /** MSL of the stacks that have one. TIME-WAIT is twice as long. */
  mslUs: { min: MS, max: 10 * MINUTE, unit: 'us' },
  seed: { min: 0, max: UINT32, unit: '' },
  port: { min: 1, max: 65_535, unit: '' },
  isn: { min: 0, max: UINT32, unit: '' },
  fastOpenCookie: { min: 0, max: UINT32, unit: '' },
  /** One send() or recv(); also all sends of a side together. */
  dataBytes: { min: 0, max: 64_000_000, unit: 'bytes' },
  segmentBytes: { min: 0, max: MSS.max, unit: 'bytes' },
  headerWindow: { min: 0, max: 65_535, unit: '' },
  backlog: QUEUE,
  mss: MSS,
  keepaliveProbes: RETRIES,
  /** Last number of a spoofed third host's address. */
  spoof: { min: 1, max: 254, unit: '' },
  /** Which of the segments that match. */
  nth: { min: 1, max: RUN_LIMITS.events, unit: '' },
  maxEvents: { min: 1, max: RUN_LIMITS.events, unit: '' },
} as const satisfies Record<string, Range>

/** The path, each direction. */
export const LINK_LIMITS: Readonly<Record<keyof LinkSpec, Range>> = {
  delayUs: DELAY,
  jitterUs: DELAY,
  lossPpm: PPM,
  duplicatePpm: PPM,
  reorderPpm: PPM,
}

/** Settings that are a number, or a number or nothing. */
export type NumericSetting = {
  [K in keyof Settings]-?: number extends Settings[K] ? K : never
}[keyof Settings]

export const SETTING_LIMITS: Readonly<Record<NumericSetting, Range>> = {
  mss: MSS,
  // The largest that a shift of 14 can offer (RFC 7323 2.3).
  windowBytes: { min: 0, max: 65_535 << 14, unit: 'bytes' },
  windowScale: { min: 0, max: 14, unit: '' },
  timestampBase: { min: 0, max: UINT32, unit: 'ms' },
  rtoInitialUs: RTO,
  rtoMinUs: RTO,
  rtoMaxUs: RTO,
  rtoAfterSynLossUs: RTO,
  synLinearTimeouts: RETRIES,
  synRetries: RETRIES,
  synR2Us: TIME,
  synAckRetries: RETRIES,
  dataRetries: RETRIES,
  dataR2Us: TIME,
  orphanRetries: RETRIES,
  connectTimeoutUs: TIME,
  synResendAfterBadAckUs: DELAY,
  delayedAckUs: DELAY,
  burstSegments: { min: 1, max: 44, unit: '' },
  quickAcks: { min: 0, max: 65_535, unit: '' },
  finAckTickUs: DELAY,
  // Two MSL; 0 is the counterfactual without TIME-WAIT.
  timeWaitUs: { min: 0, max: 20 * MINUTE, unit: 'us' },
  finWait2OrphanUs: TIME,
  challengeAckIntervalUs: DELAY,
  keepaliveIdleUs: TIME,
  keepaliveIntervalUs: TIME,
  keepaliveProbes: RETRIES,
  userTimeoutUs: TIME,
  somaxconn: QUEUE,
  backlogExtra: QUEUE,
  synBacklog: QUEUE,
  twReuseDelayUs: TIME,
  twBuckets: { min: 0, max: 1_000_000, unit: '' },
}

/** Sizes of a scenario as a document. Characters are code points. */
export const SIZES = {
  bytes: 262_144,
  depth: 12,
  values: 5_000,
  /** Faults, injections and reboots together. */
  rules: 200,
  title: 120,
  notes: 4_000,
  /** Labels, and names of steps and sockets. */
  label: 60,
  /** ISNs of one host, numbers of one match. */
  list: 200,
  errors: 20,
} as const

/** Sizes of a link: what stands after the `#`. */
export const LINK_SIZES = { characters: 32_768, inflatedBytes: 262_144, inflateMs: 250 } as const
