import { FIN, has, RST } from '../engine/tcp/segment.ts'
import type { Side, State } from '../engine/tcp/state.ts'
import type { Trace } from '../engine/trace/codec.ts'
import type { TraceSegment, Us } from '../engine/trace/trace.ts'
import { ribbonsOf } from './ribbons.ts'

/** A scenario at a glance: two lifelines and at most five of its segments, 36 x 22 px. */
export interface Glyph {
  readonly lifelines: Readonly<Record<Side, GlyphLifeline>>
  readonly arrows: readonly GlyphArrow[]
}

interface GlyphLifeline {
  readonly x: number
  /** From the upper edge to the lower. */
  readonly pieces: readonly { readonly y1: number; readonly y2: number; readonly state: State }[]
}

interface GlyphArrow {
  readonly kind: 'delivered' | 'lost' | 'reset'
  readonly x1: number
  readonly y1: number
  /** Tip of the head, or the centre of the x. */
  readonly x2: number
  readonly y2: number
}

export const GLYPH_SIZE = { width: 36, height: 22 } as const

const MOST_ARROWS = 5
const X: Readonly<Record<Side, number>> = { C: 3, S: 33 }
/** Gap between a lifeline and the arrows, and above and below them. */
const INSET = 2.5
const TOP = 4
const BOTTOM = 18

/** Times are ranks here: at this size only the order can be seen. */
export function buildGlyph(trace: Trace): Glyph {
  const segments = tellingSegments(trace)
  const times = [...new Set(segments.flatMap(({ sentUs, endUs }) => [sentUs, endUs]))].sort((a, b) => a - b)
  const toY = (us: Us): number => {
    const last = times.length - 1
    const next = times.findIndex((time) => time >= us)
    if (next < 0) return GLYPH_SIZE.height
    const before = times[next - 1]
    const at = times[next] as number
    if (at === us || before === undefined) return at === us ? rankY(next, last) : 0
    return rankY(next - 1 + (us - before) / (at - before), last)
  }
  return {
    lifelines: { C: lifeline(trace, 'C', toY), S: lifeline(trace, 'S', toY) },
    arrows: segments.map((segment) => arrow(segment, toY)),
  }
}

const rankY = (rank: number, last: number): number => TOP + ((BOTTOM - TOP) * rank) / Math.max(1, last)

/** All if they are few; else five round the first thing out of the ordinary, or from the first FIN on. */
function tellingSegments(trace: Trace): TraceSegment[] {
  const count = trace.segmentCount
  const find = (test: (segment: TraceSegment) => boolean): number => {
    for (let id = 0; id < count; id++) if (test(trace.segment(id))) return id
    return -1
  }
  const odd = find(
    (segment) => isLost(segment) || has(segment, RST) || segment.injected || segment.copyOf >= 0,
  )
  const fin = odd >= 0 ? odd : find((segment) => has(segment, FIN))
  const first = Math.max(0, Math.min(fin - 1, count - MOST_ARROWS))
  return Array.from({ length: Math.min(MOST_ARROWS, count) }, (_, i) => trace.segment(first + i))
}

const isLost = ({ fate }: TraceSegment): boolean => fate === 'lost' || fate === 'dropped'

function arrow(segment: TraceSegment, toY: (us: Us) => number): GlyphArrow {
  const from = segment.from === 'C' ? X.C + INSET : X.S - INSET
  const to = segment.from === 'C' ? X.S - INSET : X.C + INSET
  const lost = isLost(segment)
  return {
    kind: lost ? 'lost' : has(segment, RST) ? 'reset' : 'delivered',
    x1: from,
    y1: toY(segment.sentUs),
    x2: lost ? (from + to) / 2 : to,
    y2: toY(segment.endUs),
  }
}

function lifeline(trace: Trace, side: Side, toY: (us: Us) => number): GlyphLifeline {
  const pieces = ribbonsOf(trace, side)
    .pieces.filter((piece) => piece.lane === 0)
    .map((piece) => ({
      y1: piece.first ? 0 : toY(piece.fromUs),
      y2: piece.last ? GLYPH_SIZE.height : toY(piece.toUs),
      state: piece.state,
    }))
  return { x: X[side], pieces: pieces.filter((piece) => piece.y2 > piece.y1) }
}
