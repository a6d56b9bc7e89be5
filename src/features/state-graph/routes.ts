import type { State } from '../../engine/tcp/state.ts'

/**
 * Where everything stands in the state graph, placed by hand in a frame of 380 x 416 px. Active side left, passive
 * side right; edges run at right angles and never under a node. layout.test.ts holds that.
 */
export type Point = readonly [x: number, y: number]

export const FRAME = { width: 380, height: 416 }
export const NODE = { width: 102, height: 28 }

const LEFT = 28
const CENTRE = 140
const RIGHT = 252

/** Top left corner of each node. */
export const NODES: Readonly<Record<State, Point>> = {
  CLOSED: [CENTRE, 18],
  LISTEN: [RIGHT, 64],
  'SYN-SENT': [LEFT, 92],
  'SYN-RECEIVED': [RIGHT, 128],
  ESTABLISHED: [CENTRE, 182],
  'FIN-WAIT-1': [LEFT, 240],
  'CLOSE-WAIT': [RIGHT, 240],
  'FIN-WAIT-2': [LEFT, 298],
  CLOSING: [CENTRE, 298],
  'LAST-ACK': [RIGHT, 298],
  'TIME-WAIT': [LEFT, 356],
}

/** Where a label stands: its first line's top, and whether x is its left end, its middle or its right end. */
export interface Spot {
  readonly x: number
  readonly y: number
  readonly align: 'start' | 'middle' | 'end'
  /** There is room beside it and none below. */
  readonly oneLine?: true
}

export interface Route {
  readonly points: readonly Point[]
  readonly spot: Spot
  /** `usual`: always drawn. `return`: drawn dashed in a side lane. `rare`: drawn on demand and when taken. */
  readonly kind: 'usual' | 'return' | 'rare'
}

const start = (x: number, y: number): Spot => ({ x, y, align: 'start' })
const middle = (x: number, y: number): Spot => ({ x, y, align: 'middle' })
const end = (x: number, y: number): Spot => ({ x, y, align: 'end' })

const usual = (spot: Spot, ...points: Point[]): Route => ({ points, spot, kind: 'usual' })
const rare = (spot: Spot, ...points: Point[]): Route => ({ points, spot, kind: 'rare' })

/** From a node's outer side into the lane beside it, up, and into CLOSED. */
const leftLane = (y: number): Point[] => [...lane([LEFT, y], 13), [CENTRE, 24]]
const rightLane = (y: number): Point[] => [...lane([RIGHT + NODE.width, y], 369), [CENTRE + NODE.width, 24]]
const lane = ([x, y]: Point, laneX: number): Point[] => [
  [x, y],
  [laneX, y],
  [laneX, 24],
]

