import type { Trace } from '../engine/trace/codec.ts'
import type { ArrowLabel } from './arrow-labels.ts'
import { arrowsSentIn } from './arrows.ts'
import type { Columns } from './columns.ts'
import type { DiagramMetrics } from './metrics.ts'
import { isCovered, Places } from './places.ts'
import { layoutPaper, type SequenceLayout, type Window } from './sequence-layout.ts'
import type { TimeAxis } from './time-axis.ts'

/**
 * What an eye can follow while a hand leaps through a long run: time, states and the lines of segments, where they are
 * in the whole picture. No words: to find room for them and to draw them takes longer than all the rest.
 */
export function layoutSketch(
  trace: Trace,
  axis: TimeAxis,
  columns: Columns,
  metrics: DiagramMetrics,
  sight: Window,
): SequenceLayout {
  const [fromUs, toUs] = [axis.toUs(sight.top - axis.tallest), axis.toUs(sight.bottom)]
  const places = new Places()
  return {
    ...layoutPaper(trace, axis, columns, metrics, sight),
    detail: 'sketch',
    arrows: arrowsSentIn(trace, axis, columns, fromUs, toUs)
      .filter((arrow) => arrow.restY >= sight.top && !isCovered(arrow, places))
      .map((arrow) => ({ ...arrow, label: WITHOUT_WORDS, covered: false })),
  }
}

/** Nothing is said of the segment in flight either. */
const WITHOUT_WORDS: ArrowLabel = {
  flags: '',
  numbers: '',
  remark: '',
  x: 0,
  y: 0,
  angle: 0,
  anchor: 'middle',
  width: 0,
  crowded: true,
  crossed: true,
}
