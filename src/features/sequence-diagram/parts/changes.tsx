import { ChevronDown, RotateCcw, X } from 'lucide-react'
import { useId, useMemo, useRef } from 'react'
import { useMessages } from '../../../i18n/use-messages.ts'
import { type Change, listChanges, withoutChange } from '../../../scenario/changes.ts'
import { studio, useStudio } from '../../../store/store.ts'
import { changeText } from '../change-text.ts'
import styles from '../sequence-diagram.module.css'

/** What the reader changed: one chip for a single change, else their number; each can be taken back, and all. */
export function Changes() {
  const { diagram, knobs } = useMessages()
  const { changes: words } = diagram
  const baseline = useStudio((state) => state.baseline)
  const scenario = useStudio((state) => state.scenario)
  const changes = useMemo(() => listChanges(baseline, scenario), [baseline, scenario])
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const [only] = changes
  if (only === undefined) return null
  const takeBack = (change: Change) => {
    list.current?.hidePopover()
    // The scenario as it is: what is on this list may be a moment older.
    const now = studio.getState()
    now.change(withoutChange(now.baseline, now.scenario, change), 'final')
  }
  const rows = changes.map((change) => ({ change, text: changeText(change, diagram, knobs) }))
  return (
    <div className={styles.changes} role="group" aria-label={words.name}>
      {changes.length === 1 ? (
        <Chip
          text={rows[0]?.text ?? ''}
          label={words.takeBack(rows[0]?.text ?? '')}
          onClick={() => takeBack(only)}
        />
      ) : (
        <>
          <button type="button" className={styles.changeCount} popoverTarget={id}>
            {words.count(changes.length)}
            <ChevronDown size={12} aria-hidden />
          </button>
          <button type="button" className={styles.resetAll} onClick={() => studio.getState().reset()}>
            <RotateCcw size={12} aria-hidden />
            {words.reset}
          </button>
          <div ref={list} id={id} popover="auto" className={styles.changeList}>
            {rows.map(({ change, text }) => (
              <Chip
                key={change.id}
                text={text}
                label={words.takeBack(text)}
                onClick={() => takeBack(change)}
              />
            ))}
          </div>
        </>
      )}
    </div>
  )
}

interface ChipProps {
  readonly text: string
  readonly label: string
  readonly onClick: () => void
}

function Chip({ text, label, onClick }: ChipProps) {
  return (
    <span className={styles.change}>
      <span>{text}</span>
      <button type="button" aria-label={label} data-tip={label} onClick={onClick}>
        <X size={12} aria-hidden />
      </button>
    </span>
  )
}
