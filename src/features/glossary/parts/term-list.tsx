import { useState } from 'react'
import { useSection } from '../../../i18n/use-section.ts'
import { TermText } from '../../../terms/term-text.tsx'
import styles from '../glossary.module.css'

/** All terms by their names; a field finds those that hold a word. */
export function TermList() {
  const words = useSection('glossary')
  const [wanted, setWanted] = useState('')
  const needle = wanted.trim().toLowerCase()
  const shown = Object.entries(words.terms).filter(([, { name, match, meaning }]) =>
    [name, match, meaning].some((text) => text.toLowerCase().includes(needle)),
  )
  return (
    <>
      <input
        type="search"
        className={styles.find}
        aria-label={words.find}
        placeholder={words.find}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <dl className={styles.terms}>
        {shown.map(([id, { name, meaning }]) => (
          <div key={id} id={id} tabIndex={-1}>
            <dt>{name}</dt>
            <dd>
              <TermText>{meaning}</TermText>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
