import type { CSSProperties, KeyboardEvent } from 'react'
import { useMessages } from '../../../i18n/use-messages.ts'
import { useStudio } from '../../../store/store.ts'
import { fillOf, textOf } from '../../../ui/state-colour.ts'
import { nodeBox, type Shape } from '../layout.ts'
import type { NodeView } from '../picture.ts'
import styles from '../state-graph.module.css'
import { Swatch } from './swatch.tsx'

interface Props {
  readonly node: NodeView
  readonly shape: Shape
  /** The one Tab stop of the graph. */
  readonly isStop: boolean
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onActivate: () => void
  readonly onFocus: () => void
}

/** From the left edge of a node: its swatch, and the middle of its name. */
const SWATCH_X = 6
const NAME_X = 58

/** One state: its swatch and name, tinted while an endpoint is in it. A click selects it and goes to where it is entered. */
export function NodeBox({ node, shape, isStop, onKeyDown, onActivate, onFocus }: Props) {
  const { stateGraph: words, shell } = useMessages()
  const hover = useStudio((studio) => studio.hover)
  const { state, here, visited } = node
  const isSelected = useStudio((studio) => studio.selectedState === state)
  const { x, y, width, height } = nodeBox(state, shape)
  const hosts = here.map((side) => (side === 'C' ? shell.client : shell.server)).join(words.node.and)
  const condition = visited ? words.node.visited : words.node.unvisited
  const look = here.length > 0 ? styles.current : visited ? styles.visited : styles.unvisited
  return (
    <g
      role="button"
      tabIndex={isStop ? 0 : -1}
      data-name={state}
      aria-label={`${state}, ${here.length > 0 ? words.node.here(hosts) : condition}`}
      aria-current={here.length > 0 ? 'step' : undefined}
      aria-pressed={isSelected}
      className={`${styles.node} ${look} ${node.pointedAt ? styles.pointedAt : ''}`}
      style={{ '--state': textOf(state), '--tint': fillOf(state) } as CSSProperties}
      onClick={onActivate}
      onFocus={() => {
        onFocus()
        hover({ kind: 'state', state })
      }}
      onPointerEnter={() => hover({ kind: 'state', state })}
      onPointerLeave={() => hover(null)}
      onBlur={() => hover(null)}
      onKeyDown={onKeyDown}
    >
      <rect className={styles.ring} x={x - 4} y={y - 4} width={width + 8} height={height + 8} rx={9} />
      <rect className={styles.box} x={x} y={y} width={width} height={height} rx={6} />
      <Swatch state={state} x={x + SWATCH_X} y={y + height / 2} />
      <text className={styles.name} x={x + NAME_X} y={y + height / 2} lang="en">
        {state}
      </text>
    </g>
  )
}
