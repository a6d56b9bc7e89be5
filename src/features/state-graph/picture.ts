import { SIDES, type Side, type State, STATES } from '../../engine/tcp/state.ts'
import { edgeById } from '../../engine/tcp/transitions.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import { stateAfterStep } from '../../engine/trace/query.ts'
import type { Messages } from '../../i18n/en.ts'
import { edgeLines, edgesOf, type Lines, moveLines } from './labels.ts'
import { type Box, DRAWN_PAIRS, labelBox, overlap, pairOf, routeOf, statesOf } from './layout.ts'
import { latestMoves, type Move, nextMoves, takenPairs, visitedStates } from './moves.ts'
import type { Route, Spot } from './routes.ts'

/** What the graph shows at a step, before anything is drawn: a pure function of the run and of what the reader points at. */
export interface Picture {
  readonly nodes: readonly NodeView[]
  /** The lines between nodes and the loops that have something to say, in drawing order: the strongest last. */
  readonly edges: readonly EdgeView[]
  readonly labels: readonly LabelView[]
}

export interface NodeView {
  readonly state: State
  readonly visited: boolean
  readonly here: readonly Side[]
  readonly pointedAt: boolean
}

/** `near`: the reader points at one of its ends. */
type EdgeLook = 'hidden' | 'idle' | 'near' | 'next' | 'taken' | 'latest' | 'pointed-at'

export interface EdgeView {
  /** `FROM>TO`; for a loop both are the same. */
  readonly pair: string
  readonly from: State
  readonly to: State
  readonly route: Route
  readonly look: EdgeLook
  readonly taken: boolean
}

export interface LabelView {
  readonly pair: string
  readonly spot: Spot
  readonly lines: Lines
  readonly tone: 'strong' | 'soft'
}

/** What the run has to say at a step; the same for every language and pointer. */
export interface Moment {
  readonly here: Readonly<Record<Side, State>>
  readonly visited: ReadonlySet<State>
  readonly taken: ReadonlySet<string>
  readonly latest: readonly Move[]
  /** Empty while the future is hidden. */
  readonly next: readonly Move[]
}

export const NO_MOMENT: Moment = {
  here: { C: 'CLOSED', S: 'CLOSED' },
  visited: new Set(),
  taken: new Set(),
  latest: [],
  next: [],
}

export function momentOf(trace: Trace, step: number, showFuture: boolean): Moment {
  return {
    here: { C: stateAfterStep(trace, 'C', step), S: stateAfterStep(trace, 'S', step) },
    visited: visitedStates(trace, step),
    taken: takenPairs(trace, step),
    latest: latestMoves(trace, step),
    next: showFuture ? nextMoves(trace, step) : [],
  }
}

/** What the reader points at, here or in another view: by pointer or by focus. */
export interface Pointed {
  readonly state: State | null
  readonly pairs: ReadonlySet<string>
}

export function pictureOf(moment: Moment, pointed: Pointed, words: Messages['stateGraph']): Picture {
  const pairs = [...DRAWN_PAIRS, ...[...moment.latest, ...moment.next].filter(isLoop).map(pairOfMove)]
  const edges = [...new Set(pairs)].map((pair) => edgeView(pair, moment, pointed))
  return {
    nodes: STATES.map((state) => ({
      state,
      visited: moment.visited.has(state),
      here: SIDES.filter((side) => moment.here[side] === state && moment.visited.has(state)),
      pointedAt: pointed.state === state,
    })),
    edges: edges.sort((a, b) => LOOKS.indexOf(a.look) - LOOKS.indexOf(b.look)),
    labels: labelsOf(moment, pointed, words),
  }
}

const LOOKS: readonly EdgeLook[] = ['hidden', 'idle', 'near', 'next', 'taken', 'latest', 'pointed-at']

const isLoop = (move: Move): boolean => move.from === move.to
const pairOfMove = (move: Move): string => pairOf(move.from, move.to)

function edgeView(pair: string, moment: Moment, pointed: Pointed): EdgeView {
  const [from, to] = statesOf(pair)
  const route = routeOf(from, to)
  const taken = moment.taken.has(pair)
  const has = (moves: readonly Move[]): boolean => moves.some((move) => pairOfMove(move) === pair)
  const look = ((): EdgeLook => {
    if (pointed.pairs.has(pair)) return 'pointed-at'
    if (has(moment.latest)) return 'latest'
    if (taken) return 'taken'
    if (has(moment.next)) return 'next'
    if (pointed.state === from || pointed.state === to) return 'near'
    return route.kind === 'rare' ? 'hidden' : 'idle'
  })()
  return { pair, from, to, route, look, taken }
}

/** Words for what the reader points at, what has just happened and what comes next; a later one never covers an earlier. */
function labelsOf(moment: Moment, pointed: Pointed, words: Messages['stateGraph']): LabelView[] {
  const wanted = [
    ...[...pointed.pairs].map((pair) => label(pair, pointedLines(pair, moment, words), 'strong')),
    ...moment.latest.map((move) => label(pairOfMove(move), moveLines(move, words), 'strong')),
    ...moment.next.map((move) => label(pairOfMove(move), nextLines(move, words), 'soft')),
  ]
  const placed: { readonly view: LabelView; readonly box: Box }[] = []
  for (const view of wanted) {
    const box = labelBox(view.spot, view.lines)
    if (!placed.some((other) => overlap(other.box, box))) placed.push({ view, box })
  }
  return placed.map(({ view }) => view)
}

function label(pair: string, lines: Lines, tone: LabelView['tone']): LabelView {
  const { spot } = routeOf(...statesOf(pair))
  return { pair, spot, lines: spot.oneLine ? [lines.join(' / ')] : lines, tone }
}

function nextLines(move: Move, words: Messages['stateGraph']): Lines {
  const [first, ...rest] = moveLines(move, words)
  return [words.next + first, ...rest]
}

/** The edge that this run took here, else the first that shares the line. */
function pointedLines(pair: string, moment: Moment, words: Messages['stateGraph']): Lines {
  const move = moment.latest.find((each) => pairOfMove(each) === pair)
  const edge = edgeById(move?.edge ?? '') ?? edgesOf(pair)[0]
  return edge === undefined ? [''] : edgeLines(edge, words)
}
