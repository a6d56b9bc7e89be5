import { useEffect, useRef } from 'react'
import { STATES } from '../../engine/tcp/state.ts'
import { useSection } from '../../i18n/use-section.ts'
import { useStudio } from '../../store/store.ts'
import styles from './glossary.module.css'
import { StateCard } from './parts/state-card.tsx'
import { TermList } from './parts/term-list.tsx'

/** The eleven states and the terms; a link may point at one of them. */
export function Glossary() {
  const words = useSection('glossary')
  const about = useStudio((state) => state.about)
  const page = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const entry =
      about === null ? null : page.current?.querySelector<HTMLElement>(`[id="${CSS.escape(about)}"]`)
    entry?.scrollIntoView({ block: 'start' })
    entry?.focus({ preventScroll: true })
  }, [about])
  return (
    <div ref={page} className={styles.glossary} data-scrolls="">
      <h1>{words.title}</h1>
      <section aria-labelledby="states">
        <h2 id="states">{words.statesTitle}</h2>
        <ul className={styles.states}>
          {STATES.map((state) => (
            <StateCard key={state} state={state} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="terms">
        <h2 id="terms">{words.termsTitle}</h2>
        <TermList />
      </section>
    </div>
  )
}
