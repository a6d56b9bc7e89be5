import { Play } from 'lucide-react'
import type { ReactNode } from 'react'
import { useSection } from '../../i18n/use-section.ts'
import { useImports } from '../../store/imports.ts'
import { studio } from '../../store/store.ts'
import { Button } from '../../ui/button.tsx'
import styles from './capture.module.css'
import { Chooser } from './chooser.tsx'
import { FileFacts } from './file-facts.tsx'
import { Remarks } from './remarks.tsx'
import { StreamList } from './stream-list.tsx'

interface Props {
  readonly diagram: ReactNode
  readonly side: ReactNode
  readonly dock: ReactNode
}

/** A capture: its streams at the left, one of them in the views of the studio. */
export function Capture({ diagram, side, dock }: Props) {
  const opened = useImports((state) => state.opened)
  return (
    <div className={styles.capture} data-open={opened !== null || undefined}>
      <div className={styles.files}>
        <Chooser />
        <FileFacts />
        <StreamList />
        {opened !== null && <Simulate lossesLeftOut={opened.lossesLeftOut} />}
      </div>
      {opened !== null && (
        <>
          <div className={styles.diagram}>{diagram}</div>
          <div className={styles.remarks}>
            <Remarks opened={opened} />
          </div>
          <div className={styles.side}>{side}</div>
          <div className={styles.dock}>{dock}</div>
        </>
      )}
    </div>
  )
}

function Simulate({ lossesLeftOut }: { readonly lossesLeftOut: number }) {
  const words = useSection('captureView')
  return (
    <section className={styles.simulate}>
      <Button look="primary" onClick={() => studio.getState().show(null)}>
        <Play size={15} aria-hidden />
        {words.simulate}
      </Button>
      <p>{words.simulateHint}</p>
      {lossesLeftOut > 0 && <p>{words.lossesLeftOut(lossesLeftOut)}</p>}
    </section>
  )
}
