import { PATTERN_WIDTH, STATE_PATTERNS } from '../diagram/state-pattern.ts'
import { STATES, type State } from '../engine/tcp/state.ts'

interface Props {
  /** Makes the ids unique in the page. */
  readonly id: string
  /** Width of the ribbons, px. */
  readonly width: number
}

/** Patterns wider than the ribbon they were drawn for look coarse, so thin ribbons have their own. */
export const patternId = (id: string, width: number, state: State): string =>
  `${id}-${Math.round(width * 10)}-${state}`

/** The marks that tell states apart without colour, for ribbons of one width. */
export function Patterns({ id, width }: Props) {
  const scale = width / PATTERN_WIDTH
  return (
    <defs>
      {STATES.map((state) => {
        const pattern = STATE_PATTERNS[state]
        return (
          pattern !== null && (
            <pattern
              key={state}
              id={patternId(id, width, state)}
              width={pattern.width}
              height={pattern.height}
              patternUnits="userSpaceOnUse"
              patternTransform={`scale(${scale})`}
            >
              <path
                d={pattern.d}
                fill="none"
                stroke="var(--pattern-ink)"
                strokeWidth={pattern.strokeWidth}
                strokeLinecap={pattern.round ? 'round' : 'butt'}
                strokeLinejoin="round"
              />
            </pattern>
          )
        )
      })}
    </defs>
  )
}
