import * as v from 'valibot'
import { PROFILES, type Settings } from '../engine/tcp/profiles.ts'
import { LIMITS, type NumericSetting, SETTING_LIMITS } from './limits.ts'
import { closed, integer, optional, pair } from './schema-parts.ts'

type Settled<V> = v.GenericSchema<unknown, V>

/** What is neither a number nor a yes or no: a new one does not compile until it stands here. */
const OTHERS = {
  rtoMinApplies: v.picklist(['rto', 'variance']),
  retryRule: v.picklist(['count', 'time']),
  ackTiming: v.picklist(['before-application', 'after-application']),
  rstInTimeWait: v.picklist(['closes', 'ignored']),
  timeWaitReuse: v.picklist(['off', 'rfc1122', 'rfc6191', 'linux']),
  timeWaitRestart: v.picklist(['fin', 'any-answered']),
  doubtful: v.picklist(['rfc', 'linux']),
  crossedSynAck: v.picklist(['figure7', 'literal', 'figure7-and-ack']),
  dupSyn: v.picklist(['ack', 'synack']),
  synReceived: v.picklist(['endpoint', 'request']),
  finAtListen: v.picklist(['rfc', 'discard']),
  finAtZeroWindow: v.picklist(['refused', 'accepted']),
  abortRst: v.picklist(['rst', 'rst-ack']),
  refusedSyn: v.picklist(['refused', 'retry']),
  windowProbe: v.picklist(['data', 'old-number']),
  portRange: pair(integer(LIMITS.port)),
  synCookies: v.picklist(['off', 'overflow', 'always']),
  acceptQueueFull: v.picklist(['ignore', 'reset']),
  twReuse: v.picklist(['off', 'on']),
  reuseAddr: v.picklist(['bsd', 'linux', 'windows']),
  closeWaitReset: v.picklist(['ECONNRESET', 'EPIPE']),
  earlyCalls: v.picklist(['at-once', 'wait']),
  isnPolicy: v.picklist(['fixed', 'clock', 'random']),
  handshake: v.picklist([1, 2, 3, 4]),
} satisfies { [K in Other]-?: Settled<Settings[K]> }

type Other = {
  [K in keyof Settings]-?: number extends Settings[K] ? never : boolean extends Settings[K] ? never : K
}[keyof Settings]

/** Changes to a profile: any of its settings. */
export const SETTINGS = closed(
  Object.fromEntries(
    Object.keys(PROFILES.rfc9293).map((key) => [key, optional(schemaOf(key as keyof Settings))]),
  ) as { [K in keyof Settings]: v.ExactOptionalSchema<Settled<Settings[K]>, undefined> },
)

/** Numbers have their ranges in limits.ts; one that some profile does without may be null. */
function schemaOf(key: keyof Settings): Settled<unknown> {
  if (Object.hasOwn(OTHERS, key)) return OTHERS[key as Other]
  if (!Object.hasOwn(SETTING_LIMITS, key)) return v.boolean()
  const number = integer(SETTING_LIMITS[key as NumericSetting])
  return Object.values(PROFILES).some((settings) => settings[key] === null) ? v.nullable(number) : number
}
