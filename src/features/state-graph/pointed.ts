import { edgeById } from '../../engine/tcp/transitions.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import type { Hovered } from '../../store/store.ts'
import { pairOf } from './layout.ts'
import { movesOfStep } from './moves.ts'
import type { Pointed } from './picture.ts'

const NOTHING: ReadonlySet<string> = new Set()

/** What the reader points at in any view, as nodes and lines of this one. */
export function pointedAt(trace: Trace | null, hovered: Hovered): Pointed {
  switch (hovered?.kind) {
    case undefined:
      return { state: null, pairs: NOTHING }
    case 'state':
      return { state: hovered.state, pairs: NOTHING }
    case 'edge': {
      const edge = edgeById(hovered.id)
      return { state: null, pairs: edge === undefined ? NOTHING : new Set([pairOf(edge.from, edge.to)]) }
    }
    case 'segment':
      return { state: null, pairs: trace === null ? NOTHING : pairsOfSegment(trace, hovered.id) }
  }
}

/** The edges that a segment makes its sender and its receiver take. */
function pairsOfSegment(trace: Trace, id: number): ReadonlySet<string> {
  if (id >= trace.segmentCount) return NOTHING
  const { from, sentFact, endFact } = trace.segment(id)
  const ends = [
    { fact: sentFact, isOwn: true },
    { fact: endFact, isOwn: false },
  ]
  const moves = ends.flatMap(({ fact, isOwn }) => {
    if (fact < 0) return []
    const inStep = movesOfStep(trace, trace.fact(fact).step)
    return inStep.filter((move) => move.edge !== null && (move.side === from) === isOwn)
  })
  return new Set(moves.map((move) => pairOf(move.from, move.to)))
}
