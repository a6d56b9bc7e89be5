import type { Arrow } from './arrows.ts'
import type { DiagramMetrics } from './metrics.ts'
import type { TimeBand } from './time-axis.ts'
import type { TimerMark } from './timers.ts'

/** Shapes of the sequence diagram as SVG paths: the page and the exports draw the same. */

/** The point so far from the first towards the second, px. */
export function along(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  distance: number,
): { readonly x: number; readonly y: number } {
  const share = distance / (Math.hypot(x2 - x1, y2 - y1) || 1)
  return { x: x1 + (x2 - x1) * share, y: y1 + (y2 - y1) * share }
}

/** From the tail to the base of the head, or almost to the x. */
export function linePath({ x1, y1, x2, y2, lost }: Arrow, { head, scale }: DiagramMetrics): string {
  const end = along(x2, y2, x1, y1, lost ? 10 * scale : head.length - 1)
  return `M${x1} ${y1}L${end.x} ${end.y}`
}

/** So far from its tail an arrow is not taken hold of, px: there another one's head ends, and hands want heads. */
const TAIL_LEFT_OUT = 28

/** Where a pointer meets the arrow, to the end that it would have had. */
export function hitPath({ x1, y1, restX, restY }: Arrow): string {
  const from = along(x1, y1, restX, restY, Math.min(TAIL_LEFT_OUT, Math.abs(restX - x1) / 4))
  return `M${from.x} ${from.y}L${restX} ${restY}`
}

/** A filled head with its tip at the second point. */
export function headPath(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  { length, half }: DiagramMetrics['head'],
): string {
  const base = along(x2, y2, x1, y1, length)
  const wide = half / length
  const dx = (x2 - base.x) * wide
  const dy = (y2 - base.y) * wide
  return `M${x2} ${y2}L${base.x - dy} ${base.y + dx}L${base.x + dy} ${base.y - dx}Z`
}

/** The two strokes of the x where a segment is lost. */
export function crossPaths({ x2, y2 }: Arrow, { scale }: DiagramMetrics): readonly [string, string] {
  const d = 6 * scale
  return [`M${x2 - d} ${y2 - d}L${x2 + d} ${y2 + d}`, `M${x2 + d} ${y2 - d}L${x2 - d} ${y2 + d}`]
}

/** Straight down, with a zigzag through each band. */
export function axisPath(x: number, top: number, bottom: number, bands: readonly TimeBand[]): string {
  const zigzags = bands.map((band) => {
    const height = band.bottom - band.top
    const first = band.top + height * 0.1
    const step = height * 0.2
    return `V${first}l4 ${step / 2}l-8 ${step}l8 ${step}l-8 ${step}l4 ${step / 2}`
  })
  return `M${x} ${top}${zigzags.join('')}V${bottom}`
}

const OVERHANG = 3
const TOOTH = 3.4
const GAP = 4

/** Two zigzag lines across a ribbon, and what they leave blank between them. */
interface Break {
  readonly gap: string
  readonly teeth: string
}

/** Where time is compressed. */
export function breakPaths(left: number, right: number, y: number): Break {
  const upper = zigzag(left, right, y - GAP + TOOTH / 2)
  const lower = zigzag(left, right, y + GAP + TOOTH / 2)
  return { gap: upper.d + upper.back, teeth: upper.d + lower.d }
}

/** Where a limit has cut the run. */
export function tornPaths(left: number, right: number, y: number): Break {
  const edge = zigzag(left, right, y - GAP)
  return { gap: edge.d + edge.back, teeth: edge.d }
}

/** Up and down in two teeth from the left to the right. */
function zigzag(left: number, right: number, y: number): { readonly d: string; readonly back: string } {
  const quarter = (right - left + 2 * OVERHANG) / 4
  const up = `l${quarter} ${-TOOTH}l${quarter} ${TOOTH}l${quarter} ${-TOOTH}l${quarter} ${TOOTH}`
  const down = `l${-quarter} ${-TOOTH}l${-quarter} ${TOOTH}l${-quarter} ${-TOOTH}l${-quarter} ${TOOTH}`
  return { d: `M${left - OVERHANG} ${y}${up}`, back: `V${y + 2 * GAP}${down}Z` }
}

const RADIUS = 5
const CAP = 5
/** Rings of retransmitted segments have this radius; the bracket ends at theirs. */
const RING = 4
/** Distance of the tail of an arrow from the ribbon. */
const TAIL = 2

/** From a cap at the ribbon down; round into the tail of what is sent when it fires, open when it is cancelled. */
export function bracketPath({ x, y1, y2, timer }: TimerMark, ribbon: number): string {
  const out = Math.sign(ribbon - x)
  const start = `M${ribbon - out * 4} ${y1 + 6}H${x + out * RADIUS}Q${x} ${y1 + 6} ${x} ${y1 + 6 + RADIUS}`
  if (timer.end === 'fired') {
    const tail = ribbon - out * (TAIL + RING)
    return `${start}V${y2 - 2 * RADIUS}Q${x} ${y2} ${tail} ${y2}`
  }
  return timer.end === 'running' ? `${start}V${y2}` : `${start}V${y2}M${x - CAP} ${y2}h${2 * CAP}`
}

/** A long timer in the call lane: a line with a cap at each end that is one. */
export function laneTimerPath({ x, y1, y2, restart, timer }: TimerMark): string {
  const first = restart ? CAP - 1 : CAP
  const isOpen = timer.end === 'restarted' || timer.end === 'running'
  return `M${x - first} ${y1}h${2 * first}${isOpen ? '' : `M${x - CAP} ${y2}h${2 * CAP}`}M${x} ${y1}V${y2}`
}
