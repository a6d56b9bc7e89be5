import { type State, STATES } from '../../engine/tcp/state.ts'
import { DRAWN_PAIRS, nodeBox } from './layout.ts'

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

/** The state that an arrow key leads to: along an edge, the nearest that lies in this direction; null if none does. */
export function neighbour(state: State, direction: Direction): State | null {
  const here = nodeBox(state, 'tall')
  const [aheadX, aheadY] = AHEAD[direction]
  const joined = STATES.filter((other) => other !== state && isJoined(state, other))
  const scored = joined.map((other) => {
    const there = nodeBox(other, 'tall')
    const [x, y] = [there.x - here.x, there.y - here.y]
    const ahead = x * aheadX + y * aheadY
    const aside = Math.abs(x * aheadY) + Math.abs(y * aheadX)
    return { other, ahead, score: ahead + 2 * aside }
  })
  const candidates = scored.filter(({ ahead }) => ahead > 0).sort((a, b) => a.score - b.score)
  return candidates[0]?.other ?? null
}

function isJoined(a: State, b: State): boolean {
  return pairsOf(a).some((pair) => pair === `${a}>${b}` || pair === `${b}>${a}`)
}

/** The next of a state's lines after `pair`, or the first or last of them; `by` is 1 or -1. */
export function nextPair(state: State, pair: string | null, by: 1 | -1): string | null {
  const pairs = pairsOf(state)
  const at = pair === null ? -1 : pairs.indexOf(pair)
  if (at < 0) return (by === 1 ? pairs[0] : pairs.at(-1)) ?? null
  return pairs[(at + by + pairs.length) % pairs.length] ?? null
}
