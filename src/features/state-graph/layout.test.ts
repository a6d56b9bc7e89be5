import { describe, expect, test } from 'vitest'
import { EDGE_ACTIONS } from '../../engine/tcp/edge-labels.ts'
import { STATES } from '../../engine/tcp/state.ts'
import { EDGES } from '../../engine/tcp/transitions.ts'
import { en } from '../../i18n/en.ts'
import { zh } from '../../i18n/zh.ts'
import { edgeLines, edgesOf } from './labels.ts'
import {
  arrowOf,
  type Box,
  cornersOf,
  DRAWN_PAIRS,
  frameOf,
  keyframes,
  labelBox,
  nodeBox,
  overlap,
  pathOf,
  routeOf,
  type Shape,
  statesOf,
  TCP_PAIRS,
} from './layout.ts'
import type { Point } from './routes.ts'

const SHAPES: Shape[] = ['tall', 'low']
const LANGUAGES = { en, zh }

/** The strips between the corners of a line, as boxes of no width. */
function strips(corners: readonly Point[]): Box[] {
  return corners.slice(1).map(([x, y], i) => {
    const [fromX, fromY] = corners[i] as Point
    return {
      x: Math.min(x, fromX),
      y: Math.min(y, fromY),
      width: Math.abs(x - fromX),
      height: Math.abs(y - fromY),
    }
  })
}

const inside = (box: Box, frame: { width: number; height: number }): boolean =>
  box.x >= 0 && box.y >= 0 && box.x + box.width <= frame.width && box.y + box.height <= frame.height

/** Everything drawn as a line: one for each pair of states, one loop for each state. */
const ALL_ROUTES = [
  ...DRAWN_PAIRS.map((pair) => ({ name: pair, route: routeOf(...statesOf(pair)) })),
  ...STATES.map((state) => ({ name: `${state} loop`, route: routeOf(state, state) })),
]

test('every legal move has a line: 32 of TCP and 2 of the counterfactual runs', () => {
  expect(TCP_PAIRS.size).toBe(32)
  expect(DRAWN_PAIRS).toHaveLength(34)
})

describe.each(SHAPES)('the %s picture', (shape) => {
  const boxes = STATES.map((state) => nodeBox(state, shape))

  test('keeps all nodes apart and inside the frame', () => {
    for (const [i, box] of boxes.entries()) {
      expect(inside(box, frameOf(shape))).toBe(true)
      for (const other of boxes.slice(i + 1)) expect(overlap(box, other)).toBe(false)
    }
  })

  test.each(ALL_ROUTES)('$name runs at right angles, beside the nodes and inside the frame', ({ route }) => {
    for (const strip of strips(cornersOf(route, shape))) {
      expect(Math.min(strip.width, strip.height)).toBe(0)
      expect(inside(strip, frameOf(shape))).toBe(true)
      for (const box of boxes) expect(overlap(strip, box)).toBe(false)
    }
  })

  test.each(ALL_ROUTES)('$name begins and ends at a node', ({ route }) => {
    const corners = cornersOf(route, shape)
    for (const [x, y] of [corners[0] as Point, corners.at(-1) as Point]) {
      const touches = boxes.some((box) => {
        const withinX = x >= box.x && x <= box.x + box.width
        const withinY = y >= box.y && y <= box.y + box.height
        return withinX && withinY
      })
      expect(touches).toBe(true)
    }
  })
})

describe.each(['en', 'zh'] as const)('labels in %s', (language) => {
  const words = LANGUAGES[language].stateGraph
  const nodes = STATES.map((state) => nodeBox(state, 'tall'))

  const inTheWay = (box: Box): Box[] => nodes.filter((node) => overlap(box, node))
  const isFree = (box: Box): boolean => inside(box, frameOf('tall')) && inTheWay(box).length === 0

  test.each(DRAWN_PAIRS)('%s stands beside the nodes, taken or next', (pair) => {
    for (const edge of edgesOf(pair)) {
      const lines = edgeLines(edge, words)
      const { spot } = routeOf(edge.from, edge.to)
      expect(labelBox(spot, lines)).toSatisfy(isFree)
      expect(labelBox(spot, [words.next + lines[0], ...lines.slice(1)])).toSatisfy(isFree)
    }
  })

  test.each(STATES)('the loop of %s has room for the longest that can happen there', (state) => {
    const { spot } = routeOf(state, state)
    expect(labelBox(spot, [`${words.next}rcv SYN,ACK`, 'snd RST,ACK'])).toSatisfy(isFree)
    for (const timer of Object.values(words.timers)) {
      expect(labelBox(spot, [words.next + timer])).toSatisfy(isFree)
    }
  })

  test('every edge says what takes it and, unless nothing is done, what it does', () => {
    expect(EDGES.filter((edge) => edgeLines(edge, words)[0] === '')).toEqual([])
    const silent = EDGES.filter((edge) => edgeLines(edge, words)[1] === undefined)
    expect(silent.map((edge) => EDGE_ACTIONS[edge.id])).toEqual(silent.map(() => 'none'))
  })
})

test('a path is rounded and stops where the head begins', () => {
  const corners: Point[] = [
    [140, 38],
    [79, 38],
    [79, 92],
  ]
  expect(pathOf(corners)).toBe('M140 38L87 38Q79 38 79 46L79 86')
  expect(arrowOf(corners)).toBe('79,92 82,86 76,86')
})

test('a token spends on each part of its way the share that the part has of the whole', () => {
  const corners: Point[] = [
    [0, 0],
    [30, 0],
    [30, 10],
  ]
  expect(keyframes(corners)).toEqual({ x: [0, 30, 30], y: [0, 0, 10], times: [0, 0.75, 1] })
})
