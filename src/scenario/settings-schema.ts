import * as v from 'valibot'
import type { Settings } from '../engine/tcp/profiles.ts'
import { LIMITS, type NumericSetting, SETTING_LIMITS } from './limits.ts'
import { closed, integer, type Members, optional } from './schema-parts.ts'

/**
 * Each setting of a profile: a new one does not compile until it stands here (and, if it is a number, in limits.ts).
 */
const MEMBERS = {
  mss: number('mss'),
  windowBytes: number('windowBytes'),
  windowScale: numberOrNull('windowScale'),
  timestamps: v.boolean(),
  timestampBase: number('timestampBase'),
  sack: v.boolean(),
  rtoInitialUs: number('rtoInitialUs'),
  rtoMinUs: number('rtoMinUs'),
  rtoMinApplies: v.picklist(['rto', 'variance']),
  rtoMaxUs: number('rtoMaxUs'),
  rtoAfterSynLossUs: numberOrNull('rtoAfterSynLossUs'),
  synLinearTimeouts: number('synLinearTimeouts'),
  synRetries: numberOrNull('synRetries'),
  synR2Us: number('synR2Us'),
  synAckRetries: numberOrNull('synAckRetries'),
  retryRule: v.picklist(['count', 'time']),
  dataRetries: numberOrNull('dataRetries'),
  dataR2Us: number('dataR2Us'),
  orphanRetries: numberOrNull('orphanRetries'),
  connectTimeoutUs: numberOrNull('connectTimeoutUs'),
  repacketize: v.boolean(),
  lossWindow: v.boolean(),
  burstSegments: number('burstSegments'),
  lossProbes: v.boolean(),
  synResendAfterBadAckUs: numberOrNull('synResendAfterBadAckUs'),
  nagle: v.boolean(),
  delayedAckUs: number('delayedAckUs'),
  quickAcks: number('quickAcks'),
  finAckTickUs: number('finAckTickUs'),
  ackTiming: v.picklist(['before-application', 'after-application']),
  timeWaitUs: number('timeWaitUs'),
  rstInTimeWait: v.picklist(['closes', 'ignored']),
  timeWaitReuse: v.picklist(['off', 'rfc1122', 'rfc6191', 'linux']),
  timeWaitRestart: v.picklist(['fin', 'any-answered']),
  timeWaitReturn: v.boolean(),
  finWait2OrphanUs: numberOrNull('finWait2OrphanUs'),
  challengeAck: v.boolean(),
  challengeAckIntervalUs: number('challengeAckIntervalUs'),
  doubtful: v.picklist(['rfc', 'linux']),
  crossedSynAck: v.picklist(['figure7', 'literal', 'figure7-and-ack']),
  dupSyn: v.picklist(['ack', 'synack']),
  synReceived: v.picklist(['endpoint', 'request']),
  finAtListen: v.picklist(['rfc', 'discard']),
  finAtZeroWindow: v.picklist(['refused', 'accepted']),
  abortRst: v.picklist(['rst', 'rst-ack']),
  refusedSyn: v.picklist(['refused', 'retry']),
  keepaliveIdleUs: number('keepaliveIdleUs'),
  keepaliveIntervalUs: number('keepaliveIntervalUs'),
  keepaliveProbes: number('keepaliveProbes'),
  keepaliveRst: v.boolean(),
  userTimeoutUs: numberOrNull('userTimeoutUs'),
  windowProbe: v.picklist(['data', 'old-number']),
  portRange: v.strictTuple([integer(LIMITS.port), integer(LIMITS.port)]),
  somaxconn: number('somaxconn'),
  backlogExtra: number('backlogExtra'),
  synBacklog: number('synBacklog'),
  synCookies: v.picklist(['off', 'overflow', 'always']),
  acceptQueueFull: v.picklist(['ignore', 'reset']),
  twReuse: v.picklist(['off', 'on']),
  twReuseDelayUs: number('twReuseDelayUs'),
  twBuckets: numberOrNull('twBuckets'),
  reuseAddr: v.picklist(['bsd', 'linux', 'windows']),
  closeWaitReset: v.picklist(['ECONNRESET', 'EPIPE']),
  earlyCalls: v.picklist(['at-once', 'wait']),
  isnPolicy: v.picklist(['fixed', 'clock', 'random']),
  fastOpen: v.boolean(),
  handshake: v.picklist([1, 2, 3, 4]),
} satisfies Members<Settings>

type Optional<E extends Record<string, v.GenericSchema>> = {
  [K in keyof E]: v.ExactOptionalSchema<E[K], undefined>
}

/** Changes to a profile: any of its settings. */
export const SETTINGS = closed(
  Object.fromEntries(
    Object.entries(MEMBERS).map(([key, schema]) => [key, optional(schema as v.GenericSchema)]),
  ) as Optional<typeof MEMBERS>,
)

function number(key: NumericSetting) {
  return integer(SETTING_LIMITS[key])
}

function numberOrNull(key: NumericSetting) {
  return v.nullable(number(key))
}