/** One route for every pair of states that an edge of transitions.ts joins, by `FROM>TO`. */
// biome-ignore format: a row each, so that the table can be read beside the picture
export const ROUTES: Readonly<Record<string, Route>> = {
  // Opening
  'CLOSED>SYN-SENT': usual(start(87, 48), [140, 38], [79, 38], [79, 92]),
  'CLOSED>LISTEN': usual(end(246, 48), [242, 38], [303, 38], [303, 64]),
  'LISTEN>SYN-SENT': usual(end(246, 82), [252, 78], [103, 78], [103, 92]),
  'SYN-SENT>SYN-RECEIVED': usual(end(209, 121), [130, 106], [215, 106], [215, 138], [252, 138]),
  'LISTEN>SYN-RECEIVED': usual(end(297, 98), [303, 92], [303, 128]),
  'SYN-RECEIVED>LISTEN': rare(end(325, 98), [331, 128], [331, 92]),
  'SYN-SENT>ESTABLISHED': usual(start(87, 154), [79, 120], [79, 196], [140, 196]),
  'SYN-RECEIVED>ESTABLISHED': usual(end(364, 211), [303, 156], [303, 196], [242, 196]),
  'CLOSED>ESTABLISHED': rare(start(166, 157), [160, 46], [160, 182]),
  'LISTEN>ESTABLISHED': rare(end(219, 152), [252, 86], [225, 86], [225, 182]),
  // Closing
  'ESTABLISHED>FIN-WAIT-1': usual(end(161, 213), [167, 210], [167, 250], [130, 250]),
  'ESTABLISHED>CLOSE-WAIT': usual(start(221, 213), [215, 210], [215, 254], [252, 254]),
  'SYN-RECEIVED>FIN-WAIT-1': usual(start(137, 157), [252, 148], [131, 148], [131, 230], [103, 230], [103, 240]),
  'SYN-SENT>CLOSE-WAIT': rare(start(111, 126), [103, 120], [103, 168], [275, 168], [275, 240]),
  'SYN-RECEIVED>CLOSE-WAIT': rare(end(325, 211), [331, 156], [331, 240]),
  'FIN-WAIT-1>FIN-WAIT-2': usual(start(85, 271), [79, 268], [79, 298]),
  'FIN-WAIT-1>CLOSING': usual(start(197, 268), [130, 262], [191, 262], [191, 298]),
  'FIN-WAIT-1>TIME-WAIT': rare(start(26, 329), [28, 254], [20, 254], [20, 364], [28, 364]),
  'FIN-WAIT-2>TIME-WAIT': usual(start(85, 329), [79, 326], [79, 356]),
  'CLOSING>TIME-WAIT': usual(start(197, 342), [191, 326], [191, 370], [130, 370]),
  'CLOSE-WAIT>LAST-ACK': usual(end(297, 271), [303, 268], [303, 298]),
  'TIME-WAIT>SYN-RECEIVED': rare(start(136, 382), [130, 378], [362, 378], [362, 142], [354, 142]),
  'TIME-WAIT>SYN-SENT': rare(start(20, 124), [28, 378], [6, 378], [6, 100], [28, 100]),
  'SYN-RECEIVED>TIME-WAIT': rare(end(241, 329), [263, 156], [263, 166], [247, 166], [247, 341], [103, 341], [103, 356]),
  // Back to CLOSED
  'TIME-WAIT>CLOSED': { points: leftLane(370), spot: start(18, 388), kind: 'return' },
  'LAST-ACK>CLOSED': { points: rightLane(312), spot: end(364, 329), kind: 'return' },
  'SYN-SENT>CLOSED': rare(start(20, 60), ...leftLane(106)),
  'FIN-WAIT-1>CLOSED': rare(start(20, 206), ...leftLane(254)),
  'FIN-WAIT-2>CLOSED': rare(start(20, 271), ...leftLane(312)),
  'LISTEN>CLOSED': rare(end(364, 38), ...rightLane(78)),
  'SYN-RECEIVED>CLOSED': rare(end(364, 98), ...rightLane(142)),
  'CLOSE-WAIT>CLOSED': rare(end(364, 206), ...rightLane(254)),
  'CLOSING>CLOSED': rare(end(241, 271), [242, 306], [247, 306], [247, 56], [213, 56], [213, 46]),
  'ESTABLISHED>CLOSED': rare(end(185, 124), [191, 182], [191, 46]),
}

/** What happens in a state without leaving it: a loop at the node and the place of its words. */
// biome-ignore format: a row each, so that the table can be read beside the picture
export const LOOPS: Readonly<Record<State, Route>> = {
  CLOSED: rare(middle(191, 58), [202, 46], [202, 56], [180, 56], [180, 46]),
  LISTEN: rare(end(262, 96), [285, 92], [285, 102], [267, 102], [267, 92]),
  'SYN-SENT': rare(start(127, 122), [121, 120], [121, 130], [97, 130], [97, 120]),
  'SYN-RECEIVED': rare(end(262, 157), [287, 156], [287, 166], [267, 166], [267, 156]),
  ESTABLISHED: rare(middle(191, 145), [202, 182], [202, 172], [180, 172], [180, 182]),
  'FIN-WAIT-1': rare(start(20, 204), [63, 240], [63, 230], [41, 230], [41, 240]),
  'FIN-WAIT-2': rare(start(127, 329), [121, 326], [121, 336], [97, 336], [97, 326]),
  CLOSING: rare(middle(216, 340), [226, 326], [226, 337], [206, 337], [206, 326]),
  'TIME-WAIT': rare({ ...start(107, 387), oneLine: true }, [99, 384], [99, 402], [59, 402], [59, 384]),
  'CLOSE-WAIT': rare(middle(303, 203), [317, 240], [317, 230], [295, 230], [295, 240]),
  'LAST-ACK': rare(middle(303, 352), [323, 326], [323, 346], [283, 346], [283, 326]),
}
