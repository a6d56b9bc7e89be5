import { ACK, FIN, has, RST, type Segment, SYN, textLength } from '../tcp/segment.ts'
import type { Side } from '../tcp/state.ts'
import type { Fault, Match, SegmentKind } from './match.ts'

/** A segment as faults see it: handed to the network by its sender. */
export interface Handed {
  readonly from: Side
  readonly sourcePort: number
  readonly destinationPort: number
  readonly segment: Segment
  readonly atUs: number
}

/** RST before SYN before text and FIN: a segment may be of two kinds only as DATA and FIN. */
export function isOfKind(segment: Segment, kind: SegmentKind): boolean {
  if (kind === 'ANY') return true
  if (has(segment, RST)) return kind === 'RST'
  if (has(segment, SYN)) return kind === (has(segment, ACK) ? 'SYNACK' : 'SYN')
  if (kind === 'DATA') return textLength(segment) > 0
  if (kind === 'FIN') return has(segment, FIN)
  return kind === 'ACK' && textLength(segment) === 0 && !has(segment, FIN)
}

/** Counts what one match has seen, and says whether the segment at hand is one it names. */
export class Matcher {
  readonly #match: Match
  #seen = 0

  constructor(match: Match) {
    this.#match = match
  }

  hits(handed: Handed): boolean {
    const { from, kind, afterUs, beforeUs, sourcePort, destinationPort } = this.#match
    if (from !== undefined && from !== handed.from) return false
    if (!isOfKind(handed.segment, kind)) return false
    if (afterUs !== undefined && handed.atUs < afterUs) return false
    if (beforeUs !== undefined && handed.atUs >= beforeUs) return false
    if (sourcePort !== undefined && sourcePort !== handed.sourcePort) return false
    if (destinationPort !== undefined && destinationPort !== handed.destinationPort) return false
    this.#seen += 1
    return this.#names(this.#seen)
  }

  #names(count: number): boolean {
    const { nth } = this.#match
    if (nth === 'all') return true
    if (typeof nth === 'number') return nth === count
    return 'from' in nth ? count >= nth.from : nth.includes(count)
  }
}

/** What the faults of a scenario do to one segment, all of them together. */
export interface Interference {
  readonly dropped: boolean
  readonly extraDelayUs: number
  /** Delay of each copy after the original. */
  readonly copiesUs: readonly number[]
  /** Index of the last fault that had a part in it, or -1. */
  readonly fault: number
}

/** All faults of a scenario with their counters. */
export class Faults {
  readonly #faults: readonly Fault[]
  readonly #matchers: readonly Matcher[]

  constructor(faults: readonly Fault[]) {
    this.#faults = faults
    this.#matchers = faults.map((fault) => new Matcher(fault.match))
  }

  /** To be asked exactly once for each segment that a sender hands over, in order. */
  interfere(handed: Handed): Interference {
    let dropped = false
    let extraDelayUs = 0
    const copiesUs: number[] = []
    let last = -1
    for (const [index, fault] of this.#faults.entries()) {
      if (this.#matchers[index]?.hits(handed) !== true) continue
      last = index
      if (fault.do === 'drop') dropped = true
      else if (fault.do === 'delay') extraDelayUs += fault.byUs
      else copiesUs.push(fault.byUs)
    }
    return { dropped, extraDelayUs, copiesUs, fault: last }
  }
}
