import { type State, STATES } from '../../engine/tcp/state.ts'
import { DRAWN_PAIRS, nodeBox, pairOf } from './layout.ts'
import { ROUTES } from './routes.ts'

/** Moving through the graph with keys. Pure. */

export type Direction = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'

const AHEAD: Readonly<Record<Direction, readonly [x: number, y: number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
}

export const isDirection = (key: string): key is Direction => Object.hasOwn(AHEAD, key)

/** The lines that touch a state, those that leave it first: what the brackets go round. */
export function pairsOf(state: State): readonly string[] {
  const leaving = DRAWN_PAIRS.filter((pair) => pair.startsWith(`${state}>`))
  const arriving = DRAWN_PAIRS.filter((pair) => pair.endsWith(`>${state}`))
  return [...leaving, ...arriving]
}

/** Going against an edge, and along a rare one: how much longer, in px, a better way may be. */
const AGAINST_PENALTY = 60
const RARE_PENALTY = 1000

/**
 * The state that an arrow key leads to: along an edge, the nearest that lies in this direction, by a rare edge only
 * where no other leads there; null if none does.
 */
export function neighbour(state: State, direction: Direction): State | null {
  const here = nodeBox(state, 'tall')
  const [aheadX, aheadY] = AHEAD[direction]
  const scored = STATES.filter((other) => other !== state).map((other) => {
    const there = nodeBox(other, 'tall')
    const [x, y] = [there.x - here.x, there.y - here.y]
    const ahead = x * aheadX + y * aheadY
    const aside = Math.abs(x * aheadY) + Math.abs(y * aheadX)
    return { other, ahead, score: ahead + 2 * aside + penaltyBetween(state, other) }
  })
  const candidates = scored.filter(({ ahead, score }) => ahead > 0 && Number.isFinite(score))
  return candidates.sort((a, b) => a.score - b.score)[0]?.other ?? null
}

/** Infinite where no edge joins the two. */
function penaltyBetween(from: State, to: State): number {
  const penalty = (pair: string): number => {
    const kind = ROUTES[pair]?.kind
    if (kind === undefined) return Number.POSITIVE_INFINITY
    return kind === 'rare' ? RARE_PENALTY : 0
  }
  return Math.min(penalty(pairOf(from, to)), penalty(pairOf(to, from)) + AGAINST_PENALTY)
}

/** The next of a state's lines after `pair`, or the first or last of them; `by` is 1 or -1. */
export function nextPair(state: State, pair: string | null, by: 1 | -1): string | null {
  const pairs = pairsOf(state)
  const at = pair === null ? -1 : pairs.indexOf(pair)
  if (at < 0) return (by === 1 ? pairs[0] : pairs.at(-1)) ?? null
  return pairs[(at + by + pairs.length) % pairs.length] ?? null
}
