import { useMemo, useState } from 'react'
import { STUDIO } from '../../diagram/metrics.ts'
import { columnsFor } from '../../diagram/sequence-layout.ts'
import { buildTimeAxis } from '../../diagram/time-axis.ts'
import drawing from '../../drawing/drawing.module.css'
import { RunPane } from '../../drawing/run-pane.tsx'
import { sizesOf } from '../../drawing/sizes.ts'
import { wholePaper } from '../../drawing/use-window.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import { ms } from '../../i18n/format.ts'
import { useMessages } from '../../i18n/use-messages.ts'
import styles from './print-sheet.module.css'
import { SegmentCells } from './parts/segment-table.tsx'
import { Head } from './parts/head.tsx'
import { type TableRow, tableRows } from './table-rows.ts'

/** Between the margins of a sheet of paper, px. */
const WIDTH = 700
const NO_MARKS: ReadonlyMap<number, string> = new Map()
const nothing = () => {}

interface Props {
  readonly trace: Trace
  readonly title: string
}

/** The whole run on paper: the picture at its end, and every segment and state change as a table. */
export function PrintSheet({ trace, title }: Props) {
  const { shell } = useMessages()
  const axis = useMemo(() => buildTimeAxis(trace, STUDIO), [trace])
  const columns = useMemo(() => columnsFor(trace, WIDTH, STUDIO), [trace])
  const [atEnd] = useState(() => (listener: (tUs: number) => void) => {
    listener(trace.endUs)
    return nothing
  })
  const shown = useMemo(() => wholePaper(axis), [axis])
  return (
    <article className={styles.sheet}>
      <h1>{title}</h1>
      <div className={`${styles.picture} ${drawing.sized}`} style={{ ...sizesOf(STUDIO), width: WIDTH }}>
        <Head columns={columns} />
        <RunPane
          trace={trace}
          label={shell.diagram}
          selected={null}
          marks={NO_MARKS}
          onSelect={nothing}
          onSeek={nothing}
          axis={axis}
          columns={columns}
          metrics={STUDIO}
          shown={shown}
          showFuture
          clock={atEnd}
          sameAbove={0}
        />
      </div>
      <PrintTable trace={trace} />
    </article>
  )
}

function PrintTable({ trace }: { readonly trace: Trace }) {
  const { diagram: words } = useMessages()
  const { table } = words
  return (
    <table className={styles.table}>
      <caption>{table.name}</caption>
      <thead>
        <tr>
          {[table.time, table.where, table.what, table.numbers, table.outcome].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tableRows(trace).map((row) => (
          <PrintRow key={row.fact} trace={trace} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function PrintRow({ trace, row }: { readonly trace: Trace; readonly row: TableRow }) {
  const { diagram: words } = useMessages()
  return (
    <tr>
      <td>{ms(row.us)}</td>
      {row.kind === 'segment' ? (
        <SegmentCells trace={trace} id={row.segment} phase="past" words={words} />
      ) : (
        <>
          <td>{row.side === 'C' ? words.table.client : words.table.server}</td>
          <td lang="en" colSpan={3}>
            {row.to}
          </td>
        </>
      )}
    </tr>
  )
}
