import { useContext } from 'react'
import type { RibbonPiece } from '../diagram/ribbons.ts'
import type { SequenceLayout } from '../diagram/sequence-layout.ts'
import { noteText } from '../diagram/text-columns.ts'
import { useMessages } from '../i18n/use-messages.ts'
import { textOf } from '../ui/state-colour.ts'
import { DoubtContext, type Doubts } from './doubts.ts'
import styles from './drawing.module.css'

/** Names of states beside the ribbons, and what happened there that is no state. The ribbons carry them for ears. */
export function Names({ layout }: { readonly layout: SequenceLayout }) {
  const { diagram: words } = useMessages()
  const { sides } = layout.columns
  const doubts = useContext(DoubtContext)
  const anchor = (outward: number) => (outward < 0 ? 'end' : 'start')
  return (
    <g aria-hidden="true">
      {layout.names.map(({ piece, state, connection, isBelow, y }) => (
        <text
          key={`${piece.side} ${piece.index}`}
          className={styles.stateName}
          style={{ fill: textOf(state) }}
          data-from={piece.fromStep}
          data-to={piece.toStep}
          data-state-step={piece.fromStep}
          data-state-name={state}
          x={sides[piece.side].names}
          y={y}
          textAnchor={anchor(sides[piece.side].outward)}
          lang="en"
        >
          {state}
          {connection !== '' && (
            <tspan
              className={styles.connection}
              {...(isBelow && { x: sides[piece.side].names, dy: '1.15em' })}
            >
              {isBelow ? connection : ` ${connection}`}
            </tspan>
          )}
          {doubts !== null && <DoubtOfState doubts={doubts} piece={piece} x={sides[piece.side].names} />}
        </text>
      ))}
      {layout.notes.map((placed) => (
        <text
          key={placed.note.fact}
          className={styles.note}
          data-from={placed.note.step}
          data-to={placed.note.step}
          x={sides[placed.note.side].names}
          y={placed.y}
          textAnchor={anchor(sides[placed.note.side].outward)}
        >
          {noteText(placed, words)}
        </text>
      ))}
    </g>
  )
}

/** Below the name of a state that nobody saw. */
function DoubtOfState({ doubts, piece, x }: { doubts: Doubts; piece: RibbonPiece; x: number }) {
  const word = doubts.ofState(piece)
  return (
    word !== null && (
      <tspan className={styles.doubt} x={x} dy="1.15em">
        {word}
      </tspan>
    )
  )
}
