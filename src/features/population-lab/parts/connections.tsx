import { useEffect, useState } from 'react'
import type { PopulationSpec } from '../../../engine/sim/population/spec.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { usePopulation } from '../../../store/population.ts'
import { textOf } from '../../../ui/state-colour.ts'
import type { ConnectionRow, Where } from '../../../worker/population/protocol.ts'
import { presetTitle } from '../wording.ts'
import styles from './tables.module.css'

interface Props {
  readonly tUs: number
  /** Null: those that began last. */
  readonly where: Where | null
}

interface Answer extends Props {
  readonly spec: PopulationSpec | null
  readonly rows: readonly ConnectionRow[]
}

/** A cursor that still moves asks for nothing. */
const STILL_MS = 250

/** Some connections of a moment, each a door to the studio. */
export function Connections({ tUs, where }: Props) {
  const words = useSection('lab')
  const look = usePopulation((state) => state.look)
  const spec = usePopulation((state) => state.spec)
  /** With what they are an answer to. */
  const [answer, setAnswer] = useState<Answer | null>(null)
  useEffect(() => {
    let isOld = false
    const timer = setTimeout(async () => {
      const rows = await look(tUs, where)
      if (!isOld) setAnswer({ spec, tUs, where, rows })
    }, STILL_MS)
    return () => {
      isOld = true
      clearTimeout(timer)
    }
  }, [look, spec, tUs, where])
  const isCurrent = answer?.spec === spec && answer.tUs === tUs && answer.where === where
  const found = isCurrent ? answer.rows : null
  return (
    <div className={styles.wide} aria-busy={found === null}>
      <table className={styles.table}>
        <caption>
          {where === null ? words.newest : words.connectionsIn(words.hostNames[where.side], where.state)}
        </caption>
        <thead>
          <tr>
            <th scope="col">{words.connection}</th>
            <th scope="col">{words.began}</th>
            <th scope="col">{words.port}</th>
            <th scope="col">{words.state.C}</th>
            <th scope="col">{words.state.S}</th>
            <th scope="col">{words.segments}</th>
            <th scope="col">{words.outcome}</th>
            <th scope="col">
              <span className="unseen">{words.open}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {found?.map((row) => (
            <Row key={row.conn} row={row} tUs={tUs} />
          ))}
        </tbody>
      </table>
      <p className={styles.note} role="status">
        {found === null ? words.searching : found.length === 0 ? words.notFound : ''}
      </p>
    </div>
  )
}

function Row({ row, tUs }: { readonly row: ConnectionRow; readonly tUs: number }) {
  const words = useSection('lab')
  const preset = usePopulation((state) => state.setup?.preset ?? 'port-exhaustion')
  const openConnection = usePopulation((state) => state.openConnection)
  const { conn, startUs, port, states, segments, outcome } = row
  const number = conn + 1
  return (
    <tr>
      <th scope="row" className="mono">
        {words.count(number)}
      </th>
      <td className="mono">{words.exact(startUs)}</td>
      <td className="mono">{port === 0 ? words.noPort : port}</td>
      {(['C', 'S'] as const).map((side) => (
        <td key={side} lang="en" style={{ color: textOf(states[side]) }}>
          {states[side]}
        </td>
      ))}
      <td className="mono">{segments}</td>
      <td>{words.outcomes[outcome]}</td>
      <td>
        {port === 0 ? (
          <small>{words.cannotOpen}</small>
        ) : (
          <button
            type="button"
            aria-label={words.openInStudio(number)}
            onClick={() =>
              void openConnection(conn, words.connectionTitle(number, presetTitle(preset, words)), tUs)
            }
          >
            {words.open}
          </button>
        )}
      </td>
    </tr>
  )
}
