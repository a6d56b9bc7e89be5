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

const OVERHANG = 3
const TOOTH = 3.4
const GAP = 4

/** Up and down in two teeth from the left to the right. */
function zigzag(left: number, right: number, y: number): { readonly d: string; readonly back: string } {
  const quarter = (right - left + 2 * OVERHANG) / 4
  const up = `l${quarter} ${-TOOTH}l${quarter} ${TOOTH}l${quarter} ${-TOOTH}l${quarter} ${TOOTH}`
  const down = `l${-quarter} ${-TOOTH}l${-quarter} ${TOOTH}l${-quarter} ${-TOOTH}l${-quarter} ${TOOTH}`
  return { d: `M${left - OVERHANG} ${y}${up}`, back: `V${y + 2 * GAP}${down}Z` }
}

interface Edge {
  readonly left: number
  readonly right: number
  readonly y: number
}

function Break({ left, right, y }: Edge) {
  const upper = zigzag(left, right, y - GAP + TOOTH / 2)
  const lower = zigzag(left, right, y + GAP + TOOTH / 2)
  return (
    <>
      <path className={styles.gap} d={upper.d + upper.back} />
      <path className={styles.zigzag} d={upper.d + lower.d} />
    </>
  )
}

function Torn({ left, right, y }: Edge) {
  const edge = zigzag(left, right, y - GAP)
  return (
    <>
      <path className={styles.gap} d={edge.d + edge.back} />
      <path className={styles.zigzag} d={edge.d} />
    </>
  )
}
