import { useState } from 'react'
import { useSection } from '../../../i18n/use-section.ts'
import { type Exploration, MOST_RUNS, MOST_SEGMENTS, mostRuns } from '../../../scenario/explored.ts'
import { useExploration } from '../../../store/exploration.ts'
import { Button } from '../../../ui/button.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import styles from '../explorer.module.css'
import { explore, useExploreAtOnce } from '../session.ts'

/** Runs that an engine in a browser does in a second, low rather than high. */
const RUNS_A_SECOND = 1_500
/** Longer waits are asked about first. */
const LONG_S = 10
/** As many as `npm run explore` takes. */
const USUAL_SEGMENTS = 16

/** How much to explore, how long that takes, how far it is and what the invariants say. */
export function StartBar({ segments }: { readonly segments: number }) {
  const words = useSection('explorer')
  const { status, cancel } = useExploration()
  const [faults, setFaults] = useState<Exploration['faults']>(1)
  const [first, setFirst] = useState(USUAL_SEGMENTS)
  const [isSure, setSure] = useState(false)
  useExploreAtOnce({ faults, first })
  const most = mostRuns({ faults, first, segments })
  const lasts = Math.ceil(most / RUNS_A_SECOND)
  const isTooMany = most > MOST_RUNS
  const begin = () => {
    if (lasts > LONG_S && !isSure) return setSure(true)
    setSure(false)
    explore({ faults, first })
  }
  const change = (act: () => void) => () => {
    setSure(false)
    act()
  }
  return (
    <div className={styles.start}>
      <Segmented
        label={words.depth}
        options={[
          { value: '1', label: words.depths.single },
          { value: '2', label: words.depths.pairs },
        ]}
        value={String(faults)}
        onChange={(value) => change(() => setFaults(value === '2' ? 2 : 1))()}
      />
      <label className={styles.first}>
        {words.first}
        <input
          type="number"
          min={1}
          max={MOST_SEGMENTS}
          value={first}
          onChange={(event) => {
            const { valueAsNumber } = event.currentTarget
            if (valueAsNumber >= 1 && valueAsNumber <= MOST_SEGMENTS) change(() => setFirst(valueAsNumber))()
          }}
        />
      </label>
      {status === 'running' ? (
        <Button className={styles.bordered ?? ''} onClick={cancel}>
          {words.cancel}
        </Button>
      ) : (
        <Button look="primary" disabled={isTooMany || segments === 0} onClick={begin}>
          {isSure ? words.startSure(most, lasts) : words.start}
        </Button>
      )}
      <Status most={most} isTooMany={isTooMany} segments={segments} />
    </div>
  )
}

interface StatusProps {
  readonly most: number
  readonly isTooMany: boolean
  readonly segments: number
}

function Status({ most, isTooMany, segments }: StatusProps) {
  const words = useSection('explorer')
  const { status, runs, exploration, explored } = useExploration()
  if (isTooMany) return <p role="status">{words.tooMany(most, MOST_RUNS)}</p>
  if (status === 'idle' || exploration === null)
    return <p className={styles.status}>{words.estimate(most)}</p>
  const all = mostRuns({ ...exploration, segments })
  if (status === 'running') {
    return (
      <p className={styles.status}>
        <progress max={all} value={runs.length} aria-label={words.progress(runs.length, all)} />
        <span aria-hidden>{words.progress(runs.length, all)}</span>
      </p>
    )
  }
  const broken = runs.filter((run) => run.broken.length > 0)
  const ids = [...new Set(broken.flatMap((run) => run.broken))]
  const givenUp = explored?.scenario.gives_up ?? []
  const verdict = [
    status === 'failed'
      ? words.failed
      : status === 'cancelled'
        ? words.cancelled(runs.length)
        : words.done(runs.length),
    broken.length === 0 ? words.allHold : words.broken(broken.length, ids),
    ...(givenUp.length === 0 ? [] : [words.givenUp(givenUp)]),
  ]
  return (
    <p className={styles.status} role="status" data-broken={broken.length > 0 || undefined}>
      {verdict.join(words.comma)}
    </p>
  )
}
