import { useId } from 'react'
import { STATE_PATTERNS } from '../diagram/state-pattern.ts'
import type { State } from '../engine/tcp/state.ts'
import { fillOf } from '../ui/state-colour.ts'
import styles from './drawing.module.css'
import { patternId, StatePatternDef } from './patterns.tsx'

const WIDTH = 10
const HEIGHT = 14

/** A piece of a state's ribbon in a line of text: the same fill and mark as in the diagram. */
export function StateSwatch({ state }: { readonly state: State }) {
  const id = useId()
  const isHollow = state === 'CLOSED'
  const box = { x: 0.625, y: 0.625, width: WIDTH - 1.25, height: HEIGHT - 1.25, rx: 2 }
  const fill = fillOf(state)
  return (
    <svg className={styles.swatch} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <StatePatternDef id={id} width={WIDTH} state={state} />
      <rect
        {...box}
        className={isHollow ? styles.hollow : styles.fill}
        style={isHollow ? { fill, stroke: fill } : { fill }}
      />
      {STATE_PATTERNS[state] !== null && <rect {...box} fill={`url(#${patternId(id, WIDTH, state)})`} />}
    </svg>
  )
}
