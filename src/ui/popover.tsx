import type { ReactNode, RefObject } from 'react'
import { Popover as AriaPopover } from 'react-aria-components'
import styles from './popover.module.css'

interface Props {
  readonly trigger: RefObject<Element | null>
  readonly onClose: () => void
  readonly placement?: 'bottom start' | 'top end'
  /** Distance from the trigger, px. */
  readonly offset?: number
  /** The page behind stays in use: what is turned here shows its effect there. */
  readonly nonModal?: boolean
  readonly children: ReactNode
}

/** A surface beside what opened it. */
export function Popover({
  trigger,
  onClose,
  placement = 'bottom start',
  offset = 6,
  nonModal = false,
  children,
}: Props) {
  return (
    <AriaPopover
      triggerRef={trigger}
      isOpen
      isNonModal={nonModal}
      offset={offset}
      placement={placement}
      className={styles.popover ?? ''}
      onOpenChange={(open) => !open && onClose()}
    >
      {children}
    </AriaPopover>
  )
}
