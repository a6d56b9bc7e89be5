import { Pencil, X } from 'lucide-react'
import type { TraceSegment } from '../../../engine/trace/trace.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { listChanges } from '../../../scenario/changes.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import styles from '../compare.module.css'
import { type Comparison, editInStudio, removeRun } from '../session.ts'
import { SegmentTools } from './segment-tools.tsx'

interface Props {
  readonly comparison: Comparison
  readonly index: number
  readonly name: string
  /** The selected one, if it is in this run. */
  readonly segment: TraceSegment | null
}

/** Above each run: its name, what is special about it, and what can be done with it or with its selected segment. */
export function RunTitle({ comparison, index, name, segment }: Props) {
  const words = useSection('compare')
  const { pair, scenarios } = comparison
  const [first, own] = [scenarios[0], scenarios[index]]
  const changes = first === undefined || own === undefined ? 0 : listChanges(first, own).length
  const note =
    pair === null
      ? index === 0
        ? ''
        : words.changes(changes)
      : (words.pairs[pair.id].runs[index]?.note ?? '')
  return (
    <div className={styles.title}>
      <span className={styles.number} aria-hidden>
        {index + 1}
      </span>
      <h2>{name}</h2>
      {segment !== null ? (
        <SegmentTools comparison={comparison} index={index} segment={segment} />
      ) : (
        <p>{note}</p>
      )}
      <span className={styles.actions}>
        <IconButton label={words.edit(name)} onClick={() => editInStudio(comparison, index)}>
          <Pencil size={14} />
        </IconButton>
        {scenarios.length > 2 && (
          <IconButton label={words.remove(name)} onClick={() => removeRun(comparison, index)}>
            <X size={15} />
          </IconButton>
        )}
      </span>
    </div>
  )
}
