import type { Edge } from './transitions.ts'

/**
 * Where an edge comes from: normative text (`rfc`), a MAY or a SHOULD that many leave out (`optional`), stacks
 * without RFC 5961 (`legacy`), operating-system additions (`implementation`); and, outside any TCP, rules that a
 * scenario switched on to show what they would do (`counterfactual`) and a host that loses its memory (`crash`).
 */
export type Basis = 'rfc' | 'optional' | 'legacy' | 'implementation' | 'counterfactual' | 'crash'

const idsOf = (ids: string): ReadonlySet<string> => new Set(ids.split(' '))

const OTHER_BASES: readonly (readonly [Basis, ReadonlySet<string>])[] = [
  ['optional', idsOf('T77 T78 T79 T82 T83 T84 T85 T86 T87 T88')],
  ['legacy', idsOf('T58 T59 T60 T61 T62 T63 T64 T65')],
  ['implementation', idsOf('T76 T89 X04')],
  ['counterfactual', idsOf('X01 X02 X03 X05 X06 X07 X18')],
  ['crash', idsOf('X08 X09 X10 X11 X12 X13 X14 X15 X16 X17')],
]

export function basisOf({ id }: Edge): Basis {
  return OTHER_BASES.find(([, ids]) => ids.has(id))?.[0] ?? 'rfc'
}

/** Edges that the usual textbook picture draws. */
const TEXTBOOK = idsOf('T01 T02 T05 T07 T11 T16 T22 T23 T24 T27 T35 T36 T37 T39 T40 T41 T75')

export const isInTextbooks = ({ id }: Edge): boolean => TEXTBOOK.has(id)

/** RFC 9293 Figure 5 draws three more. */
const ONLY_FIGURE_5 = idsOf('T04 T09 T31')

export const isInFigure5 = (edge: Edge): boolean => isInTextbooks(edge) || ONLY_FIGURE_5.has(edge.id)
