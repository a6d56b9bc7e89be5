import type { LabelledArrow } from '../diagram/labelled-arrows.ts'
import type { DiagramMetrics } from '../diagram/metrics.ts'
import { crossPaths, headPath, linePath } from '../diagram/paths.ts'
import type { SequenceLayout } from '../diagram/sequence-layout.ts'
import { setAttribute } from './dom.ts'
import { phaseAt } from './phases.ts'
import { lookOf, LOOKS } from './sketch.tsx'

/** Of everything that looks the same: lines, heads, and the x where a segment is lost. */
type Paths = [string, string, string]

/** Writes the lines of a sketch into the pool of `Sketch`, which is empty under any other picture. */
export function sketchPainter(
  pool: Element,
  layout: SequenceLayout,
  metrics: DiagramMetrics,
): (step: number) => void {
  const elements = Array.from(pool.children, ({ children }) => Array.from(children))
  const write = (paths: readonly Paths[]): void =>
    elements.forEach((group, i) => group.forEach((path, k) => setAttribute(path, 'd', paths[i]?.[k] ?? '')))
  if (layout.detail !== 'sketch') {
    write([])
    return () => {}
  }
  return (step) => {
    const paths = LOOKS.map((): Paths => ['', '', ''])
    for (const arrow of layout.arrows) draw(arrow, metrics, step, paths)
    write(paths)
  }
}

/** While a segment is in flight its line belongs to the moving layer; its head waits for it. */
function draw(arrow: LabelledArrow, metrics: DiagramMetrics, step: number, paths: readonly Paths[]): void {
  const phase = phaseAt(arrow.fromStep, arrow.toStep, step)
  const path = paths[lookOf(arrow, phase === 'past')] as Paths
  const { x1, y1, x2, y2 } = arrow
  if (phase !== 'now') path[0] += linePath(arrow, metrics)
  if (arrow.lost) path[2] += crossPaths(arrow, metrics).join('')
  else path[1] += headPath(x1, y1, x2, y2, metrics.head)
}
