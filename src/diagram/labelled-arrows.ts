import type { Trace } from '../engine/trace/codec.ts'
import { type ArrowLabel, type ArrowWords, labelArrows, Surroundings } from './arrow-labels.ts'
import { type Arrow, arrowsSentIn } from './arrows.ts'
import type { Columns } from './columns.ts'
import type { DiagramMetrics } from './metrics.ts'
import { restingPills } from './pills.ts'
import { isCovered, Places } from './places.ts'
import type { TimeAxis } from './time-axis.ts'

/**
 * Arrows with their labels, in blocks of the paper that are made when they come into sight and kept. Labels stand aside
 * for one another, so each would depend on all before it; in blocks it depends on its neighbours only: even blocks look
 * at no other labels, odd ones at those of the even blocks around them. So scrolling changes no label, however one came.
 */

export type LabelledArrow = Arrow & {
  readonly label: ArrowLabel
  /** Another that looks the same lies on it: nothing of it can be seen, unless it is picked out. */
  readonly covered: boolean
}

/** Least height of a block, px, and what a label may reach beyond its arrow, above and below together. */
const LEAST_BLOCK = 400
const BEYOND = 80
const MOST_KEPT = 64

/** What the picture of a trace was last made of; the same again has its blocks still. */
interface Paper {
  readonly axis: TimeAxis
  readonly columns: Columns
  readonly metrics: DiagramMetrics
  readonly words: ArrowWords
  readonly arrows: Map<number, readonly Arrow[]>
  readonly labelled: Map<number, readonly LabelledArrow[]>
}

const known = new WeakMap<Trace, Paper>()

/** The arrows that touch a stretch of the paper, px, in the order of sending. The same objects each time. */
export function labelledArrows(
  trace: Trace,
  axis: TimeAxis,
  columns: Columns,
  metrics: DiagramMetrics,
  words: ArrowWords,
  top: number,
  bottom: number,
): LabelledArrow[] {
  let paper = known.get(trace)
  const isSame =
    paper?.axis === axis && paper.columns === columns && paper.metrics === metrics && paper.words === words
  if (paper === undefined || !isSame) {
    paper = { axis, columns, metrics, words, arrows: new Map(), labelled: new Map() }
    known.set(trace, paper)
  }
  const found: LabelledArrow[] = []
  const last = blockAt(axis, bottom)
  for (let block = blockAt(axis, top - axis.tallest); block <= last; block++) {
    for (const arrow of labelledBlock(trace, paper, block)) {
      if (arrow.restY >= top && arrow.y1 <= bottom) found.push(arrow)
    }
  }
  return found
}

const blockHeight = (axis: TimeAxis): number => Math.max(LEAST_BLOCK, axis.tallest + BEYOND)

const blockAt = (axis: TimeAxis, y: number): number => {
  const within = Math.min(Math.max(0, y), axis.height)
  return Math.floor(within / blockHeight(axis))
}

/** The arrows that begin in a block. */
function bareBlock(trace: Trace, { axis, columns, arrows }: Paper, block: number): readonly Arrow[] {
  return kept(arrows, block, () => {
    const height = blockHeight(axis)
    const from = block <= 0 ? Number.NEGATIVE_INFINITY : axis.toUs(block * height)
    const isLast = (block + 1) * height > axis.bottom
    const to = isLast ? Number.POSITIVE_INFINITY : axis.toUs((block + 1) * height)
    return block < 0 ? [] : arrowsSentIn(trace, axis, columns, from, to)
  })
}

function labelledBlock(trace: Trace, paper: Paper, block: number): readonly LabelledArrow[] {
  return kept(paper.labelled, block, () => {
    const around = new Surroundings()
    const nearby = [block - 1, block, block + 1].map((near) => bareBlock(trace, paper, near))
    for (const near of nearby) {
      around.addLines(near)
      around.addMarks(near, paper.metrics)
    }
    around.addPills(restingPills(trace, nearby.flat(), paper.columns, paper.metrics), paper.metrics)
    if (block % 2 === 1) {
      for (const near of [block - 1, block + 1]) {
        around.addLabels(labelledBlock(trace, paper, near).map(({ label }) => label))
      }
    }
    const arrows = bareBlock(trace, paper, block)
    const labels = labelArrows(arrows, paper.metrics, paper.words, around)
    const places = new Places()
    return arrows.map((arrow, i) => {
      const label = labels[i] as ArrowLabel
      return { ...arrow, label, covered: label.crowded && isCovered(arrow, places) }
    })
  })
}

/** What the map has, or makes; the oldest goes when there are too many. */
function kept<T>(blocks: Map<number, T>, block: number, make: () => T): T {
  const has = blocks.get(block)
  if (has !== undefined) return has
  const made = make()
  blocks.set(block, made)
  const [oldest] = blocks.keys()
  if (blocks.size > MOST_KEPT && oldest !== undefined) blocks.delete(oldest)
  return made
}
