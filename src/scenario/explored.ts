import type { Fault } from '../engine/sim/scenario.ts'
import type { Brief } from '../engine/trace/brief.ts'

/** What is done to the segments of a run, one or two at a time. */
export interface Exploration {
  /** Most faults in one run: each segment in turn, or every pair too. */
  readonly faults: 1 | 2
  /** How many of its segments, counted from the first that either side hands over. */
  readonly first: number
}

/** One run of many: what was done to it and what came of it. */
export interface ExploredRun {
  /** Beside those of the scenario; none: the run as it is. */
  readonly faults: readonly Fault[]
  readonly brief: Brief
  /** Invariants that it breaks, by their ids. */
  readonly broken: readonly string[]
}

/** More than this is refused (invariants section 7). */
export const MOST_RUNS = 1_000_000
export const MOST_SEGMENTS = 64
/** How many of the four faults there are on each segment: lost, copied, late, very late. */
const KINDS = 4

/** Most runs that it can take: a fault can make a run shorter or longer. `segments`: of the run without faults. */
export function mostRuns({ faults, first, segments }: Exploration & { readonly segments: number }): number {
  const single = KINDS * Math.min(first, segments)
  const pairs = (KINDS * KINDS * first * (first - 1)) / 2
  return 1 + single + (faults === 2 ? pairs : 0)
}
