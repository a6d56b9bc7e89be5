import type { RefObject } from 'react'
import { Dialog, Heading } from 'react-aria-components'
import { StateSwatch } from '../drawing/state-swatch.tsx'
import { useSection } from '../i18n/use-section.ts'
import { studio } from '../store/store.ts'
import { Popover } from '../ui/popover.tsx'
import { textOf } from '../ui/state-colour.ts'
import type { Explainable } from './explained.tsx'
import styles from './terms.module.css'

interface Props {
  readonly what: Explainable
  readonly trigger: RefObject<Element | null>
  readonly onClose: () => void
}

/** What a state or a term means, beside the word, and the way to all of them. */
export function Explanation({ what, trigger, onClose }: Props) {
  const words = useSection('glossary')
  const about = 'state' in what ? what.state : what.term
  const meaning = 'state' in what ? words.states[what.state].meaning : words.terms[what.term].meaning
  const more = () => {
    onClose()
    studio.getState().show('glossary', { about })
  }
  return (
    <Popover trigger={trigger} onClose={onClose}>
      <Dialog className={styles.explanation ?? ''}>
        <Heading slot="title" className={styles.name ?? ''}>
          {'state' in what ? (
            <span style={{ color: textOf(what.state) }} lang="en">
              <StateSwatch state={what.state} /> {what.state}
            </span>
          ) : (
            words.terms[what.term].name
          )}
        </Heading>
        <p>{meaning}</p>
        <button type="button" className={styles.more} onClick={more}>
          {'state' in what ? words.card(what.state) : words.more}
        </button>
      </Dialog>
    </Popover>
  )
}
