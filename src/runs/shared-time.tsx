import { type ComponentProps, useMemo } from 'react'
import type { DiagramMetrics } from '../diagram/metrics.ts'
import { buildTimeAxis, type TimeAxis } from '../diagram/time-axis.ts'
import { Runs, useRunMetrics } from '../drawing/runs.tsx'
import { Track } from '../drawing/track.tsx'
import type { Trace } from '../engine/trace/codec.ts'
import { clockHands, useBorrowedClock } from '../store/borrowed-clock.ts'
import { useStudio } from '../store/store.ts'

/** The one scale of time that several runs are drawn on. */
export interface SharedTime {
  readonly traces: readonly Trace[]
  readonly axis: TimeAxis
  readonly metrics: DiagramMetrics
}

const { onFrame, pause, seek } = clockHands

/**
 * Gives several runs one scale, and the one clock to them while they are on screen. `opened` and `at` (microseconds):
 * which moment is shown first, as in `useBorrowedClock`. `traces`: the same array each time; null: there are none yet.
 */
export function useSharedTime(traces: readonly Trace[], opened: string | null, at?: number): SharedTime
export function useSharedTime(traces: readonly Trace[] | null, opened: string | null): SharedTime | null
export function useSharedTime(
  traces: readonly Trace[] | null,
  opened: string | null,
  at?: number,
): SharedTime | null {
  const metrics = useRunMetrics()
  const zoom = useStudio((state) => state.timeScale)
  const time = useMemo(
    () => (traces === null ? null : { traces, metrics, axis: buildTimeAxis(traces, metrics, { zoom }) }),
    [traces, metrics, zoom],
  )
  useBorrowedClock(traces, time?.axis ?? null, opened, at)
  return time
}

type RunsProps = ComponentProps<typeof Runs>

interface SharedRunsProps extends Partial<Pick<RunsProps, 'partingUs' | 'partingText'>> {
  readonly time: SharedTime
  readonly runs: readonly Omit<RunsProps['runs'][number], 'onSeek'>[]
}

/** The runs side by side, in the order of their traces. */
export function SharedRuns({ time, runs, partingUs = null, partingText = '' }: SharedRunsProps) {
  const showFuture = useStudio((state) => state.showFuture)
  return (
    <Runs
      runs={runs.map((run) => ({ ...run, onSeek: seek }))}
      axis={time.axis}
      metrics={time.metrics}
      showFuture={showFuture}
      clock={onFrame}
      partingUs={partingUs}
      partingText={partingText}
    />
  )
}

/** The runs as one slider. */
export function SharedTrack({ time, label }: Pick<SharedRunsProps, 'time'> & { readonly label: string }) {
  const { traces, axis } = time
  return <Track traces={traces} axis={axis} label={label} clock={onFrame} onGrab={pause} onSeek={seek} />
}
