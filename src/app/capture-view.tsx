import { PHONE, STUDIO } from '../diagram/metrics.ts'
import { Capture } from '../features/capture/capture.tsx'
import { SequenceDiagram } from '../features/sequence-diagram/sequence-diagram.tsx'
import { Timeline } from '../features/timeline/timeline.tsx'
import { Transport } from '../features/timeline/transport.tsx'
import { useLayout } from './breakpoints.ts'
import styles from './screen.module.css'
import { SidePanel } from './side-panel.tsx'

/** A capture in the views of the studio. */
export function CaptureView() {
  const phone = useLayout() === 'phone'
  return (
    <Capture
      diagram={<SequenceDiagram metrics={phone ? PHONE : STUDIO} />}
      side={<SidePanel />}
      timeline={<Timeline withNames={!phone} />}
      transport={
        <div className={styles.transport}>
          <Transport phone={phone} />
        </div>
      }
    />
  )
}
