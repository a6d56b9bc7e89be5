import type { Trace } from '../../../engine/trace/codec.ts'
import type { Link } from './chain.ts'

/** What happened at one instant, as one line of the list. */
export interface CauseMoment {
  /** What began it; then what it led to at once. At least one. */
  readonly links: readonly [Link, ...Link[]]
  readonly isLoss: boolean
}

/** Joins neighbouring links of one event; a loss stands for itself. */
export function momentsOf(trace: Trace, links: readonly Link[]): CauseMoment[] {
  const { step } = trace.data.facts
  const moments: CauseMoment[] = []
  for (const link of links) {
    const before = moments.at(-1)
    const isSame = before !== undefined && step[before.links[0].fact] === step[link.fact]
    if (isSame && !before.isLoss && !link.isLoss) {
      moments[moments.length - 1] = { links: [...before.links, link], isLoss: false }
    } else moments.push({ links: [link], isLoss: link.isLoss })
  }
  return moments
}
