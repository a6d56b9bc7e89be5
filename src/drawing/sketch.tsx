import { memo } from 'react'
import type { Arrow } from '../diagram/arrows.ts'
import styles from './drawing.module.css'

/** What tells the lines of a sketch apart: segments that look the same are one line with many pieces. */
export const LOOKS = ['past', 'future'].flatMap((phase) =>
  [false, true].flatMap((isRed) => [false, true].map((isData) => ({ phase, isRed, isData }))),
)

/** Which of the looks a segment has. */
export function lookOf({ lost, refused, segment }: Arrow, isPast: boolean): number {
  return (isPast ? 0 : 4) + (lost || refused ? 2 : 0) + (segment.text === null ? 0 : 1)
}

/** The segments of a sketch: filled by the painter, as everything that changes while a hand is on its way. */
export const Sketch = memo(function Sketch() {
  return (
    <g data-part="sketch" aria-hidden="true">
      {LOOKS.map(({ phase, isRed, isData }, i) => (
        <g
          key={i}
          className={[styles.arrow, isRed ? styles.red : '', isData ? styles.data : ''].join(' ')}
          data-phase={phase}
        >
          <path className={styles.line} />
          <path className={styles.head} />
          <path className={styles.cross} pathLength={1} />
        </g>
      ))}
    </g>
  )
})
