import { useSection } from '../../../i18n/use-section.ts'
import type { ExploredRun } from '../../../scenario/explored.ts'
import styles from '../explorer.module.css'
import type { Measure } from '../outcome-map.ts'
import { closedText } from '../wording.ts'

interface Props {
  readonly run: ExploredRun
  readonly letter: string
  readonly measure: Measure
  /** 0 to 4. */
  readonly shade: number
  readonly name: string
  /** Row and column, for the arrow keys. */
  readonly place: string
  readonly isStop: boolean
  readonly onOpen: (run: ExploredRun) => void
}

/** One run: its value in words, its place among all in grey; hatched where nothing is ever closed, inverted where it breaks a rule. */
export function MapCell({ run, letter, measure, shade, name, place, isStop, onOpen }: Props) {
  const words = useSection('explorer')
  const { brief } = run
  const text = {
    ending: letter,
    closed: closedText(run, words),
    retransmissions: String(brief.retransmissions),
    errors: String(brief.errors.length),
    data: String(brief.delivered.C + brief.delivered.S),
  }[measure]
  return (
    <button
      type="button"
      className={styles.cell}
      tabIndex={isStop ? 0 : -1}
      data-place={place}
      data-shade={shade}
      data-open={brief.closedUs === null || undefined}
      data-broken={run.broken.length > 0 || undefined}
      aria-label={name}
      data-tip={name}
      onClick={() => onOpen(run)}
    >
      {text}
    </button>
  )
}
