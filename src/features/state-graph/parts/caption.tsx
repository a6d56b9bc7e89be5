import { useMessages } from '../../../i18n/use-messages.ts'
import type { Shape } from '../layout.ts'
import type { LabelView } from '../picture.ts'
import styles from '../state-graph.module.css'

interface Props {
  readonly shape: Shape
  readonly labels: readonly LabelView[]
  readonly seen: { readonly states: number; readonly moves: number; readonly allMoves: number }
}

/** How much of TCP has been seen; in the low picture also the words that have no room on the edges. */
export function Caption({ shape, labels, seen }: Props) {
  const { stateGraph: words } = useMessages()
  return (
    <div className={`${styles.caption} ${shape === 'low' ? styles.captionLow : ''}`}>
      {shape === 'low' &&
        labels.map((label) => (
          <span key={`${label.pair} ${label.tone}`} className={`${styles.captionMove} ${styles[label.tone]}`}>
            {label.lines.join(' / ')}
          </span>
        ))}
      <span>{words.coverage(seen.states, seen.moves, seen.allMoves)}</span>
    </div>
  )
}
