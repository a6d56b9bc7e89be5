import { useState } from 'react'
import { StateSwatch } from '../../../drawing/state-swatch.tsx'
import type { Samples } from '../../../engine/sim/population/samples.ts'
import { type Side, STATES } from '../../../engine/tcp/state.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { usePopulation } from '../../../store/population.ts'
import { textOf } from '../../../ui/state-colour.ts'
import type { Where } from '../../../worker/population/protocol.ts'
import { Connections } from './connections.tsx'
import styles from './tables.module.css'

interface Props {
  readonly samples: Samples
  readonly row: number
  /** The reader has set it; else it is where the run is. */
  readonly isChosen: boolean
}

const SIDES: readonly Side[] = ['C', 'S']

/** The moment under the cursor: how many sockets in which state, and some of the connections behind them. */
export function Moment({ samples, row, isChosen }: Props) {
  const words = useSection('lab')
  const status = usePopulation((state) => state.status)
  const [where, setWhere] = useState<Where | null>(null)
  const tUs = samples.timeUs(row)
  const asks = isChosen || status === 'done' || status === 'cancelled' || status === 'paused'
  return (
    <section className={styles.section} aria-labelledby="lab-moment">
      <h2 id="lab-moment">{words.at(tUs)}</h2>
      <p className={styles.note}>
        <span id="lab-hint">{words.momentHint}</span> {words.chooseState}
      </p>
      <div className={styles.hosts}>
        {SIDES.map((side) => (
          <HostStates key={side} {...{ side, samples, row, where }} onChoose={setWhere} />
        ))}
      </div>
      {asks && <Connections tUs={tUs} where={where} />}
    </section>
  )
}

interface HostProps {
  readonly side: Side
  readonly samples: Samples
  readonly row: number
  readonly where: Where | null
  readonly onChoose: (where: Where | null) => void
}

/** Each state of a host with its number of sockets, as something to choose. */
function HostStates({ side, samples, row, where, onChoose }: HostProps) {
  const words = useSection('lab')
  const states = STATES.filter((state) => samples.sockets(row, side, state) > 0)
  const chosen = where?.side === side ? where.state : null
  // A choice that there is nothing of any more must not be left without a way back.
  const shown = chosen === null || states.includes(chosen) ? states : [...states, chosen]
  return (
    <div role="group" aria-label={words.hosts[side]}>
      <h3>{words.hosts[side]}</h3>
      {shown.length === 0 && <p className={styles.note}>{words.noSockets}</p>}
      {shown.map((state) => {
        const n = samples.sockets(row, side, state)
        const isChosen = chosen === state
        return (
          <button
            key={state}
            type="button"
            className={styles.state}
            aria-pressed={isChosen}
            aria-label={words.showState({ host: words.hostNames[side], state, n })}
            onClick={() => onChoose(isChosen ? null : { side, state })}
          >
            <StateSwatch state={state} />
            <b lang="en" style={{ color: textOf(state) }}>
              {state}
            </b>
            <span className="mono">{words.count(n)}</span>
          </button>
        )
      })}
    </div>
  )
}
