import { type CSSProperties, useMemo, useState } from 'react'
import { SIDES, type State } from '../../../engine/tcp/state.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import { useStudio } from '../../../store/store.ts'
import { textOf } from '../../../ui/state-colour.ts'
import { Empty } from '../empty.tsx'
import { connectionAt } from './connection-at.ts'
import { TimeLeft } from './time-left.tsx'
import { tcbTable } from './tcb-rows.ts'
import styles from './tcb-tab.module.css'

/** Every variable of both ends of a connection, what changed in this step in bold, and the timers with their time left. */
export function TcbTab() {
  const { tcb: words } = useMessages().inspector
  const trace = useStudio((studio) => studio.trace)
  const step = useStudio((studio) => studio.step)
  const selected = useStudio((studio) => studio.selectedSegment)
  const [chosen, setChosen] = useState<number | null>(null)
  if (trace === null) return <Empty>{words.empty}</Empty>
  const conn =
    chosen !== null && chosen < trace.connections.length ? chosen : connectionAt(trace, step, selected)
  if (conn === null) return <Empty>{words.empty}</Empty>
  return (
    <div className={styles.tab}>
      {trace.connections.length > 1 && <Connections trace={trace} conn={conn} onChoose={setChosen} />}
      <Table trace={trace} conn={conn} step={step} />
    </div>
  )
}

interface ConnectionsProps {
  readonly trace: Trace
  readonly conn: number
  readonly onChoose: (conn: number) => void
}

function Connections({ trace, conn, onChoose }: ConnectionsProps) {
  const { tcb: words } = useMessages().inspector
  return (
    <label className={styles.connections}>
      {words.connection}
      <select value={conn} onChange={(event) => onChoose(Number(event.target.value))}>
        {trace.connections.map(({ id, clientPort, serverPort, incarnation }) => (
          <option key={id} value={id}>
            {words.connectionName(clientPort, serverPort, incarnation)}
          </option>
        ))}
      </select>
    </label>
  )
}

function Table({ trace, conn, step }: { trace: Trace; conn: number; step: number }) {
  const { inspector, shell } = useMessages()
  const { tcb: words } = inspector
  const table = useMemo(() => tcbTable(trace, conn, step, words), [trace, conn, step, words])
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">{words.variable}</span>
          </th>
          <th scope="col">{shell.client}</th>
          <th scope="col">{shell.server}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row" lang="en">
            state
          </th>
          {SIDES.map((side) => {
            const { value, hasChanged } = table.states[side]
            return (
              <td key={side} className={hasChanged ? styles.changed : undefined}>
                {value !== null && <StateName state={value} />}
              </td>
            )
          })}
        </tr>
        {table.rows.slice(0, KEY_ROWS).map((row) => (
          <VariableRow key={row.field} row={row} changedNow={words.changedNow} />
        ))}
        <tr>
          <th scope="row">{words.timers}</th>
          {SIDES.map((side) => (
            <td key={side}>
              {table.timers[side].length === 0 ? words.noTimer : null}
              {table.timers[side].map((timer) => (
                <span key={timer.setFact} className={styles.timer}>
                  {words.timer[timer.timer]} <TimeLeft dueUs={timer.dueUs} />
                </span>
              ))}
            </td>
          ))}
        </tr>
        {table.rows.slice(KEY_ROWS).map((row) => (
          <VariableRow key={row.field} row={row} changedNow={words.changedNow} />
        ))}
      </tbody>
    </table>
  )
}

/** Rows before the timers. */
const KEY_ROWS = 8

function VariableRow({
  row,
  changedNow,
}: {
  row: ReturnType<typeof tcbTable>['rows'][number]
  changedNow: string
}) {
  return (
    <tr>
      <th scope="row">{row.name}</th>
      {SIDES.map((side) => {
        const { value, hasChanged } = row.cells[side]
        return (
          <td key={side} className={hasChanged ? styles.changed : undefined}>
            {value}
            {hasChanged && <span className="unseen">, {changedNow}</span>}
          </td>
        )
      })}
    </tr>
  )
}

function StateName({ state }: { readonly state: State }) {
  return (
    <span className={styles.state} style={{ '--state': textOf(state) } as CSSProperties} lang="en">
      {state}
    </span>
  )
}
