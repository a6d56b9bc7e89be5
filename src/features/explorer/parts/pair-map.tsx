import { useMemo } from 'react'
import { useSection } from '../../../i18n/use-section.ts'
import styles from '../explorer.module.css'
import { byMarks, KINDS, keyOf, type Mark, markOf } from '../outcome-map.ts'
import { endingText, faultsText } from '../wording.ts'
import { useGridKeys } from './grid-keys.ts'
import { MapCell } from './map-cell.tsx'
import type { MapProps } from './single-map.tsx'

/** Every pair of faults: the earlier one chooses the row, the later one the column. */
export function PairMap({ runs, segments, measure, first, letterOf, shade, onOpen }: MapProps) {
  const words = useSection('explorer')
  const index = useMemo(() => byMarks(runs), [runs])
  const marks = useMemo(() => marksUpTo(first), [first])
  const last = useMemo(() => lastSecond(runs), [runs])
  const { stop, handlers } = useGridKeys()
  // Segments that only faults bring about follow after those of the run as it is.
  const columns = marks.filter(({ nth }) => nth > 1 && nth <= last)
  const rows = marks.filter(({ nth }) => nth < last)
  const firstPlace = `0 ${KINDS.length}`
  return (
    <section aria-labelledby="pairs">
      <h2 id="pairs">{words.pairMap}</h2>
      <p className={styles.small}>{words.pairHint}</p>
      <div className={styles.pairFrame}>
        <table className={styles.pairs} {...handlers}>
          <caption className="unseen">{words.pairMap}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="unseen">{words.faults}</span>
              </th>
              {columns.map((mark) => (
                <th key={keyOf([mark])} scope="col">
                  <MarkName mark={mark} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((a, row) => (
              <tr key={keyOf([a])}>
                <th scope="row">
                  <MarkName mark={a} />
                </th>
                {columns.map((b) => {
                  const column = marks.indexOf(b)
                  const run = b.nth > a.nth ? index.get(keyOf([a, b])) : undefined
                  const place = `${row} ${column}`
                  return (
                    <td key={keyOf([b])}>
                      {run === undefined ? (
                        <span className={styles.hole} aria-hidden>
                          {b.nth > a.nth ? '\u00b7' : ''}
                        </span>
                      ) : (
                        <MapCell
                          run={run}
                          letter={letterOf(run)}
                          measure={measure === 'closed' ? 'ending' : measure}
                          shade={shade(run)}
                          name={words.cell({
                            what: faultsText(run, segments, words),
                            ending: endingText(run, letterOf(run), words),
                          })}
                          place={place}
                          isStop={stop === null ? place === firstPlace : stop === place}
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
      </div>
    </section>
  )
}

/** Short enough for the edge of a narrow column: `3 lost`. */
function MarkName({ mark: { nth, kind } }: { readonly mark: Mark }) {
  const words = useSection('explorer')
  return (
    <>
      {nth} <small>{words.kinds[kind]}</small>
    </>
  )
}

const marksUpTo = (first: number): Mark[] =>
  Array.from({ length: first }, (_, i) => KINDS.map((kind) => ({ nth: i + 1, kind }))).flat()

/** The latest segment that any pair touches. */
const lastSecond = (runs: readonly MapProps['runs'][number][]): number =>
  runs.reduce((most, { faults }) => {
    const second = faults[1]
    return second === undefined ? most : Math.max(most, markOf(second).nth)
  }, 2)
