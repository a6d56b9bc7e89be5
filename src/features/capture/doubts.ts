import { doubtOf, type CapturedTrace } from '../../engine/capture/captured-trace.ts'
import type { Doubt } from '../../engine/capture/doubt.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import type { Doubts } from '../../drawing/doubts.ts'

/** What of a captured run is only inferred, as words for its picture. */
export function doubtsOf(
  trace: Trace,
  captured: Pick<CapturedTrace, 'doubts'>,
  words: Readonly<Record<Doubt, string>>,
): Doubts {
  const wordOf = (fact: number): string | null => {
    const doubt = doubtOf(captured, fact)
    return doubt === null ? null : words[doubt]
  }
  return {
    ofSegment: (id) => wordOf(trace.segment(id).endFact),
    ofState: ({ side, state, fromStep }) => {
      const [from, to] = trace.stepFacts(fromStep)
      for (let index = from; index < to; index++) {
        const fact = trace.fact(index)
        if (fact.kind === 'state-changed' && fact.side === side && fact.to === state) return wordOf(index)
      }
      return null
    },
  }
}
