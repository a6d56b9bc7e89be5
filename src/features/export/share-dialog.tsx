import { useState } from 'react'
import { useMessages } from '../../i18n/use-messages.ts'
import { useSection } from '../../i18n/use-section.ts'
import { hashOf } from '../../store/link.ts'
import { studio } from '../../store/store.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { EmbedPanel } from './embed-panel.tsx'
import { FilePanel } from './file-panel.tsx'
import { LinkPanel } from './link-panel.tsx'
import styles from './share.module.css'

type Way = 'link' | 'embed' | 'file'
/** From a folder there is nothing that other pages could embed. */
const WAYS: readonly Way[] = location.protocol === 'file:' ? ['link', 'file'] : ['link', 'embed', 'file']

interface Props {
  /** Of the scenario, in the reader's language. */
  readonly title: string
  readonly onClose: () => void
}

/** The moment on screen as a link, as a frame for other pages, as a file. */
export function ShareDialog({ title, onClose }: Props) {
  const { shell } = useMessages()
  const words = useSection('share')
  const [way, setWay] = useState<Way>('link')
  const hash = useHash()
  return (
    <Dialog title={words.title} closeLabel={shell.close} onClose={onClose}>
      <div className={styles.body}>
        <Segmented
          label={words.ways}
          options={WAYS.map((value) => ({ value, label: words[value] }))}
          value={way}
          onChange={setWay}
        />
        {way === 'link' && <LinkPanel hash={hash} title={title} />}
        {way === 'embed' && <EmbedPanel hash={hash} title={title} />}
        {way === 'file' && <FilePanel hash={hash} title={title} />}
      </div>
    </Dialog>
  )
}

/** The address of what is on screen; the run does not go on while a dialog is open. */
const useHash = (): string => useState(() => hashOf(studio.getState()))[0]
