import { LABEL, labelBox } from '../layout.ts'
import type { LabelView } from '../picture.ts'
import styles from '../state-graph.module.css'

/** From the top of a line to its baseline. */
const BASELINE = 9.5

/** What happens on an edge and, below it, what is done. Cuts the lines that it stands on. */
export function EdgeLabel({ label }: { readonly label: LabelView }) {
  const { spot, lines, tone } = label
  return (
    <g className={`${styles.label} ${styles[tone]}`} aria-hidden="true">
      <rect {...labelBox(spot, lines)} className={styles.cut} />
      <text textAnchor={spot.align}>
        {lines.map((line, i) => (
          <tspan key={line} x={spot.x} y={spot.y + BASELINE + i * LABEL.line}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  )
}
