import { ArrowDown, ArrowUp, ChevronLeft, ChevronRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { TraceSegment } from '../../../engine/trace/trace.ts'
import { useSection } from '../../../i18n/use-section.ts'
import type { ExploredRun } from '../../../scenario/explored.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import styles from '../explorer.module.css'
import { type Measure, sorted, type ValueOf } from '../outcome-map.ts'
import { closedText, faultsText, statesText } from '../wording.ts'

interface Props {
  readonly runs: readonly ExploredRun[]
  readonly segments: readonly TraceSegment[]
  readonly letterOf: (run: ExploredRun) => string
  readonly valueOf: ValueOf
  readonly onOpen: (run: ExploredRun) => void
}

const ROWS = 50

type Column = Measure | 'faults'
const COLUMNS = ['faults', 'ending', 'closed', 'retransmissions', 'data', 'errors'] as const

/** Every run in a row, in whichever order is asked for: the map as words. */
export function RunTable({ runs, segments, letterOf, valueOf, onOpen }: Props) {
  const words = useSection('explorer')
  const [order, setOrder] = useState<{ column: Column; descending: boolean }>({
    column: 'faults',
    descending: false,
  })
  const [first, setFirst] = useState(0)
  const rows = useMemo(() => sorted(runs, order.column, order.descending, valueOf), [runs, order, valueOf])
  const from = Math.min(first, Math.max(0, rows.length - 1))
  const shown = rows.slice(from, from + ROWS)
  const sortBy = (column: Column) => {
    setFirst(0)
    setOrder({ column, descending: order.column === column && !order.descending })
  }
  return (
    <section aria-labelledby="runs">
      <h2 id="runs">{words.table}</h2>
      <div className={styles.wide}>
        <table className={styles.table}>
          <thead>
            <tr>
              {COLUMNS.map((column) => {
                const name = column === 'faults' ? words.faults : words.measures[column]
                const isOrder = order.column === column
                const Sign = order.descending ? ArrowDown : ArrowUp
                return (
                  <th
                    key={column}
                    scope="col"
                    aria-sort={isOrder ? (order.descending ? 'descending' : 'ascending') : undefined}
                  >
                    <button type="button" aria-label={words.sortBy(name)} onClick={() => sortBy(column)}>
                      {name}
                      {isOrder && <Sign size={12} aria-hidden />}
                    </button>
                  </th>
                )
              })}
            </tr>
          </thead>
          <tbody>
            {shown.map((run) => {
              const what = faultsText(run, segments, words)
              const { retransmissions, delivered, errors } = run.brief
              return (
                <tr key={what}>
                  <th scope="row">
                    <button type="button" aria-label={words.open(what)} onClick={() => onOpen(run)}>
                      {what}
                    </button>
                  </th>
                  <td>
                    <b>{letterOf(run)}</b> <span lang="en">{statesText(run)}</span>
                  </td>
                  <td>{closedText(run, words)}</td>
                  <td>{retransmissions}</td>
                  <td>{`${words.bytes(delivered.C)}${words.comma}${words.bytes(delivered.S)}`}</td>
                  <td lang="en">
                    <code>{errors.join(', ')}</code>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {rows.length > ROWS && (
        <p className={styles.pages}>
          <IconButton
            label={words.previousPage}
            aria-disabled={from === 0}
            onClick={() => setFirst(Math.max(0, from - ROWS))}
          >
            <ChevronLeft size={16} />
          </IconButton>
          <span role="status">{words.page(from + 1, Math.min(from + ROWS, rows.length), rows.length)}</span>
          <IconButton
            label={words.nextPage}
            aria-disabled={from + ROWS >= rows.length}
            onClick={() => from + ROWS < rows.length && setFirst(from + ROWS)}
          >
            <ChevronRight size={16} />
          </IconButton>
        </p>
      )}
    </section>
  )
}
