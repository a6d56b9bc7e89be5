import type { Counters } from '../../../engine/sim/population/counters.ts'
import { useSection } from '../../../i18n/use-section.ts'
import type { Section } from '../../../i18n/sections.ts'
import styles from './tables.module.css'

/** Failed calls by errno, and what became of segments that did not get through, by reason. */
export function Counts({ counters }: { readonly counters: Counters }) {
  const words = useSection('lab')
  const errors = Object.entries(counters.errors).map(([name, n]) => ({ name: name.replace(' ', '() '), n }))
  return (
    <div className={styles.pair}>
      <CountTable
        id="errors"
        title={words.errors}
        head={words.call}
        rows={errors}
        none={words.noErrors}
        isCode
      />
      <CountTable
        id="drops"
        title={words.drops}
        head={words.reason}
        rows={dropsOf(counters, words)}
        none={words.noDrops}
      />
    </div>
  )
}

interface CountRow {
  readonly name: string
  readonly n: number
}

/** What hosts and the path did to segments, and how often. */
function dropsOf(counters: Counters, words: Section<'lab'>): readonly CountRow[] {
  const { reasons } = words
  const noted = (['syn-dropped-backlog-full', 'accept-queue-full', 'syn-cookie-sent'] as const).map(
    (note) => ({
      name: reasons[note],
      n: counters.notes[note] ?? 0,
    }),
  )
  // The two queues are told by what hosts remark on them.
  const discarded = Object.entries(counters.discarded)
    .filter(([rule]) => rule !== 'HOST-BACKLOG' && rule !== 'HOST-ACCEPT-QUEUE')
    .map(([rule, n]) => ({ name: reasons.other(rule), n }))
  return [
    ...noted,
    { name: reasons.lost, n: counters.lost },
    { name: reasons.retransmitted, n: counters.retransmitted },
    ...discarded,
  ].filter(({ n }) => n > 0)
}

interface TableProps {
  readonly id: string
  readonly title: string
  readonly head: string
  readonly rows: readonly CountRow[]
  /** What is said where there is nothing to count. */
  readonly none: string
  readonly isCode?: boolean
}

function CountTable({ id, title, head, rows, none, isCode = false }: TableProps) {
  const words = useSection('lab')
  const most = Math.max(1, ...rows.map(({ n }) => n))
  return (
    <section className={styles.section} aria-labelledby={`lab-${id}`}>
      <h2 id={`lab-${id}`}>{title}</h2>
      {rows.length === 0 ? (
        <p className={styles.note}>{none}</p>
      ) : (
        <table className={styles.table} aria-labelledby={`lab-${id}`}>
          <thead>
            <tr>
              <th scope="col">{head}</th>
              <th scope="col">{words.times}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, n }) => (
              <tr key={name}>
                <th scope="row">{isCode ? <code lang="en">{name}</code> : name}</th>
                <td className="mono">
                  <i className={styles.bar} style={{ width: `${(n / most) * 60}%` }} />
                  {words.count(n)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
