import type { ReactNode } from 'react'
import styles from './inspector.module.css'

/** A tab with nothing to show says what fills it. */
export function Empty({ children }: { readonly children: ReactNode }) {
  return <p className={styles.empty}>{children}</p>
}
