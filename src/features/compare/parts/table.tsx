import { useMemo, useState } from 'react'
import type { Trace } from '../../../engine/trace/codec.ts'
import { useSection } from '../../../i18n/use-section.ts'
import styles from '../compare.module.css'
import { type DifferenceRow, differences } from '../difference.ts'
import { CellView } from './cell.tsx'

interface Props {
  readonly traces: readonly Trace[]
  readonly names: readonly string[]
  /** Rows that answer the question. */
  readonly asked: readonly string[]
}

/** Only what differs; of a question at first only what it asks about. */
export function Table({ traces, names, asked }: Props) {
  const words = useSection('compare')
  const [all, setAll] = useState(asked.length === 0)
  const rows = useMemo(() => differences(traces, asked), [traces, asked])
  const shown = all ? rows : rows.filter(({ id }) => asked.includes(id))
  return (
    <div className={styles.tableFrame} data-scrolls="">
      <table className={styles.table}>
        <caption className="unseen">{words.table}</caption>
        <thead>
          <tr>
            <th scope="col">
              {words.table}
              {asked.length > 0 && rows.length > asked.length && (
                <button type="button" className={styles.more} onClick={() => setAll(!all)}>
                  {all ? words.showAsked : words.showAll(rows.length)}
                </button>
              )}
            </th>
            {names.map((name, i) => (
              <th key={i} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.id} data-asked={asked.includes(row.id) || undefined}>
              <th scope="row">
                <RowName row={row} />
              </th>
              {row.cells.map((cell, i) => (
                <td key={i}>
                  <CellView cell={cell} measure={row.measure} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className={styles.nothing}>{words.noDifference}</p>}
    </div>
  )
}

function RowName({ row: { measure, side, cells } }: { readonly row: DifferenceRow }) {
  const words = useSection('compare')
  const call = cells.find((cell) => cell.kind === 'call' && cell.call !== null)
  return (
    <>
      {words.rows[measure](side ?? 'C')}
      {call?.kind === 'call' && <code lang="en">{` ${call.call?.call}()`}</code>}
    </>
  )
}
