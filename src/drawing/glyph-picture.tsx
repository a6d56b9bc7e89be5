import { memo } from 'react'
import { GLYPH_SIZE, type Glyph } from '../diagram/glyph.ts'
import { SIDES } from '../engine/tcp/state.ts'
import { fillOf } from '../ui/state-colour.ts'
import styles from './glyph-picture.module.css'

interface Props {
  readonly glyph: Glyph | undefined
  /** Lifelines in the colours of the states: in a list of scenarios only the selected one has them. */
  readonly selected?: boolean
}

const { width, height } = GLYPH_SIZE
/** Of a scenario that has no picture yet. */
const EDGE = { C: 3, S: width - 3 }

/** A scenario at a glance. */
export const GlyphPicture = memo(function GlyphPicture({ glyph, selected = false }: Props) {
  return (
    <svg
      className={styles.glyph}
      viewBox={`0 0 ${width} ${height}`}
      data-selected={selected || undefined}
      aria-hidden
    >
      {SIDES.map((side) => {
        const lifeline = glyph?.lifelines[side]
        const x = lifeline?.x ?? EDGE[side]
        if (!selected) return <path key={side} className={styles.lifeline} d={`M${x} 0v${height}`} />
        return lifeline?.pieces.map(({ y1, y2, state }, index) => (
          <path
            // Several may begin at the same pixel; none ever comes or goes.
            key={`${side}${index}`}
            className={styles.state}
            d={`M${x} ${y1 + 0.5}V${y2 - 0.5}`}
            style={{ stroke: fillOf(state) }}
          />
        ))
      })}
      {glyph?.arrows.map((arrow, i) => (
        <g key={i} className={styles.arrow} data-kind={arrow.kind}>
          <path d={`M${arrow.x1} ${arrow.y1}L${arrow.x2} ${arrow.y2}`} />
          <path d={arrow.kind === 'lost' ? cross(arrow.x2, arrow.y2) : head(arrow)} />
        </g>
      ))}
    </svg>
  )
})

const ARM = 1.6

const cross = (x: number, y: number): string =>
  `M${x - ARM} ${y - ARM}l${2 * ARM} ${2 * ARM}m0 ${-2 * ARM}l${-2 * ARM} ${2 * ARM}`

/** A small chevron, along the arrow. */
function head({ x1, y1, x2, y2 }: Glyph['arrows'][number]): string {
  const length = Math.hypot(x2 - x1, y2 - y1)
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length]
  const corner = (side: 1 | -1) =>
    `${(x2 - 3 * dx - side * 1.5 * dy).toFixed(1)} ${(y2 - 3 * dy + side * 1.5 * dx).toFixed(1)}`
  return `M${corner(1)}L${x2} ${y2}L${corner(-1)}`
}
