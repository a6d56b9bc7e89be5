import { anomaliesOf, doubtOf } from '../../engine/capture/captured-trace.ts'
import { flagsText } from '../../diagram/segment-text.ts'
import { useSection } from '../../i18n/use-section.ts'
import { useStudio } from '../../store/store.ts'
import type { OpenedStream } from '../../worker/import-protocol.ts'
import styles from './capture.module.css'

/** What is unusual about the segments of this moment, what of it nobody saw, and what the file says of them. */
export function Remarks({ opened }: { readonly opened: OpenedStream }) {
  const words = useSection('captureView')
  const { anomalies, doubts } = useSection('capture')
  const trace = useStudio((state) => state.trace)
  const step = useStudio((state) => state.step)
  const selected = useStudio((state) => state.selectedSegment)
  if (trace === null) return null
  const { captured } = opened
  const [from, to] = trace.stepFacts(step)
  const facts = Array.from({ length: to - from }, (_, at) => trace.fact(from + at))
  const touched = facts.flatMap((fact) => ('segment' in fact ? [fact.segment] : []))
  const segments = [...new Set([...touched, ...(selected === null ? [] : [selected])])]
  const unusual = segments.flatMap((id) =>
    anomaliesOf(captured, id).map((anomaly) =>
      words.segment(flagsText(trace.segment(id)), anomalies[anomaly]),
    ),
  )
  const inferred = facts.flatMap((fact) => {
    const doubt = doubtOf(captured, fact.index)
    if (doubt === null) return []
    return [fact.kind === 'state-changed' ? words.segment(fact.to, doubts[doubt]) : doubts[doubt]]
  })
  const comments = segments.flatMap((id) => (opened.comments.get(id) ?? []).map(words.comment))
  const all = [...new Set([...unusual, ...inferred, ...comments])]
  return (
    <section aria-label={words.here} className={styles.remark}>
      <p aria-live="polite">{all.length === 0 ? words.certain : all.join('; ')}</p>
    </section>
  )
}
