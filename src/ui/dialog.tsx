import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from './icon-button.tsx'
import styles from './dialog.module.css'

interface Props {
  readonly title: string
  readonly closeLabel: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** Without its own head: the content begins with a field, as in the palette. */
  readonly bare?: boolean
  /** At the left edge, as tall as the window. */
  readonly side?: boolean
  /** Nearly as large as the window. */
  readonly wide?: boolean
}

/** A modal dialog: holds the focus, gives it back, closes on Esc and on a click beside it. */
export function Dialog({
  title,
  closeLabel,
  onClose,
  children,
  bare = false,
  side = false,
  wide = false,
}: Props) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      className={`${styles.overlay} ${side ? styles.side : ''} ${wide ? styles.wide : ''}`}
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={styles.modal ?? ''}>
        <AriaDialog className={styles.dialog ?? ''} {...(bare && { 'aria-label': title })}>
          {!bare && (
            <header className={styles.head}>
              <Heading slot="title" className={styles.title ?? ''}>
                {title}
              </Heading>
              <IconButton label={closeLabel} onClick={onClose}>
                <X size={16} />
              </IconButton>
            </header>
          )}
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
