import { memo, useContext } from 'react'
import type { Ribbon } from '../diagram/sequence-layout.ts'
import { STATE_PATTERNS } from '../diagram/state-pattern.ts'
import { useMessages } from '../i18n/use-messages.ts'
import { fillOf } from '../ui/state-colour.ts'
import { DoubtContext } from './doubts.ts'
import styles from './drawing.module.css'
import { patternId } from './patterns.tsx'

interface Props {
  readonly ribbon: Ribbon
  /** Number of stretches of its side. */
  readonly count: number
  readonly patterns: string
  readonly isTabStop: boolean
}

/** A stretch of a lifeline: fill and pattern of its state. Enter or a click goes to where the state begins. */
export const RibbonView = memo(function RibbonView({ ribbon, count, patterns, isTabStop }: Props) {
  const { diagram: words } = useMessages()
  const { piece, x, width, top, bottom } = ribbon
  const doubt = useContext(DoubtContext)?.ofState(piece) ?? null
  const height = bottom - top
  const isHollow = piece.state === 'CLOSED'
  const inset = isHollow ? 0.625 : 0
  const box = { x: inset, y: inset, width: width - 2 * inset, height: Math.max(0, height - 2 * inset) }
  return (
    <g role="listitem" aria-posinset={piece.index + 1} aria-setsize={count}>
      <g
        className={styles.ribbon}
        role="button"
        tabIndex={isTabStop ? 0 : -1}
        aria-label={[words.stateFrom(piece.state, piece.fromUs), doubt].filter(Boolean).join(', ')}
        data-state={`${piece.side}${piece.index}`}
        data-state-step={piece.fromStep}
        data-state-name={piece.state}
        transform={`translate(${x} ${top})`}
      >
        <rect className={styles.ring} x={-5} y={-5} width={width + 10} height={height + 10} rx={6} />
        <rect
          {...box}
          rx={2.5}
          className={isHollow ? styles.hollow : styles.fill}
          style={
            isHollow
              ? { fill: fillOf(piece.state), stroke: fillOf(piece.state) }
              : { fill: fillOf(piece.state) }
          }
        />
        {STATE_PATTERNS[piece.state] !== null && (
          <rect {...box} rx={2.5} fill={`url(#${patternId(patterns, width, piece.state)})`} />
        )}
        {doubt !== null && <rect {...box} rx={2.5} className={styles.doubtedState} />}
      </g>
    </g>
  )
})
