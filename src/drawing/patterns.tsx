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
  return STATES.map((state) => <StatePatternDef key={state} id={id} width={width} state={state} />)
}

/** The mark of one state; nothing for those that have none. */
export function StatePatternDef({ id, width, state }: Props & { readonly state: State }) {
  const pattern = STATE_PATTERNS[state]
  if (pattern === null) return null
  return (
    <defs>
      <pattern
        id={patternId(id, width, state)}
        width={pattern.width}
        height={pattern.height}
        patternUnits="userSpaceOnUse"
        patternTransform={`scale(${width / PATTERN_WIDTH})`}
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
    </defs>
  )
}
