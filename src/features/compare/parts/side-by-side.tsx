import { Plus } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import type { Trace } from '../../../engine/trace/codec.ts'
import type { TraceSegment } from '../../../engine/trace/trace.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { SharedRuns, SharedTrack, useSharedTime } from '../../../runs/shared-time.tsx'
import { Button } from '../../../ui/button.tsx'
import { divergenceUs } from '../divergence.ts'
import styles from '../compare.module.css'
import { addRun, type Comparison, MOST_RUNS, useTraces } from '../session.ts'
import { Question } from './question.tsx'
import { changeByKey } from './segment-tools.tsx'
import { RunTitle } from './run-title.tsx'
import { Table } from './table.tsx'

interface Props {
  readonly comparison: Comparison
  readonly transport: ReactNode
}

const NO_MARKS: ReadonlyMap<number, string> = new Map()

/** A segment of one of the runs. */
interface Selected {
  readonly run: number
  readonly segment: number
}

/** Question, runs, table, clock: from top to bottom. */
export function SideBySide({ comparison, transport }: Props) {
  const words = useSection('compare')
  const { pair, scenarios } = comparison
  const { traces, failed } = useTraces(scenarios)
  const time = useSharedTime(traces, pair?.id ?? null)
  const parting = useMemo(() => (traces === null ? null : divergenceUs(traces)), [traces])
  const [selected, setSelected] = useState<Selected | null>(null)
  const names = scenarios.map((_, i) =>
    pair === null ? words.run(i + 1) : (words.pairs[pair.id].runs[i]?.name ?? ''),
  )
  // A run that is still being computed has other segments than the one that it takes the place of.
  const isCurrent = traces?.length === scenarios.length
  const runs =
    traces === null || !isCurrent
      ? []
      : scenarios.map((scenario, i) => ({
          trace: traces[i] as Trace,
          hosts: scenario.hosts,
          title: (
            <RunTitle
              comparison={comparison}
              index={i}
              name={names[i] ?? ''}
              segment={selected?.run === i ? segmentOf(traces[i] as Trace, selected.segment) : null}
            />
          ),
          label: words.paneName(names[i] ?? ''),
          selected: selected?.run === i ? selected.segment : null,
          marks: NO_MARKS,
          onSelect: (segment: number | null) => setSelected(segment === null ? null : { run: i, segment }),
          onSegmentKey: (segment: number, event: KeyboardEvent) => {
            if (changeByKey(comparison, i, traces[i] as Trace, segment, event))
              setSelected({ run: i, segment })
          },
        }))
  return (
    <div className={styles.compare} data-runs={scenarios.length}>
      <Question pair={pair} />
      {time !== null && runs.length > 0 ? (
        <SharedRuns
          time={time}
          runs={runs}
          partingUs={parting}
          partingText={
            parting === null ? '' : parting === 0 ? words.differentFromStart : words.identicalUntil(parting)
          }
        />
      ) : (
        <p className={styles.waiting} role="status">
          {failed ? words.failed : ''}
        </p>
      )}
      {traces !== null && isCurrent && (
        <Table key={pair?.id} traces={traces} names={names} asked={pair?.asks ?? []} />
      )}
      <div className={styles.dock}>
        {transport}
        {time !== null && <SharedTrack time={time} label={words.position} />}
      </div>
      {scenarios.length < MOST_RUNS && (
        <div className={styles.add}>
          <Button onClick={() => addRun(comparison)}>
            <Plus size={15} aria-hidden />
            {words.addRun}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Null if a change has taken it away. */
const segmentOf = (trace: Trace, id: number): TraceSegment | null =>
  id < trace.segmentCount ? trace.segment(id) : null
