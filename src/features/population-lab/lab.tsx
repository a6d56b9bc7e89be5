import { memo, useMemo, useState } from 'react'
import type { PopulationSpec } from '../../engine/sim/population/spec.ts'
import { useSection } from '../../i18n/use-section.ts'
import { usePopulation } from '../../store/population.ts'
import type { PopulationUpdate } from '../../worker/population/protocol.ts'
import { Chart } from './chart/chart.tsx'
import { including, type Range } from './chart/range.ts'
import styles from './lab.module.css'
import { markersOf } from './markers.ts'
import { Counts } from './parts/counts.tsx'
import { Figures } from './parts/figures.tsx'
import { Moment } from './parts/moment.tsx'
import { Parameters } from './parts/parameters.tsx'
import { Problems } from './parts/problems.tsx'
import { ProgressBar } from './parts/progress-bar.tsx'
import { Question } from './parts/question.tsx'
import { SampleTable } from './parts/sample-table.tsx'
import { Summary } from './parts/summary.tsx'
import { useSetup } from './use-setup.ts'
import { useSlowed } from './use-slowed.ts'
import { markerText } from './wording.ts'

/** Thousands of connections a second: what stands in which state, what runs out, and what theory says of it. */
export function Lab() {
  const words = useSection('lab')
  const { setup, problems } = useSetup()
  const spec = usePopulation((state) => state.spec)
  const update = useSlowed(usePopulation((state) => state.update))
  const isThere = spec !== null && update !== null && update.samples.count > 0
  return (
    <div className={styles.lab}>
      <h1 className="unseen">{words.title}</h1>
      <Question setup={setup} />
      <Summary setup={setup} update={update} />
      <div className={styles.main} data-scrolls="">
        <Problems problems={problems} />
        {isThere ? <Run key={spec.stopUs} spec={spec} update={update} /> : <div className={styles.empty} />}
      </div>
      <Parameters setup={setup} />
      <ProgressBar />
    </div>
  )
}

interface RunProps {
  readonly spec: PopulationSpec
  readonly update: PopulationUpdate
}

/** Charts and tables of the run on screen. The samples of an update go on growing: only a new one may draw them anew. */
const Run = memo(function Run({ spec, update }: RunProps) {
  const { samples, counters, progress, end } = update
  const { count } = samples
  const words = useSection('lab')
  /** Null: the last row there is. */
  const [chosen, setChosen] = useState<number | null>(null)
  const [range, setRange] = useState<Range | null>(null)
  const row = Math.min(chosen ?? count - 1, count - 1)
  const errors = Object.keys(counters.errors).join()
  const markers = useMemo(
    () => markersOf(spec, samples, errors === '' ? [] : errors.split(',')),
    // The samples are one object that grows.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [spec, samples, count, errors],
  )
  const endUs = spec.stopUs ?? progress.tUs
  const knownUs = end === null || end === 'cancelled' ? progress.tUs : endUs
  const showRow = (next: number) => {
    setChosen(next)
    setRange(including(range, endUs / 1e6, samples.timeUs(next) / 1e6))
  }
  const shared = { spec, samples, count, endUs, knownUs, row, onRow: showRow, range, onRange: setRange }
  const newest = markers.at(-1)
  return (
    <>
      <p className="unseen" role="status">
        {newest === undefined ? '' : markerText(newest, spec, words)}
      </p>
      <div className={styles.charts}>
        {(['C', 'S'] as const).map((side) => (
          <Chart key={side} {...shared} side={side} markers={markers.filter((each) => each.side === side)} />
        ))}
      </div>
      <Moment samples={samples} row={row} isChosen={chosen !== null} />
      <Figures spec={spec} samples={samples} />
      <Counts counters={counters} />
      <SampleTable samples={samples} />
    </>
  )
})
