import type { KeyboardEvent, ReactNode } from 'react'
import { useMessages } from '../../../i18n/use-messages.ts'
import { useStudio } from '../../../store/store.ts'
import { edgeLines, edgesOf } from '../labels.ts'
import { arrowOf, cornersOf, pathOf, type Shape } from '../layout.ts'
import type { EdgeView } from '../picture.ts'
import styles from '../state-graph.module.css'

interface Props {
  readonly edge: EdgeView
  readonly shape: Shape
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onActivate: () => void
  readonly onFocus: () => void
}

/** One line of the graph with its head, and a wider invisible one to point at. */
export function EdgeLine({ edge, shape, onKeyDown, onActivate, onFocus }: Props) {
  const corners = cornersOf(edge.route, shape)
  const d = pathOf(corners)
  const isReturn = edge.route.kind === 'return'
  const className = `${styles.edge} ${styles[edge.look]} ${isReturn ? styles.return : ''}`
  const drawing = (
    <>
      <path className={styles.line} d={d} />
      <polygon className={styles.head} points={arrowOf(corners)} />
    </>
  )
  if (edge.from === edge.to) return <g className={className}>{drawing}</g>
  return (
    <EdgeButton
      edge={edge}
      className={className}
      onKeyDown={onKeyDown}
      onActivate={onActivate}
      onFocus={onFocus}
    >
      {drawing}
      <path className={styles.hit} d={d} />
    </EdgeButton>
  )
}

interface ButtonProps {
  readonly edge: EdgeView
  readonly className: string
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onActivate: () => void
  readonly onFocus: () => void
  readonly children: ReactNode
}

/** A click goes to where the edge is taken. A line that is not drawn is not there for a screen reader either. */
function EdgeButton({ edge, className, onKeyDown, onActivate, onFocus, children }: ButtonProps) {
  const { stateGraph: words } = useMessages()
  const hover = useStudio((studio) => studio.hover)
  const edges = edgesOf(edge.pair)
  const pointAt = () => hover({ kind: 'edge', id: edges[0]?.id ?? '' })
  const ways = edges.map((each) => edgeLines(each, words).join(' / '))
  const name = words.edge(edge.from, edge.to, [...new Set(ways)].join(', '))
  return (
    <g
      role="button"
      tabIndex={-1}
      data-name={edge.pair}
      aria-label={edge.taken ? name : `${name}, ${words.notTaken}`}
      aria-hidden={edge.look === 'hidden'}
      className={className}
      onClick={onActivate}
      onFocus={() => {
        onFocus()
        pointAt()
      }}
      onPointerEnter={pointAt}
      onPointerLeave={() => hover(null)}
      onBlur={() => hover(null)}
      onKeyDown={onKeyDown}
    >
      {children}
    </g>
  )
}
