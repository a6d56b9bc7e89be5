import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { numberMarks, seenUs } from '../../drawing/number-marks.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import { useSection } from '../../i18n/use-section.ts'
import { SharedRuns, SharedTrack, useSharedTime } from '../../runs/shared-time.tsx'
import { runAside } from '../../store/aside.ts'
import { playback } from '../../store/playback.ts'
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
  const traces = useMemo(() => [captured, simulated], [captured, simulated])
  const comparison = useMemo(() => compare(captured, simulated), [captured, simulated])
  const [first = null] = comparison.differences
  const [shown, setShown] = useState<Difference | null>(first)
  const [selected, setSelected] = useState(() => idsOf(first))
  const time = useSharedTime(traces, String(opened.id), first === null ? 0 : momentOf(first))
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
        <SharedRuns time={time} runs={panes} />
      </div>
      <DifferenceList comparison={comparison} shown={shown} onShow={show} />
      <div className={`${styles.dock} ${styles.track}`}>
        {transport}
        <SharedTrack time={time} label={words.position} />
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
