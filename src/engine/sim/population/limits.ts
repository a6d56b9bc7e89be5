import { estimateOf, samplesOf } from './estimate.ts'
import type { PopulationSpec } from './spec.ts'

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
