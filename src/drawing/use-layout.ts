import { useMemo } from 'react'
import { countSentIn } from '../diagram/arrows.ts'
import type { Columns } from '../diagram/columns.ts'
import { glimpseOf } from '../diagram/glimpse.ts'
import type { DiagramMetrics } from '../diagram/metrics.ts'
import { layoutSequence, type SequenceLayout } from '../diagram/sequence-layout.ts'
import { layoutSketch } from '../diagram/sketch.ts'
import type { TimeAxis } from '../diagram/time-axis.ts'
import type { Trace } from '../engine/trace/codec.ts'
import { useMessages } from '../i18n/use-messages.ts'
import type { Shown } from './use-window.ts'

/** Fewer arrows in a window are drawn at once, wherever a hand leaps to. */
const MANY = 150
/** Fewer on the screen leave room for words, which are drawn then also for a hand in a hurry. */
const CROWD = 100

/** What there is to draw of a run: its window; of a long one what can be seen after a leap, and lines between leaps. */
export function useLayout(
  trace: Trace,
  axis: TimeAxis,
  columns: Columns,
  metrics: DiagramMetrics,
  { window, sight, pace }: Shown,
): SequenceLayout {
  const { diagram: words } = useMessages()
  const sketch = useMemo(() => {
    if (pace !== 'hurries') return null
    const isCrowd = countSentIn(trace, axis.toUs(sight.top), axis.toUs(sight.bottom)) >= CROWD
    return isCrowd ? layoutSketch(trace, axis, columns, metrics, sight) : null
  }, [trace, axis, columns, metrics, sight, pace])
  const isSketch = sketch !== null
  const whole = useMemo(
    () => (isSketch ? null : layoutSequence(trace, axis, columns, metrics, window, words)),
    [trace, axis, columns, metrics, window, words, isSketch],
  )
  const glimpse = useMemo(
    () => (whole === null || pace === 'rests' || whole.arrows.length < MANY ? null : glimpseOf(whole, sight)),
    [whole, sight, pace],
  )
  return (sketch ?? glimpse ?? whole) as SequenceLayout
}
