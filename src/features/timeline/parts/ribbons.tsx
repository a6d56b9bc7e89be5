import { memo } from 'react'
import { SIDES } from '../../../engine/tcp/state.ts'
import { fillOf } from '../../../ui/state-colour.ts'
import type { Span, Ticks } from '../layout.ts'
import styles from '../timeline.module.css'

interface Props {
  readonly ribbons: Readonly<Record<'C' | 'S', readonly Span[]>>
  readonly ticks: Ticks
  /** Middles of the compressed stretches. */
  readonly bands: readonly number[]
}

/** The states of both sides, with their letters, and over them when something happens. */
export const Ribbons = memo(function Ribbons({ ribbons, ticks, bands }: Props) {
  return (
    <>
      <svg className={styles.ticks} viewBox="0 0 1 8" preserveAspectRatio="none" aria-hidden>
        <path d={marks(ticks.events, 4)} className={styles.tick} />
        <path d={marks(ticks.losses, 6)} className={styles.loss} />
      </svg>
      {SIDES.map((side) => (
        <span key={side} className={styles.side} data-side={side} aria-hidden>
          {side}
        </span>
      ))}
      {SIDES.map((side) => (
        <div key={side} className={styles.ribbon} data-side={side}>
          {ribbons[side].map(({ from, to, state }, i) => (
            <i
              // By place in the order: while something is dragged their ends move.
              key={i}
              className={styles.span}
              data-state={state}
              style={{ left: `${from * 100}%`, right: `${(1 - to) * 100}%`, background: fillOf(state) }}
            />
          ))}
        </div>
      ))}
      {bands.map((at) => (
        <svg
          key={at}
          className={styles.break}
          style={{ left: `${at * 100}%` }}
          viewBox="0 0 8 18"
          aria-hidden
        >
          <path d="M2 0l4 3.75l-4 3.75M2 9.5l4 3.75l-4 3.75" />
        </svg>
      ))}
    </>
  )
})

/** Marks of one height, standing on the lower edge. */
function marks(places: readonly number[], height: number): string {
  return places.map((at) => `M${at.toFixed(5)} 8v${-height}`).join('')
}
