import { PHONE, STUDIO } from '../diagram/metrics.ts'
import { Quiz } from '../features/quiz/quiz.tsx'
import { SequenceDiagram } from '../features/sequence-diagram/sequence-diagram.tsx'
import { useLayout } from './breakpoints.ts'
import styles from './screen.module.css'

/** The run with its future hidden, and the questions about it. */
export function PredictView() {
  const layout = useLayout()
  return (
    <div className={styles.beside} data-layout={layout}>
      <div className={styles.diagram}>
        <SequenceDiagram metrics={layout === 'phone' ? PHONE : STUDIO} plain />
      </div>
      <Quiz />
    </div>
  )
}
