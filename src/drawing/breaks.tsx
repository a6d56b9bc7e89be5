import { breakPaths, tornPaths } from '../diagram/paths.ts'
import type { SequenceLayout } from '../diagram/sequence-layout.ts'
import { SIDES } from '../engine/tcp/state.ts'
import styles from './drawing.module.css'

/** Ribbons and long timers torn where time is compressed, and at the end of a run that a limit has cut. */
export function Breaks({ layout }: { readonly layout: SequenceLayout }) {
  const { columns, bands, torn, axis } = layout
  const edges = SIDES.flatMap((side) => {
    const { inner, outer, lanes } = columns.sides[side]
    return lanes.length === 0 ? [] : [{ left: Math.min(inner, outer), right: Math.max(inner, outer) }]
  })
  return (
    <g aria-hidden="true">
      {bands.flatMap((band) =>
        edges.map(({ left, right }) => (
          <Break key={`${band.fromUs} ${left}`} left={left} right={right} y={(band.top + band.bottom) / 2} />
        )),
      )}
      {torn && edges.map(({ left, right }) => <Torn key={left} left={left} right={right} y={axis.bottom} />)}
    </g>
  )
}

interface Edge {
  readonly left: number
  readonly right: number
  readonly y: number
}

function Break({ left, right, y }: Edge) {
  const { gap, teeth } = breakPaths(left, right, y)
  return (
    <>
      <path className={styles.gap} d={gap} />
      <path className={styles.zigzag} d={teeth} />
    </>
  )
}

function Torn({ left, right, y }: Edge) {
  const { gap, teeth } = tornPaths(left, right, y)
  return (
    <g data-torn>
      <path className={styles.gap} d={gap} />
      <path className={styles.zigzag} d={teeth} />
    </g>
  )
}
