import type { Messages } from '../../i18n/en.ts'
import { EDGE_ACTIONS } from '../../engine/tcp/edge-labels.ts'
import { edgeById, type Edge, EDGES } from '../../engine/tcp/transitions.ts'
import { ACK, FIN, flagNames, has, RST, SYN, textLength } from '../../engine/tcp/segment.ts'
import type { TraceSegment } from '../../engine/trace/trace.ts'
import { pairOf } from './layout.ts'
import type { Move } from './moves.ts'

/** The two lines of an edge's label: what happens, and what is done; the second may be missing. */
export type Lines = readonly [string, ...string[]]

type Words = Messages['stateGraph']

/** Label of an edge of transitions.ts, in the RFC's shorthand. */
export function edgeLines(edge: Edge, words: Words): Lines {
  return lines(words.events[edge.event], actionOf(EDGE_ACTIONS[edge.id] ?? '', words))
}

/** Label of what happened at a node: on an edge or in the state itself. */
export function moveLines(move: Move, words: Words): Lines {
  if (move.loop === null) {
    const edge = edgeById(move.edge ?? '')
    return edge === undefined ? [''] : edgeLines(edge, words)
  }
  const { on, sent } = move.loop
  const done = sent === null ? '' : `snd ${sentName(sent, words)}`
  if (on.kind === 'timer') return lines(words.timers[on.timer], done)
  if (on.kind === 'arrival') return lines(`rcv ${receivedName(on.segment, words)}`, done)
  return lines(on.call.toUpperCase(), done)
}

/** The edges that share a line, in the order of the table; the first stands for them while none is taken. */
export function edgesOf(pair: string): readonly Edge[] {
  return EDGES.filter((edge) => pairOf(edge.from, edge.to) === pair)
}

const lines = (first: string, second: string): Lines => (second === '' ? [first] : [first, second])

/** The first thing that is sent, else the first thing that is done; '' for nothing. */
function actionOf(action: string, words: Words): string {
  const clauses = action.split(';').map((clause) => clause.replace(/[<(].*/, '').trim())
  const clause = clauses.find((each) => each.startsWith('snd ')) ?? clauses[0] ?? ''
  const phrase = clause.startsWith('snd ') ? clause : (clause.split(',')[0] ?? '')
  const known: Readonly<Record<string, string>> = words.actions
  if (Object.hasOwn(known, phrase)) return known[phrase] ?? ''
  return phrase.startsWith('snd ') ? phrase.replace('data', words.data) : ''
}

/** What the receiver acts on: the one flag that matters, or the data. */
function receivedName(segment: TraceSegment, words: Words): string {
  if (has(segment, RST)) return 'RST'
  if (has(segment, SYN)) return has(segment, ACK) ? 'SYN,ACK' : 'SYN'
  if (has(segment, FIN)) return 'FIN'
  return textLength(segment) > 0 ? words.data : 'ACK'
}

function sentName(segment: TraceSegment, words: Words): string {
  const isDataOnly = textLength(segment) > 0 && !has(segment, SYN) && !has(segment, FIN)
  return isDataOnly ? words.data : flagNames(segment.flags).join(',')
}
