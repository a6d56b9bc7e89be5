import { PATTERN_WIDTH, STATE_PATTERNS } from '../../../diagram/state-pattern.ts'
import { type State, STATES } from '../../../engine/tcp/state.ts'
import { fillOf } from '../../../ui/state-colour.ts'
import styles from '../state-graph.module.css'

const WIDTH = 8
const SCALE = WIDTH / PATTERN_WIDTH
const HEIGHT = 16

const idOf = (state: State): string => `graph-${state.toLowerCase()}`

/** The marks of the states at a swatch's size, defined once in the graph's picture. */
export function SwatchPatterns() {
  return (
    <defs>
      {STATES.map((state) => {
        const pattern = STATE_PATTERNS[state]
        return (
          pattern !== null && (
            <pattern
              key={state}
              id={idOf(state)}
              width={pattern.width}
              height={pattern.height}
              patternUnits="userSpaceOnUse"
              patternTransform={`scale(${SCALE})`}
            >
              <path
                d={pattern.d}
                strokeWidth={pattern.strokeWidth}
                strokeLinecap={pattern.round ? 'round' : 'butt'}
                className={styles.mark}
              />
            </pattern>
          )
        )
      })}
    </defs>
  )
}

interface Props {
  readonly state: State
  readonly x: number
  /** Middle of the swatch. */
  readonly y: number
}

/** A piece of the state's ribbon, 8 x 16 px, so that colour and mark can be recognised from the diagram. */
export function Swatch({ state, x, y }: Props) {
  const shape = { width: WIDTH, height: HEIGHT, rx: 2 }
  return (
    <g className={styles.swatch} transform={`translate(${x} ${y - HEIGHT / 2})`}>
      {state === 'CLOSED' ? (
        <rect {...shape} className={styles.hollow} style={{ stroke: fillOf(state) }} />
      ) : (
        <rect {...shape} style={{ fill: fillOf(state) }} />
      )}
      {STATE_PATTERNS[state] !== null && <rect {...shape} fill={`url(#${idOf(state)})`} />}
    </g>
  )
}
