import { Fragment } from 'react'
import { useSection } from '../i18n/use-section.ts'
import { textOf } from '../ui/state-colour.ts'
import { findTerms } from './find-terms.ts'
import { Explained } from './explained.tsx'
import styles from './terms.module.css'

interface Props {
  readonly children: string
  /** States in their colours, as narration has them. */
  readonly coloured?: boolean
}

/** A sentence whose states and terms can be asked what they mean; the protocol's own words stay whole and English. */
export function TermText({ children, coloured = false }: Props) {
  const { terms } = useSection('glossary')
  return findTerms(children, terms).map((part, i) => {
    switch (part.kind) {
      case 'plain':
        return <Fragment key={i}>{part.text}</Fragment>
      case 'word':
        return (
          <span key={i} className={styles.word} lang="en">
            {part.text}
          </span>
        )
      case 'state': {
        const style = coloured ? { color: textOf(part.state), fontWeight: 620 } : undefined
        return (
          <span key={i} className={styles.word} style={style} lang="en">
            {part.first ? <Explained what={{ state: part.state }} text={part.text} /> : part.text}
          </span>
        )
      }
      case 'term':
        return part.first ? (
          <Explained key={i} what={{ term: part.term }} text={part.text} />
        ) : (
          <Fragment key={i}>{part.text}</Fragment>
        )
    }
  })
}
