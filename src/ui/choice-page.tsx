import type { ReactNode } from 'react'
import styles from './choice-page.module.css'

interface Props {
  readonly title: string
  readonly hint: string
  readonly className?: string | undefined
  /** `<li>` elements. */
  readonly children: ReactNode
}

/** What a view offers before anything is chosen: a title, a sentence, and choices in columns. */
export function ChoicePage({ title, hint, className = '', children }: Props) {
  return (
    <section className={`${styles.page} ${className}`} data-scrolls="">
      <h1>{title}</h1>
      <p>{hint}</p>
      <ul>{children}</ul>
    </section>
  )
}
