import type { DiagramMetrics } from '../diagram/metrics.ts'
import type { LabelledArrow } from '../diagram/labelled-arrows.ts'
import styles from './drawing.module.css'

interface Props {
  readonly arrow: LabelledArrow
  readonly metrics: DiagramMetrics
  readonly isShown: boolean
  /** Selected: inverted. */
  readonly isChip: boolean
}

const CHIP_PADDING = 7

/** Flags in bold, then numbers, then the remark; parallel to the line. */
export function Label({ arrow: { label }, metrics, isShown, isChip }: Props) {
  if (!isShown) return null
  const { width, anchor, flags, numbers, remark } = label
  const left = anchor === 'middle' ? -width / 2 : anchor === 'start' ? 0 : -width
  const { segment } = metrics.font
  const place = {
    className: styles.label,
    transform: `translate(${label.x} ${label.y}) rotate(${label.angle})`,
  }
  const words = (
    <>
      {flags !== '' && <tspan className={styles.flags}>{flags}</tspan>}
      {numbers !== '' && <tspan>{flags === '' ? numbers : ` ${numbers}`}</tspan>}
      {remark !== '' && <tspan className={styles.remark}>{flags === '' ? remark : ` ${remark}`}</tspan>}
    </>
  )
  if (!isChip) {
    return (
      <text {...place} textAnchor={anchor}>
        {words}
      </text>
    )
  }
  return (
    <g {...place}>
      <rect
        className={styles.chip}
        x={left - CHIP_PADDING}
        y={-segment * 1.12}
        width={width + 2 * CHIP_PADDING}
        height={segment * 1.6}
        rx={6}
      />
      <text textAnchor={anchor}>{words}</text>
    </g>
  )
}
