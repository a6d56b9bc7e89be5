import { useContext } from 'react'
import type { RibbonPiece } from '../diagram/ribbons.ts'
import type { SequenceLayout } from '../diagram/sequence-layout.ts'
import type { NoteKind } from '../diagram/notes.ts'
import type { Messages } from '../i18n/en.ts'
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
      {layout.notes.map(({ note, y }) => (
        <text
          key={note.fact}
          className={styles.note}
          data-from={note.step}
          data-to={note.step}
          x={sides[note.side].names}
          y={y}
          textAnchor={anchor(sides[note.side].outward)}
        >
          {noteText(note.what, words)}
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

function noteText(what: NoteKind, words: Messages['diagram']): string {
  return what.kind === 'discard' ? words.reasons[what.reason] : words.notes[what.kind]
}
