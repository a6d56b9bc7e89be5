import { useEffect, useState } from 'react'
import type { Columns } from '../../../diagram/columns.ts'
import type { DiagramMetrics } from '../../../diagram/metrics.ts'
import drawing from '../../../drawing/drawing.module.css'
import { SIDES } from '../../../engine/tcp/state.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import styles from '../sequence-diagram.module.css'

interface Props {
  readonly columns: Columns
  readonly metrics: DiagramMetrics
  readonly height: number
}

const SAY_SO_AFTER_MS = 800

/** Before there is a run: the paper with its two lifelines; words only if it takes long. */
export function Loading({ columns, metrics, height }: Props) {
  const { shell: words } = useMessages()
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), SAY_SO_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  const { edge } = metrics
  return (
    <div className={styles.loading} aria-busy="true">
      <svg width={columns.width} height={height} aria-hidden="true">
        {columns.axis !== null && (
          <path className={drawing.axisLine} d={`M${columns.axis} ${edge}V${height}`} />
        )}
        {SIDES.map((side) => {
          const [lane] = columns.sides[side].lanes
          return (
            lane !== undefined && (
              <rect key={side} className={styles.emptyRibbon} {...lane} y={edge} height={height} rx={2.5} />
            )
          )
        })}
      </svg>
      <p role="status">{isLong ? words.computing : ''}</p>
    </div>
  )
}
