import { ACK } from '../../engine/tcp/segment.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import type { TraceSegment, Us } from '../../engine/trace/trace.ts'
import { align } from '../../scenario/align.ts'

/** One thing that the capture and its simulation did not do alike. */
export interface Difference {
  readonly captured: TraceSegment | null
  readonly simulated: TraceSegment | null
  /** What differs where both sent it. */
  readonly what: 'flags' | 'length' | 'ack' | 'repeated' | null
  /** When it shows first. */
  readonly tUs: Us
}

export interface Comparison {
  readonly differences: readonly Difference[]
  /** Segments that both sent alike, by the id of the captured one. */
  readonly pairs: ReadonlyMap<number, number>
  readonly alike: number
  /** By how much those were sent earlier or later: half of them by no more than this, and none by more. */
  readonly medianUs: Us
  readonly mostUs: Us
}

/** Lays a capture beside the run of the scenario that was made of it. */
export function compare(captured: Trace, simulated: Trace): Comparison {
  const { pairs, onlyTheirs, onlyOurs } = align(captured, simulated)
  const unlike = pairs.flatMap((pair): Difference[] => {
    const what = unlikeIn(pair.theirs, pair.ours)
    return what === null
      ? []
      : [{ captured: pair.theirs, simulated: pair.ours, what, tUs: pair.theirs.sentUs }]
  })
  const alone = [
    ...onlyTheirs.map((segment) => ({ captured: segment, simulated: null })),
    // What would have come after the last moment of the capture nobody knows.
    ...onlyOurs
      .filter(({ sentUs }) => sentUs <= captured.endUs)
      .map((segment) => ({ captured: null, simulated: segment })),
  ].map((one): Difference => ({ ...one, what: null, tUs: (one.captured ?? one.simulated)?.sentUs ?? 0 }))
  const late = pairs.map(({ theirs, ours }) => Math.abs(theirs.sentUs - ours.sentUs)).sort((a, b) => a - b)
  return {
    differences: [...unlike, ...alone].sort((a, b) => a.tUs - b.tUs),
    pairs: new Map(pairs.map(({ theirs, ours }) => [theirs.id, ours.id])),
    alike: pairs.length - unlike.length,
    medianUs: late[Math.floor(late.length / 2)] ?? 0,
    mostUs: late.at(-1) ?? 0,
  }
}

/** What differs first in a pair whose numbers begin alike. */
function unlikeIn(theirs: TraceSegment, ours: TraceSegment): Difference['what'] {
  if (((theirs.flags ^ ours.flags) & ~PSH_AND_ECN) !== 0) return 'flags'
  if ((theirs.text?.length ?? 0) !== (ours.text?.length ?? 0)) return 'length'
  if ((theirs.flags & ACK) !== 0 && relativeAck(theirs) !== relativeAck(ours)) return 'ack'
  return theirs.retransmission > 0 === ours.retransmission > 0 ? null : 'repeated'
}

/** What no two stacks set alike, and no connection depends on: PSH, ECE, CWR. */
const PSH_AND_ECN = 0b1100_1000

const relativeAck = ({ ack, ackBase }: TraceSegment): number => (ackBase < 0 ? ack : (ack - ackBase) >>> 0)
