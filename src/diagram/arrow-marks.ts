import type { Arrow } from './arrows.ts'
import type { DiagramMetrics } from './metrics.ts'

/** Small words at an arrow that are not its label. The same places on screen and in exports. */
export interface MarkPlace {
  readonly x: number
  /** Middle of its letters, px. */
  readonly y: number
  readonly anchor: 'start' | 'end'
}

/** What became of a lost one: above the x, away from the sender. */
export function fatePlace({ x1, x2, y2, restX }: Arrow, { scale }: DiagramMetrics): MarkPlace {
  const outward = x1 < restX ? 1 : -1
  return { x: x2 + outward * 13 * scale, y: y2 - 8 * scale, anchor: outward > 0 ? 'start' : 'end' }
}

/** Where an injected one comes from: behind its tail. */
export function originPlace({ segment, x1, y1 }: Arrow, { scale }: DiagramMetrics): MarkPlace {
  const isRightwards = segment.from === 'C'
  return { x: x1 + (isRightwards ? -10 : 10) * scale, y: y1, anchor: isRightwards ? 'end' : 'start' }
}

/** Which of those that overtook each other it was: above the head of the first, below the heads of the others. */
export function rankPlace({ x1, x2, y2, arrivalRank }: Arrow, { head, scale }: DiagramMetrics): MarkPlace {
  const inward = x1 < x2 ? -1 : 1
  const y = y2 + (arrivalRank === 1 ? -9 : 17) * scale
  return { x: x2 + inward * head.length * 1.6, y, anchor: inward < 0 ? 'end' : 'start' }
}

/** Widths in font sizes, in the longer of the languages. */
const RANK_WIDTH = 2.2
const FATE_WIDTH = 4.2
const ORIGIN_WIDTH = 4.6

/** The stretches that the words of an arrow take, px: what labels keep clear of. */
export function marksOf(
  arrow: Arrow,
  metrics: DiagramMetrics,
): { readonly x: number; readonly y: number; readonly width: number }[] {
  const stretch = ({ x, y, anchor }: MarkPlace, ems: number) => {
    const width = ems * metrics.font.state
    return { x: anchor === 'start' ? x + width / 2 : x - width / 2, y, width }
  }
  return [
    ...(arrow.arrivalRank > 0 ? [stretch(rankPlace(arrow, metrics), RANK_WIDTH)] : []),
    ...(arrow.lost ? [stretch(fatePlace(arrow, metrics), FATE_WIDTH)] : []),
    ...(arrow.segment.injected ? [stretch(originPlace(arrow, metrics), ORIGIN_WIDTH)] : []),
  ]
}
