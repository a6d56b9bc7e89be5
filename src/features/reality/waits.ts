import type { Trace } from '../../engine/trace/codec.ts'
import { whyChain } from '../../engine/trace/query.ts'
import type { TraceSegment, Us } from '../../engine/trace/trace.ts'

/** One thing that both did. */
export interface Pair {
  readonly kernel: TraceSegment
  readonly ours: TraceSegment
}

/** How long each waited after what brought a segment about. */
export interface Waits {
  readonly kernelUs: Us
  readonly oursUs: Us
  /** A timer made ours. */
  readonly byTimer: boolean
}

/**
 * A kernel's files do not tell causes; ours do. What caused our segment was caused in the kernel by the counterpart of
 * that: the sending before it of the same numbers, or a segment that arrived. Without one both wait since the start.
 */
export function waitsOf(pair: Pair, pairs: readonly Pair[], ours: Trace): Waits {
  const { kernel, ours: own } = pair
  const chain = whyChain(ours, own.sentFact)
  const byTimer = chain.some(({ kind }) => kind === 'timer-fired')
  const before = pairs.find((other) => isBefore(other.ours, own) && isBefore(other.kernel, kernel))
  if (before !== undefined) {
    return {
      kernelUs: kernel.sentUs - before.kernel.sentUs,
      oursUs: own.sentUs - before.ours.sentUs,
      byTimer,
    }
  }
  for (const fact of chain.toReversed()) {
    if (!('segment' in fact) || fact.segment === own.id) continue
    const cause = pairs.find((other) => other.ours.id === fact.segment)
    if (cause === undefined) continue
    const at = fact.kind === 'segment-delivered' ? 'endUs' : 'sentUs'
    return { kernelUs: kernel.sentUs - cause.kernel[at], oursUs: own.sentUs - cause.ours[at], byTimer }
  }
  return { kernelUs: kernel.sentUs, oursUs: own.sentUs, byTimer }
}

/** The sending just before, of the same numbers. */
const isBefore = (a: TraceSegment, b: TraceSegment): boolean =>
  b.retransmission > 0 &&
  a.conn === b.conn &&
  a.from === b.from &&
  a.seq === b.seq &&
  a.retransmission === b.retransmission - 1 &&
  a.copyOf < 0 &&
  (a.text === null) === (b.text === null) &&
  a.flags === b.flags
