import { X } from 'lucide-react'
import type { RefObject } from 'react'
import { Dialog, Heading } from 'react-aria-components'
import { useMessages } from '../../i18n/use-messages.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Popover } from '../../ui/popover.tsx'
import { NetworkPanel } from './network-panel.tsx'
import styles from './network-controls.module.css'

interface Props {
  readonly trigger: RefObject<Element | null>
  readonly onClose: () => void
}

const ABOVE_SCRUBBER_PX = 68

/** All knobs, above the dock. The diagram stays in sight and in use. */
export function More({ trigger, onClose }: Props) {
  const { knobs: words, shell } = useMessages()
  return (
    <Popover nonModal placement="top end" offset={ABOVE_SCRUBBER_PX} trigger={trigger} onClose={onClose}>
      <Dialog className={styles.more ?? ''}>
        <header className={styles.head}>
          <Heading slot="title">{words.moreTitle}</Heading>
          <IconButton label={shell.close} onClick={onClose}>
            <X size={16} />
          </IconButton>
        </header>
        <NetworkPanel />
      </Dialog>
    </Popover>
  )
}
