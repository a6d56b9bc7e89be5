import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import { numbersText, flagsText } from '../../../diagram/segment-text.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import { ms } from '../../../i18n/format.ts'
import type { Messages } from '../../../i18n/en.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import { playback } from '../../../store/playback.ts'
import { studio, useStudio } from '../../../store/store.ts'
import { textOf } from '../../../ui/state-colour.ts'
import { phaseAt } from '../../../drawing/phases.ts'
import { segmentRemarks, segmentStatus } from '../../../drawing/segment-name.ts'
import styles from '../sequence-diagram.module.css'
import { type TableRow, tableRows } from '../table-rows.ts'

const ROWS = 200

/** All segments and state changes in order: the run without a picture. A row goes to its moment. */
export function SegmentTable({ trace }: { readonly trace: Trace }) {
  const { diagram: words } = useMessages()
  const rows = useMemo(() => tableRows(trace), [trace])
  const [first, setFirst] = useState(0)
  const { table } = words
  const from = Math.min(first, Math.max(0, rows.length - 1))
  const shown = rows.slice(from, from + ROWS)
  return (
    <div className={styles.tableFrame} data-scrolls="">
      <table className={styles.table}>
        <caption className="unseen">{table.name}</caption>
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
          {shown.map((row) => (
            <Row key={row.fact} trace={trace} row={row} />
          ))}
        </tbody>
      </table>
      {rows.length > ROWS && (
        <div className={styles.pages}>
          <button
            type="button"
            aria-label={table.previous}
            disabled={from === 0}
            onClick={() => setFirst(from - ROWS)}
          >
            <ChevronLeft size={16} aria-hidden />
          </button>
          {table.page(from + 1, from + shown.length, rows.length)}
          <button
            type="button"
            aria-label={table.next}
            disabled={from + ROWS >= rows.length}
            onClick={() => setFirst(from + ROWS)}
          >
            <ChevronRight size={16} aria-hidden />
          </button>
        </div>
      )}
    </div>
  )
}

function Row({ trace, row }: { readonly trace: Trace; readonly row: TableRow }) {
  const { diagram: words } = useMessages()
  const phase = useStudio(({ step }) => phaseAt(row.fromStep, row.toStep, step))
  const isSelected = useStudio(
    ({ selectedSegment }) => row.kind === 'segment' && selectedSegment === row.segment,
  )
  const go = () => {
    playback.seekStep(row.fromStep)
    if (row.kind === 'segment') studio.getState().select(row.segment)
  }
  return (
    <tr data-phase={phase} aria-current={phase === 'now' ? 'step' : undefined} data-selected={isSelected}>
      <td>
        <button type="button" className={styles.rowTime} onClick={go}>
          {ms(row.us)}
        </button>
      </td>
      {row.kind === 'segment' ? (
        <SegmentCells trace={trace} id={row.segment} phase={phase} words={words} />
      ) : (
        <>
          <td>{row.side === 'C' ? words.table.client : words.table.server}</td>
          <td lang="en" colSpan={3} style={{ color: textOf(row.to) }}>
            {row.to}
          </td>
        </>
      )}
    </tr>
  )
}

interface SegmentCellsProps {
  readonly trace: Trace
  readonly id: number
  readonly phase: ReturnType<typeof phaseAt>
  readonly words: Messages['diagram']
}

/** What a row says of a segment. */
export function SegmentCells({ trace, id, phase, words }: SegmentCellsProps) {
  const segment = trace.segment(id)
  return (
    <>
      <td>{segment.from === 'C' ? words.table.clientToServer : words.table.serverToClient}</td>
      <td lang="en" className={styles.rowFlags}>
        {flagsText(segment)}
      </td>
      <td lang="en" className={styles.rowNumbers}>
        {numbersText(segment)}
      </td>
      <td>{[segmentStatus(trace, segment, phase, words), ...segmentRemarks(segment, words)].join(', ')}</td>
    </>
  )
}
