import { useMemo } from 'react'
import type { Columns } from '../diagram/columns.ts'
import { glimpseOf } from '../diagram/glimpse.ts'
import type { DiagramMetrics } from '../diagram/metrics.ts'
import { layoutSequence, type SequenceLayout } from '../diagram/sequence-layout.ts'
import type { TimeAxis } from '../diagram/time-axis.ts'
import type { Trace } from '../engine/trace/codec.ts'
import { useMessages } from '../i18n/use-messages.ts'
import type { Shown } from './use-window.ts'

/** Fewer arrows are drawn at once, wherever a hand leaps to. */
const MANY = 150

/** What there is to draw of a run: its window, or for the time of a leap what can be seen of it. */
export function useLayout(
  trace: Trace,
  axis: TimeAxis,
  columns: Columns,
  metrics: DiagramMetrics,
  { window, sight }: Shown,
): SequenceLayout {
  const { diagram: words } = useMessages()
  const whole = useMemo(
    () => layoutSequence(trace, axis, columns, metrics, window, words),
    [trace, axis, columns, metrics, window, words],
  )
  return useMemo(
    () => (sight === null || whole.arrows.length < MANY ? whole : glimpseOf(whole, sight)),
    [whole, sight],
  )
}
