import { settingsOf } from '../../tcp/profiles.ts'
import type { PopulationSpec } from './spec.ts'
import { openTimeUs } from './theory.ts'

/** Limits of one population (invariants section 7). */
export const POPULATION_LIMITS = {
  connections: 5_000_000,
  /** Sockets of both hosts at once. */
  sockets: 1_000_000,
  bytes: 512 * 1024 * 1024,
  samples: 100_000,
  destinations: 64,
  simulatedUs: 24 * 3600 * 1_000_000,
} as const

/** Why a population is not run: what is too much of, how much, and the most there may be. */
export interface PopulationRefusal {
  readonly what: keyof typeof POPULATION_LIMITS | 'perSecond' | 'requestBytes' | 'replyBytes'
  readonly given: number
  readonly least: number
  readonly most: number
  /** The same as an English sentence. */
  readonly sentence: string
}

/** What a run will take, before it is begun. Rough: it tells a second from a minute. */
export interface PopulationEstimate {
  /** Segments and timers, about. */
  readonly events: number
  /** Most sockets of both hosts at once. */
  readonly sockets: number
  readonly bytes: number
}

/** Bytes of a row of `Connections`, of an entry in TIME-WAIT, and of an endpoint that is alive. */
const ROW_BYTES = 31
const PARKED_BYTES = 200
const ENDPOINT_BYTES = 2_000
/** Events of one connection that loses nothing, and of one forged SYN with its repeated answers. */
const EVENTS_PER_CONNECTION = 12
const EVENTS_PER_FORGED = 7

/** What `spec` will need. Connections that fail count as if they did not. */
export function estimateOf(spec: PopulationSpec): PopulationEstimate {
  const { C, S } = spec.hosts
  const closer = spec.closesFirst === 'C' ? C : S
  const settings = settingsOf(C.profile, C.settings)
  const timeWaitUs = settingsOf(closer.profile, closer.settings).timeWaitUs
  const perSecond = spec.arrivals.perSecond
  const secondsOpen = openTimeUs(spec) / 1e6
  const ports = (settings.portRange[1] - settings.portRange[0] + 1) * spec.destinations
  const open = Math.min(spec.connections, perSecond * secondsOpen, ports)
  const waiting = Math.min(spec.connections, (perSecond * timeWaitUs) / 1e6, ports)
  const forged =
    spec.flood === null ? 0 : ((spec.flood.toUs - spec.flood.fromUs) / 1e6) * spec.flood.perSecond
  const samples = samplesOf(spec)
  return {
    events: Math.round(spec.connections * EVENTS_PER_CONNECTION + forged * EVENTS_PER_FORGED),
    sockets: Math.round(2 * open + waiting + Math.min(forged, spec.listen.backlog)),
    bytes: Math.round(
      spec.connections * ROW_BYTES + waiting * PARKED_BYTES + 2 * open * ENDPOINT_BYTES + samples * 300,
    ),
  }
}

/** What is against running `spec`; null: nothing. To be asked before the costly step. */
export function refusalOf(spec: PopulationSpec): PopulationRefusal | null {
  const estimate = estimateOf(spec)
  const limits = POPULATION_LIMITS
  return (
    check('connections', spec.connections, 0, limits.connections, 'connections') ??
    check('perSecond', spec.arrivals.perSecond, 1, 1_000_000, 'connections a second') ??
    check('requestBytes', spec.requestBytes, 1, 64_000_000, 'bytes of request') ??
    check('replyBytes', spec.replyBytes, 1, 64_000_000, 'bytes of reply') ??
    check('destinations', spec.destinations, 1, limits.destinations, 'destinations') ??
    check('simulatedUs', spec.stopUs ?? 0, 0, limits.simulatedUs, 'simulated microseconds') ??
    check('samples', samplesOf(spec), 0, limits.samples, 'samples') ??
    check('sockets', estimate.sockets, 0, limits.sockets, 'sockets at once') ??
    check('bytes', estimate.bytes, 0, limits.bytes, 'bytes of memory')
  )
}

function samplesOf(spec: PopulationSpec): number {
  const endUs = spec.stopUs ?? (spec.connections / spec.arrivals.perSecond) * 1e6
  return Math.ceil(endUs / spec.sampleUs)
}

function check(
  what: PopulationRefusal['what'],
  given: number,
  least: number,
  most: number,
  unit: string,
): PopulationRefusal | null {
  if (given >= least && given <= most) return null
  const range = given > most ? `the most is ${most}` : `the least is ${least}`
  return { what, given, least, most, sentence: `This population has ${given} ${unit}; ${range}.` }
}
