import { POPULATION_LIMITS } from '../../engine/sim/population/limits.ts'
import { POPULATION_PRESETS, type PresetId } from '../../engine/sim/population/presets.ts'
import type { PopulationSpec } from '../../engine/sim/population/spec.ts'
import {
  PROFILE_IDS,
  PROFILES,
  type ProfileId,
  type Settings,
  settingsOf,
} from '../../engine/tcp/profiles.ts'
import { type Range, SETTING_LIMITS } from '../limits.ts'

const S = 1_000_000
const ARRIVALS = ['steady', 'poisson', 'burst'] as const
const LOWEST_PORT = 1_024
const HIGHEST_PORT = 65_535
const MOST_SECONDS: Range = { min: 0, max: 3_600 * S, unit: 'us' }
const QUEUE: Range = { min: 1, max: 65_535, unit: '' }
const SWITCH: Range = { min: 0, max: 1, unit: '' }
const BYTES: Range = { min: 1, max: 1_000_000, unit: 'bytes' }
const PPM: Range = { min: 0, max: 1_000_000, unit: 'ppm' }

/**
 * Everything of a population that can be turned, by its name in links. Values are integers: microseconds, parts per
 * million, bytes, counts; a choice is its place in a list, and 0 is "off" or "no limit" where there is such a thing.
 */
export const PARAMETERS = {
  /** Connections a second, and for how long new ones come. */
  rate: { min: 1, max: 100_000, unit: '' },
  pace: { min: 0, max: ARRIVALS.length - 1, unit: '' },
  arrive: { min: S, max: 3_600 * S, unit: 'us' },
  run: { min: S, max: 3_600 * S, unit: 'us' },
  life: { min: 0, max: 600 * S, unit: 'us' },
  /** 0: the client closes first; 1: the server. */
  closer: SWITCH,
  request: BYTES,
  reply: BYTES,
  profile: { min: 0, max: PROFILE_IDS.length - 1, unit: '' },
  /** Length of TIME-WAIT at both hosts. */
  wait: { min: 1_000, max: SETTING_LIMITS.timeWaitUs.max, unit: 'us' },
  ports: { min: 1, max: HIGHEST_PORT - LOWEST_PORT + 1, unit: '' },
  destinations: { min: 1, max: POPULATION_LIMITS.destinations, unit: '' },
  reuse: SWITCH,
  buckets: { min: 0, max: 262_144, unit: '' },
  backlog: QUEUE,
  queue: QUEUE,
  /** accept() calls a second; 0: as fast as they come. */
  accept: { min: 0, max: 100_000, unit: '' },
  flood: { min: 0, max: 100_000, unit: '' },
  floodFrom: MOST_SECONDS,
  floodTo: MOST_SECONDS,
  cookies: SWITCH,
  /** Share of connections whose second application never calls close(). */
  leak: PPM,
  /** Descriptors of the server's process, and of the client's; 0: no limit. */
  descriptors: { min: 0, max: 1_000_000, unit: '' },
  clientDescriptors: { min: 0, max: 1_000_000, unit: '' },
  /** When the server's process ends and begins again; 0: never. */
  restart: MOST_SECONDS,
  reuseAddr: SWITCH,
  delay: { min: 0, max: 10 * S, unit: 'us' },
  jitter: { min: 0, max: 10 * S, unit: 'us' },
  loss: PPM,
  seed: { min: 0, max: 0xffff_ffff, unit: '' },
} as const satisfies Record<string, Range>

export type ParameterId = keyof typeof PARAMETERS
export const PARAMETER_IDS = Object.keys(PARAMETERS) as readonly ParameterId[]
export type Values = Readonly<Record<ParameterId, number>>

/** A population of the lab: a preset, and all its values as they are now. */
export interface LabSetup {
  readonly preset: PresetId
  readonly values: Values
}

/** More samples than this say no more about a chart of a screen's width. */
const MOST_SAMPLES = 2_000
const FLOOD_FROM = 20 * S
const FLOOD_TO = 80 * S

/** The values of a spec. */
function valuesOf(spec: PopulationSpec): Values {
  const { C, S } = spec.hosts
  const client = settingsOf(C.profile, C.settings)
  const server = settingsOf(S.profile, S.settings)
  const arrive = Math.round((spec.connections / spec.arrivals.perSecond) * 1e6)
  return {
    rate: spec.arrivals.perSecond,
    pace: ARRIVALS.indexOf(spec.arrivals.kind),
    arrive,
    run: spec.stopUs ?? arrive,
    life: spec.lifetimeUs,
    closer: spec.closesFirst === 'C' ? 0 : 1,
    request: spec.requestBytes,
    reply: spec.replyBytes,
    profile: PROFILE_IDS.indexOf(C.profile),
    wait: client.timeWaitUs,
    ports: client.portRange[1] - client.portRange[0] + 1,
    destinations: spec.destinations,
    reuse: client.twReuse === 'on' ? 1 : 0,
    buckets: client.twBuckets ?? 0,
    backlog: server.synBacklog,
    queue: spec.listen.backlog,
    accept: spec.listen.acceptPerSecond ?? 0,
    flood: spec.flood?.perSecond ?? 0,
    floodFrom: spec.flood?.fromUs ?? FLOOD_FROM,
    floodTo: spec.flood?.toUs ?? FLOOD_TO,
    cookies: server.synCookies === 'off' ? 0 : 1,
    leak: spec.leakPpm,
    descriptors: S.descriptors ?? 0,
    clientDescriptors: C.descriptors ?? 0,
    restart: spec.restart?.atUs ?? 0,
    reuseAddr: spec.restart?.reuseAddr === true ? 1 : 0,
    delay: spec.network.CtoS.delayUs,
    jitter: spec.network.CtoS.jitterUs,
    loss: spec.network.CtoS.lossPpm,
    seed: spec.seed,
  }
}

