import type { Settings } from '../../../engine/tcp/profiles.ts'
import { type NumericSetting, SETTING_LIMITS } from '../../../scenario/limits.ts'
import { integerOrText, listOf, orNone, quantity } from './codecs.ts'
import type { Field } from './fields.ts'

const number = (key: NumericSetting): Field => ({ kind: 'typed', codec: quantity(SETTING_LIMITS[key]) })
const orNothing = (key: NumericSetting): Field => ({
  kind: 'typed',
  codec: orNone(quantity(SETTING_LIMITS[key])),
})
const FLAG: Field = { kind: 'flag' }
const choice = <K extends keyof Settings>(...options: Extract<Settings[K], string | number>[]): Field => ({
  kind: 'choice',
  options,
})

type Group = Readonly<Partial<Record<keyof Settings, Field>>>

/** How each setting is edited, in the groups of engine/tcp/profiles.ts. `settings-form.test.ts` misses none. */
export const SETTING_GROUPS = {
  options: {
    mss: number('mss'),
    windowBytes: number('windowBytes'),
    windowScale: orNothing('windowScale'),
    timestamps: FLAG,
    timestampBase: number('timestampBase'),
    sack: FLAG,
  },
  retransmission: {
    rtoInitialUs: number('rtoInitialUs'),
    rtoMinUs: number('rtoMinUs'),
    rtoMinApplies: choice<'rtoMinApplies'>('rto', 'variance'),
    rtoMaxUs: number('rtoMaxUs'),
    rtoAfterSynLossUs: orNothing('rtoAfterSynLossUs'),
    synLinearTimeouts: number('synLinearTimeouts'),
    synRetries: orNothing('synRetries'),
    synR2Us: number('synR2Us'),
    synAckRetries: orNothing('synAckRetries'),
    retryRule: choice<'retryRule'>('count', 'time'),
    dataRetries: orNothing('dataRetries'),
    dataR2Us: number('dataR2Us'),
    orphanRetries: orNothing('orphanRetries'),
    connectTimeoutUs: orNothing('connectTimeoutUs'),
    lossProbes: FLAG,
    repacketize: FLAG,
    lossWindow: FLAG,
    burstSegments: number('burstSegments'),
    synResendAfterBadAckUs: orNothing('synResendAfterBadAckUs'),
  },
  acknowledgment: {
    nagle: FLAG,
    delayedAckUs: number('delayedAckUs'),
    quickAcks: number('quickAcks'),
    finAckTickUs: number('finAckTickUs'),
    ackTiming: choice<'ackTiming'>('before-application', 'after-application'),
  },
  closing: {
    timeWaitUs: number('timeWaitUs'),
    rstInTimeWait: choice<'rstInTimeWait'>('closes', 'ignored'),
    timeWaitReuse: choice<'timeWaitReuse'>('off', 'rfc1122', 'rfc6191', 'linux'),
    timeWaitRestart: choice<'timeWaitRestart'>('fin', 'any-answered'),
    timeWaitReturn: FLAG,
    finWait2OrphanUs: orNothing('finWait2OrphanUs'),
  },
  strictness: {
    challengeAck: FLAG,
    challengeAckIntervalUs: number('challengeAckIntervalUs'),
    doubtful: choice<'doubtful'>('rfc', 'linux'),
    crossedSynAck: choice<'crossedSynAck'>('figure7', 'literal', 'figure7-and-ack'),
    dupSyn: choice<'dupSyn'>('ack', 'synack'),
    synReceived: choice<'synReceived'>('endpoint', 'request'),
    finAtListen: choice<'finAtListen'>('rfc', 'discard'),
    finAtZeroWindow: choice<'finAtZeroWindow'>('refused', 'accepted'),
    abortRst: choice<'abortRst'>('rst', 'rst-ack'),
    refusedSyn: choice<'refusedSyn'>('refused', 'retry'),
  },
  patience: {
    keepaliveIdleUs: number('keepaliveIdleUs'),
    keepaliveIntervalUs: number('keepaliveIntervalUs'),
    keepaliveProbes: number('keepaliveProbes'),
    keepaliveRst: FLAG,
    userTimeoutUs: orNothing('userTimeoutUs'),
    windowProbe: choice<'windowProbe'>('data', 'old-number'),
  },
  host: {
    portRange: { kind: 'typed', codec: listOf(integerOrText), hint: '49152, 65535' },
    somaxconn: number('somaxconn'),
    backlogExtra: number('backlogExtra'),
    synBacklog: number('synBacklog'),
    synCookies: choice<'synCookies'>('off', 'overflow', 'always'),
    acceptQueueFull: choice<'acceptQueueFull'>('ignore', 'reset'),
    twReuse: choice<'twReuse'>('off', 'on'),
    twReuseDelayUs: number('twReuseDelayUs'),
    twBuckets: orNothing('twBuckets'),
    reuseAddr: choice<'reuseAddr'>('bsd', 'linux', 'windows'),
    closeWaitReset: choice<'closeWaitReset'>('ECONNRESET', 'EPIPE'),
    earlyCalls: choice<'earlyCalls'>('at-once', 'wait'),
    isnPolicy: choice<'isnPolicy'>('fixed', 'clock', 'random'),
    fastOpen: FLAG,
  },
  counterfactual: { handshake: choice<'handshake'>(1, 2, 3, 4) },
} as const satisfies Record<string, Group>

export type SettingGroup = keyof typeof SETTING_GROUPS
