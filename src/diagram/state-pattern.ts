import type { State } from '../engine/tcp/state.ts'

/** One tile of a ribbon's pattern, in px of a ribbon 14 px wide; scale it with the ribbon. Only strokes, no fills. */
export interface StatePattern {
  readonly width: number
  readonly height: number
  /** SVG path. A point is a stroke of length 0 with round ends. */
  readonly d: string
  readonly strokeWidth: number
  readonly round: boolean
}

/** Width of the ribbon that the tiles are drawn for, px. */
export const PATTERN_WIDTH = 14

const tile = (height: number, strokeWidth: number, d: string, width = PATTERN_WIDTH): StatePattern => ({
  width,
  height,
  d,
  strokeWidth,
  round: false,
})

// Diagonals run out of the tile at its corners, so that the seams close.
const RISING = 'M-1 1L1 -1M-1 8L8 -1M6 8L8 6'
const FALLING = 'M-1 -1L8 8M-1 6L1 8M6 -1L8 1'

/**
 * The mark of each state (design.md section 4): nobody has to tell eleven hues apart. ESTABLISHED is the only solid
 * one; CLOSED is hollow, which is a matter of its outline.
 */
export const STATE_PATTERNS: Readonly<Record<State, StatePattern | null>> = {
  CLOSED: null,
  LISTEN: { ...tile(10, 3, 'M7 2.4h0M3 7.4h0M11 7.4h0'), round: true },
  'SYN-SENT': tile(7, 1.7, RISING, 7),
  'SYN-RECEIVED': tile(7, 1.6, FALLING, 7),
  ESTABLISHED: null,
  'FIN-WAIT-1': tile(9, 1.7, 'M0 4.3h14'),
  'FIN-WAIT-2': tile(10, 1.5, 'M0 2.4h14M0 5.4h14'),
  CLOSING: tile(7, 1.5, RISING + FALLING, 7),
  'TIME-WAIT': { ...tile(9, 1.7, 'M1.8 2L7 5.7L12.2 2'), round: true },
  'CLOSE-WAIT': tile(10, 2, 'M7 0v10'),
  'LAST-ACK': tile(10, 1.8, 'M4 0v10M10 0v10'),
}
