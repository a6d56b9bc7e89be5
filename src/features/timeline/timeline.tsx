import { useMemo } from 'react'
import { STUDIO } from '../../diagram/metrics.ts'
import { buildTimeAxis } from '../../diagram/time-axis.ts'
import { useStudio } from '../../store/store.ts'
import { Scrubber } from './parts/scrubber.tsx'
import styles from './timeline.module.css'

/** The whole run on one line: both ribbons, events, chapters and the moment. Empty until there is a trace. */
export function Timeline({ withNames = true }: { readonly withNames?: boolean }) {
  const trace = useStudio((studio) => studio.trace)
  const trueScale = useStudio((studio) => studio.trueScale)
  const axis = useMemo(
    () => (trace === null ? null : buildTimeAxis(trace, STUDIO, { trueScale })),
    [trace, trueScale],
  )
  return (
    <div className={styles.timeline} data-names={withNames || undefined}>
      {trace !== null && axis !== null && <Scrubber trace={trace} axis={axis} withNames={withNames} />}
    </div>
  )
}