/** The population that a setup stands for. */
export function specOf({ preset, values: v }: LabSetup): PopulationSpec {
  const base: PopulationSpec = POPULATION_PRESETS[preset]
  const link = { ...base.network.CtoS, delayUs: v.delay, jitterUs: v.jitter, lossPpm: v.loss }
  return {
    ...base,
    seed: v.seed,
    arrivals: { ...base.arrivals, kind: ARRIVALS[v.pace] ?? 'steady', perSecond: v.rate },
    connections: Math.round((v.rate * v.arrive) / S),
    stopUs: v.run,
    requestBytes: v.request,
    replyBytes: v.reply,
    lifetimeUs: v.life,
    closesFirst: v.closer === 0 ? 'C' : 'S',
    network: { CtoS: link, StoC: link },
    hosts: hostsOf(v),
    destinations: v.destinations,
    listen: { backlog: v.queue, acceptPerSecond: orNull(v.accept) },
    leakPpm: v.leak,
    flood: v.flood === 0 ? null : { perSecond: v.flood, fromUs: v.floodFrom, toUs: v.floodTo },
    restart: v.restart === 0 ? null : { atUs: v.restart, reuseAddr: v.reuseAddr === 1, retryUs: S },
    sampleUs: Math.max(base.sampleUs, Math.ceil(v.run / MOST_SAMPLES)),
  }
}

function hostsOf(v: Values): PopulationSpec['hosts'] {
  const profile = PROFILE_IDS[v.profile] ?? 'linux'
  const both = { timeWaitUs: v.wait, twBuckets: orNull(v.buckets) }
  const low = Math.min(PROFILES[profile].portRange[0], HIGHEST_PORT - v.ports + 1)
  const client = {
    ...both,
    portRange: [low, low + v.ports - 1],
    twReuse: v.reuse === 1 ? 'on' : 'off',
  } as const
  const server = { ...both, synBacklog: v.backlog, synCookies: v.cookies === 1 ? 'overflow' : 'off' } as const
  return {
    C: { profile, settings: unlike(profile, client), descriptors: orNull(v.clientDescriptors) },
    S: { profile, settings: unlike(profile, server), descriptors: orNull(v.descriptors) },
  }
}

/** Only what is not the profile's own. */
function unlike(profile: ProfileId, settings: Partial<Settings>): Partial<Settings> {
  const own = PROFILES[profile]
  const isOwn = (key: string, value: unknown) => String(value) === String(own[key as keyof Settings])
  return Object.fromEntries(Object.entries(settings).filter(([key, value]) => !isOwn(key, value)))
}

const orNull = (value: number): number | null => (value === 0 ? null : value)

/** The setup of a preset as it comes. */
export const setupOf = (preset: PresetId): LabSetup => ({
  preset,
  values: valuesOf(POPULATION_PRESETS[preset]),
})

/**
 * Changes one value. A change of profile takes the constants of that profile with it, except those that the reader
 * has turned.
 */
export function turn(setup: LabSetup, id: ParameterId, value: number): LabSetup {
  const values = { ...setup.values, [id]: value }
  if (id !== 'profile') return { ...setup, values }
  const before = profileValues(setup.values.profile)
  const after = profileValues(value)
  for (const [key, constant] of Object.entries(after) as [ParameterId, number][]) {
    if (setup.values[key] === before[key]) values[key] = constant
  }
  return { ...setup, values }
}

/** What a profile says of the parameters that are constants of TCP: where the tick of a knob stands. */
export function profileValues(profile: number): Partial<Values> {
  const settings: Settings = PROFILES[PROFILE_IDS[profile] ?? 'linux']
  return {
    wait: settings.timeWaitUs,
    ports: settings.portRange[1] - settings.portRange[0] + 1,
    reuse: settings.twReuse === 'on' ? 1 : 0,
    buckets: settings.twBuckets ?? 0,
    backlog: settings.synBacklog,
    cookies: settings.synCookies === 'off' ? 0 : 1,
  }
}

/** Parameters whose value is not that of the preset. */
export function changedIn({ preset, values }: LabSetup): ParameterId[] {
  const own = setupOf(preset).values
  return PARAMETER_IDS.filter((id) => values[id] !== own[id])
}
