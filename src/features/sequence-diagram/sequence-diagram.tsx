import { useMemo, useRef, useState } from 'react'
import { type DiagramMetrics, STUDIO } from '../../diagram/metrics.ts'
import { lanesOf } from '../../diagram/sequence-layout.ts'
import drawing from '../../drawing/drawing.module.css'
import { atTextSize, sizesOf } from '../../drawing/sizes.ts'
import { useSize } from '../../drawing/use-size.ts'
import { useStudio } from '../../store/store.ts'
import { Controls } from './parts/controls.tsx'
import { Drawing } from './parts/drawing.tsx'
import { Head } from './parts/head.tsx'
import { Loading } from './parts/loading.tsx'
import { SegmentTable } from './parts/segment-table.tsx'
import styles from './sequence-diagram.module.css'
import { placeColumns } from '../../diagram/columns.ts'

interface Props {
  /** Sizes of the place where it stands; those of the studio if absent. */
  readonly metrics?: DiagramMetrics
  /** Without the buttons in its corners. */
  readonly plain?: boolean
}

/** The last words can be scrolled clear of the controls, also where those are for fingers, px. */
const UNDER_CONTROLS = 48

const ONE_EACH = { C: 1, S: 1 }

/** The run on paper: two lifelines, every segment, the present. Fills its container. */
export function SequenceDiagram({ metrics: given = STUDIO, plain = false }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  const trace = useStudio((state) => state.trace)
  const [asTable, setAsTable] = useState(false)
  const metrics = useMemo(
    () => atTextSize(plain ? given : { ...given, foot: UNDER_CONTROLS }),
    [given, plain],
  )
  // By their numbers: another run mostly has as many, and what stands in the columns stays as it is.
  const { C, S } = trace === null ? ONE_EACH : lanesOf(trace)
  const columns = useMemo(
    () => (size === null ? null : placeColumns(size.width, metrics, { C, S })),
    [size, metrics, C, S],
  )
  return (
    <div
      className={`${styles.diagram} ${drawing.sized}`}
      style={sizesOf(metrics)}
      data-metrics={columns?.axis === null ? 'bare' : 'full'}
    >
      {columns !== null && <Head columns={columns} />}
      <div ref={frame} className={styles.frame}>
        {columns !== null && size !== null && trace === null && (
          <Loading columns={columns} metrics={metrics} height={size.height} />
        )}
        {columns !== null && size !== null && trace !== null && !asTable && (
          <Drawing trace={trace} columns={columns} metrics={metrics} height={size.height} />
        )}
        {trace !== null && asTable && <SegmentTable trace={trace} />}
      </div>
      {trace !== null && !plain && <Controls asTable={asTable} onAsTable={setAsTable} />}
    </div>
  )
}
