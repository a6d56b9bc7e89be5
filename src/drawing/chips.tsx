import type { DiagramMetrics } from '../diagram/metrics.ts'
import type { SequenceLayout } from '../diagram/sequence-layout.ts'
import { chipText } from '../diagram/timers.ts'
import styles from './drawing.module.css'

interface Props {
  readonly layout: SequenceLayout
  readonly metrics: DiagramMetrics
}

/** A clock and a length on each timer bracket beside the arrows; while the timer runs the painter counts it down. */
export function Chips({ layout, metrics }: Props) {
  const size = metrics.font.chip
  return (
    <g aria-hidden="true" lang="en">
      {layout.timers.map(({ timer, chip, length, x, fromStep, toStep }) => {
        if (chip === null) return null
        const height = size * 1.85
        const near = x > chip.x ? chip.x + chip.width : chip.x
        return (
          <g key={timer.setFact} className={styles.timerChip} data-from={fromStep} data-to={toStep}>
            <path d={`M${near} ${chip.y}H${x}`} />
            <rect x={chip.x} y={chip.y - height / 2} width={chip.width} height={height} rx={height / 2} />
            <g transform={`translate(${chip.x + size} ${chip.y}) scale(${size / 12})`}>
              <circle r={5.2} />
              <path d="M0 -3V0.2L2.2 1.4" />
            </g>
            <text x={chip.x + size * 1.8} y={chip.y} data-chip={timer.setFact}>
              {chipText(chip, length)}
            </text>
          </g>
        )
      })}
    </g>
  )
}
