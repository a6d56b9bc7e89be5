import { LABEL } from '../layout.ts'
import type { LabelView } from '../picture.ts'
import styles from '../state-graph.module.css'

/** From the top of a line to its baseline. */
const BASELINE = 9.5

/** What happens on an edge and, below it, what is done. Cuts the lines that it stands on. */
export function EdgeLabel({ label }: { readonly label: LabelView }) {
  const { spot, lines, tone } = label
  return (
    <text className={`${styles.label} ${styles[tone]}`} textAnchor={spot.align} aria-hidden="true">
      {lines.map((line, i) => (
        <tspan key={line} x={spot.x} y={spot.y + BASELINE + i * LABEL.line}>
          {line}
        </tspan>
      ))}
    </text>
  )
}
