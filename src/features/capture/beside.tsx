import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { buildTimeAxis } from '../../diagram/time-axis.ts'
import { numberMarks, seenUs } from '../../drawing/number-marks.ts'
import { Runs, useRunMetrics } from '../../drawing/runs.tsx'
import { Track } from '../../drawing/track.tsx'
import type { Trace } from '../../engine/trace/codec.ts'
import { useSection } from '../../i18n/use-section.ts'
import { runAside } from '../../store/aside.ts'
import { clockHands, useBorrowedClock } from '../../store/borrowed-clock.ts'
import { playback } from '../../store/playback.ts'
import { useStudio } from '../../store/store.ts'
import type { OpenedStream } from '../../worker/import-protocol.ts'
import styles from './capture.module.css'
import { DifferenceList } from './difference-list.tsx'
import { compare, type Comparison, type Difference } from './differences.ts'
import { doubtsOf } from './doubts.ts'

interface Props {
  readonly opened: OpenedStream
  readonly captured: Trace
  /** Previous, play, next and the clock. */
  readonly transport: ReactNode
}

const { onFrame, pause, seek } = clockHands

/** The capture and the run of its scenario, side by side on one scale of time, and what differs. */
export function Beside({ opened, captured, transport }: Props) {
  const words = useSection('captureView')
  const simulated = useSimulated(opened)
  if (simulated === 'computing' || simulated === null) {
    return (
      <p className={styles.waiting} role="status">
        {simulated === null ? words.notSimulated : words.simulating}
      </p>
    )
  }
  return <Both opened={opened} captured={captured} simulated={simulated} transport={transport} />
}

/** Null: it cannot be computed. */
function useSimulated({ scenario }: OpenedStream): Trace | null | 'computing' {
  const [simulated, setSimulated] = useState<Trace | null | 'computing'>('computing')
  useEffect(() => {
    let wanted = true
    void runAside(scenario).then((trace) => wanted && setSimulated(trace))
    return () => {
      wanted = false
    }
  }, [scenario])
  return simulated
}

function Both({ opened, captured, simulated, transport }: Props & { readonly simulated: Trace }) {
  const words = useSection('captureView')
  const metrics = useRunMetrics()
  const showFuture = useStudio((state) => state.showFuture)
  const zoom = useStudio((state) => state.timeScale)
  const traces = useMemo(() => [captured, simulated], [captured, simulated])
  const axis = useMemo(() => buildTimeAxis(traces, metrics, { zoom }), [traces, metrics, zoom])
  const comparison = useMemo(() => compare(captured, simulated), [captured, simulated])
  const [first = null] = comparison.differences
  const [shown, setShown] = useState<Difference | null>(first)
  const [selected, setSelected] = useState(() => idsOf(first))
  useBorrowedClock(traces, axis, String(opened.id), first === null ? 0 : momentOf(first))
  const doubts = useMemo(
    () => doubtsOf(captured, opened.captured, words.doubtMarks),
    [captured, opened, words],
  )
  const panes = (['captured', 'simulated'] as const).map((whose, i) => ({
    trace: traces[i] as Trace,
    hosts: opened.scenario.hosts,
    title: (
      <div className={styles.title}>
        <h2>{words.runs[whose].name}</h2>
        <p>{words.runs[whose].note}</p>
      </div>
    ),
    label: words.runs[whose].name,
    selected: selected[whose],
    marks: numberMarks(comparison.differences.map((one) => one[whose])),
    ...(whose === 'captured' && { doubts }),
    onSelect: (segment: number | null) => {
      setSelected(counterparts(comparison, whose, segment))
      setShown(comparison.differences.find((one) => segment !== null && one[whose]?.id === segment) ?? null)
    },
    onSeek: seek,
  }))
  const show = (difference: Difference): void => {
    setShown(difference)
    setSelected(idsOf(difference))
    playback.pause()
    playback.seek(momentOf(difference))
  }
  return (
    <>
      <div className={styles.both}>
        <Runs
          runs={panes}
          axis={axis}
          metrics={metrics}
          showFuture={showFuture}
          clock={onFrame}
          partingUs={null}
          partingText=""
        />
      </div>
      <DifferenceList comparison={comparison} shown={shown} onShow={show} />
      <div className={`${styles.dock} ${styles.track}`}>
        {transport}
        <Track
          traces={traces}
          axis={axis}
          label={words.position}
          clock={onFrame}
          onGrab={pause}
          onSeek={seek}
        />
      </div>
    </>
  )
}

interface Ids {
  readonly captured: number | null
  readonly simulated: number | null
}

const idsOf = (one: Difference | null): Ids => ({
  captured: one?.captured?.id ?? null,
  simulated: one?.simulated?.id ?? null,
})

/** A segment of one run and the same of the other. */
function counterparts({ pairs }: Comparison, whose: keyof Ids, segment: number | null): Ids {
  if (segment === null) return { captured: null, simulated: null }
  if (whose === 'captured') return { captured: segment, simulated: pairs.get(segment) ?? null }
  const captured = [...pairs].find(([, simulated]) => simulated === segment)?.[0] ?? null
  return { captured, simulated: segment }
}

const momentOf = ({ tUs, captured, simulated }: Difference): number => seenUs(tUs, captured, simulated)
