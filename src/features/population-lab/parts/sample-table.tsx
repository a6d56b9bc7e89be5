import { range } from 'd3-array'
import { useState } from 'react'
import type { Samples } from '../../../engine/sim/population/samples.ts'
import { type Side, STATES } from '../../../engine/tcp/state.ts'
import { useSection } from '../../../i18n/use-section.ts'
import styles from './tables.module.css'

/** About so many rows, evenly spread over the run. */
const ROWS = 24

/** The charts as tables: made when they are asked for, because they change ten times a second. */
export function SampleTable({ samples }: { readonly samples: Samples }) {
  const words = useSection('lab')
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={styles.section} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.table}</summary>
      {isOpen && (['C', 'S'] as const).map((side) => <HostTable key={side} side={side} samples={samples} />)}
    </details>
  )
}

function HostTable({ side, samples }: { readonly side: Side; readonly samples: Samples }) {
  const words = useSection('lab')
  const last = samples.count - 1
  const rows = [...range(0, last, Math.max(1, Math.floor(samples.count / ROWS))), last]
  const states = STATES.filter((state) => rows.some((row) => samples.sockets(row, side, state) > 0))
  return (
    <div className={styles.wide}>
      <table className={styles.table}>
        <caption>{words.tableOf(words.hostNames[side])}</caption>
        <thead>
          <tr>
            <th scope="col">{words.time}</th>
            {states.map((state) => (
              <th key={state} scope="col" lang="en">
                {state}
              </th>
            ))}
            {side === 'C' && <th scope="col">{words.portsColumn}</th>}
            {side === 'C' && <th scope="col">{words.errorsColumn}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row} className="mono">
              <th scope="row">{words.clock(samples.timeUs(row))}</th>
              {states.map((state) => (
                <td key={state}>{words.count(samples.sockets(row, side, state))}</td>
              ))}
              {side === 'C' && <td>{words.count(samples.value(row, 'portsInUse'))}</td>}
              {side === 'C' && <td>{words.count(samples.value(row, 'connectErrors'))}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
