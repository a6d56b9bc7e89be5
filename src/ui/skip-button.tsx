import type { RefObject } from 'react'
import styles from './skip-button.module.css'

interface Props {
  readonly to: RefObject<HTMLElement | null>
  readonly children: string
}

/** The first Tab stop of a page: past everything that stands on every page. Seen only while it has the focus. */
export function SkipButton({ to, children }: Props) {
  return (
    <button type="button" className={styles.skip} onClick={() => to.current?.focus()}>
      {children}
    </button>
  )
}
