import { monoWidth } from '../../diagram/text-width.ts'
import type { Side, State } from '../../engine/tcp/state.ts'
import { EDGES, TRANSITIONS } from '../../engine/tcp/transitions.ts'
import { FRAME, LOOPS, NODE, NODES, type Point, ROUTES, type Route, type Spot } from './routes.ts'

/** Geometry of the state graph: pure, in the frame's px. The places themselves are in routes.ts. */

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** `FROM>TO`: all edges between two states are drawn as one line. */
export const pairOf = (from: State, to: State): string => `${from}>${to}`
export const statesOf = (pair: string): [from: State, to: State] => pair.split('>') as [State, State]

/** Pairs that any run can take, the counterfactual ones included. */
export const DRAWN_PAIRS: readonly string[] = [...new Set(EDGES.map((edge) => pairOf(edge.from, edge.to)))]

/** The 32 moves that TCP knows. */
export const TCP_PAIRS: ReadonlySet<string> = new Set(TRANSITIONS.map((edge) => pairOf(edge.from, edge.to)))

/** Which picture: `tall` has labels on its edges; `low` is for a phone's sheet and leaves them to a caption. */
export type Shape = 'tall' | 'low'

/** [y in the frame, y in the low picture]; linear between. */
const LOW_ROWS: readonly Point[] = [
  [0, 0],
  [18, 2],
  [46, 22],
  [64, 24],
  [92, 44],
  [120, 64],
  [128, 66],
  [156, 86],
  [182, 96],
  [210, 116],
  [240, 126],
  [268, 146],
  [298, 156],
  [326, 176],
  [356, 186],
  [384, 206],
  [FRAME.height, 228],
]

function lowered(y: number): number {
  const above = LOW_ROWS.findLast(([from]) => from <= y) ?? [0, 0]
  const below = LOW_ROWS.find(([from]) => from > y) ?? above
  if (below === above) return above[1]
  return above[1] + ((y - above[0]) / (below[0] - above[0])) * (below[1] - above[1])
}

export function frameOf(shape: Shape): { readonly width: number; readonly height: number } {
  return shape === 'tall' ? FRAME : { width: FRAME.width, height: lowered(FRAME.height) }
}

export function nodeBox(state: State, shape: Shape): Box {
  const [x, y] = NODES[state]
  if (shape === 'tall') return { x, y, ...NODE }
  return { x, y: lowered(y), width: NODE.width, height: lowered(y + NODE.height) - lowered(y) }
}

/** Corners of the line for a pair, or of the loop where both states are the same. */
export function routeOf(from: State, to: State): Route {
  const route = from === to ? LOOPS[from] : ROUTES[pairOf(from, to)]
  if (route === undefined) throw new Error(`Broken invariant: no route for ${pairOf(from, to)}`)
  return route
}

export function cornersOf(route: Route, shape: Shape): readonly Point[] {
  return shape === 'tall' ? route.points : route.points.map(([x, y]): Point => [x, lowered(y)])
}

const CORNER = 8
const ARROW = { length: 6, half: 3 }

const lengthOf = (a: Point, b: Point): number => Math.hypot(b[0] - a[0], b[1] - a[1])

/** The point so far from `from` towards `to`. */
function towards(from: Point, to: Point, distance: number): Point {
  const share = distance / (lengthOf(from, to) || 1)
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
}

/** SVG path through the corners, each rounded, ending where the arrow head begins. */
export function pathOf(corners: readonly Point[]): string {
  const first = corners[0] as Point
  let d = `M${first[0]} ${first[1]}`
  for (let i = 1; i < corners.length - 1; i++) {
    const [before, corner, after] = corners.slice(i - 1, i + 2) as [Point, Point, Point]
    const radius = Math.min(CORNER, lengthOf(before, corner) / 2, lengthOf(corner, after) / 2)
    const [x1, y1] = towards(corner, before, radius)
    const [x2, y2] = towards(corner, after, radius)
    d += `L${x1} ${y1}Q${corner[0]} ${corner[1]} ${x2} ${y2}`
  }
  const [beforeLast, last] = corners.slice(-2) as [Point, Point]
  const [x, y] = towards(last, beforeLast, ARROW.length)
  return `${d}L${x} ${y}`
}

/** The three corners of the head, as an SVG `points` attribute. */
export function arrowOf(corners: readonly Point[]): string {
  const [before, tip] = corners.slice(-2) as [Point, Point]
  const [x, y] = towards(tip, before, ARROW.length)
  const along = (ARROW.half * (tip[0] - before[0])) / lengthOf(before, tip)
  const across = (ARROW.half * (tip[1] - before[1])) / lengthOf(before, tip)
  return `${tip[0]},${tip[1]} ${x + across},${y - along} ${x - across},${y + along}`
}

/** Where a side's token rests: on the upper corner of its node, client left, server right. */
export function tokenPlace(state: State, side: Side, shape: Shape): Point {
  const { x, y, width } = nodeBox(state, shape)
  return side === 'C' ? [x - 2, y] : [x + width + 1, y]
}

/** Stations of a way as positions and as shares of its length: what an animation along it needs. */
export function keyframes(corners: readonly Point[]): { x: number[]; y: number[]; times: number[] } {
  const passed = [0]
  for (let i = 1; i < corners.length; i++) {
    passed.push((passed[i - 1] as number) + lengthOf(corners[i - 1] as Point, corners[i] as Point))
  }
  const total = passed.at(-1) || 1
  return {
    x: corners.map(([x]) => x),
    y: corners.map(([, y]) => y),
    times: passed.map((length) => length / total),
  }
}

/** Type of the labels, px. */
export const LABEL = { size: 10.5, line: 12 }

/** What a label of these lines covers at its spot. */
export function labelBox(spot: Spot, lines: readonly string[]): Box {
  const width = Math.max(...lines.map((line) => monoWidth(line, LABEL.size)))
  const left = { start: spot.x, middle: spot.x - width / 2, end: spot.x - width }[spot.align]
  return { x: left, y: spot.y, width, height: lines.length * LABEL.line }
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
