import { useMemo } from 'react'
import { flagsText } from '../../../diagram/segment-text.ts'
import type { TraceSegment } from '../../../engine/trace/trace.ts'
import { useSection } from '../../../i18n/use-section.ts'
import type { ExploredRun } from '../../../scenario/explored.ts'
import styles from '../explorer.module.css'
import { byMarks, KINDS, keyOf, type Measure } from '../outcome-map.ts'
import { endingText, faultsText } from '../wording.ts'
import { useGridKeys } from './grid-keys.ts'
import { MapCell } from './map-cell.tsx'

export interface MapProps {
  readonly runs: readonly ExploredRun[]
  readonly segments: readonly TraceSegment[]
  readonly measure: Measure
  readonly first: number
  readonly letterOf: (run: ExploredRun) => string
  /** 0 to 4. */
  readonly shade: (run: ExploredRun) => number
  readonly onOpen: (run: ExploredRun) => void
}

/** A row for each segment, a column for each thing that may happen to it. */
export function SingleMap({ runs, segments, measure, first, letterOf, shade, onOpen }: MapProps) {
  const words = useSection('explorer')
  const index = useMemo(() => byMarks(runs), [runs])
  const { stop, handlers } = useGridKeys()
  const rows = segments.slice(0, first)
  return (
    <table className={styles.single} {...handlers}>
      <caption className="unseen">{words.map}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">{words.faults}</span>
          </th>
          {KINDS.map((kind) => (
            <th key={kind} scope="col">
              {words.kinds[kind]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((segment, row) => (
          <tr key={segment.id}>
            <th scope="row">
              {words.segment({ nth: row + 1, flags: flagsText(segment) })}
              <small>{words.way[segment.from]}</small>
            </th>
            {KINDS.map((kind, column) => {
              const run = index.get(keyOf([{ nth: row + 1, kind }]))
              const place = `${row} ${column}`
              return (
                <td key={kind}>
                  {run !== undefined && (
                    <MapCell
                      run={run}
                      letter={letterOf(run)}
                      measure={measure}
                      shade={shade(run)}
                      name={words.cell({
                        what: faultsText(run, segments, words),
                        ending: endingText(run, letterOf(run), words),
                      })}
                      place={place}
                      isStop={stop === null ? place === '0 0' : stop === place}
                      onOpen={onOpen}
                    />
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
