import { Play } from 'lucide-react'
import { Fragment } from 'react'
import { duration, ms } from '../../i18n/format.ts'
import { useSection } from '../../i18n/use-section.ts'
import { partsOf } from '../../narration/parts.ts'
import { findScenario } from '../../scenario/catalogue.ts'
import { setProfile } from '../../scenario/knobs.ts'
import type { MythCard } from '../../scenario/myth-cards.ts'
import { studio } from '../../store/store.ts'
import { TermText } from '../../terms/term-text.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './myths.module.css'

interface Props {
  readonly card: MythCard
  readonly nameOf: (address: string) => string
}

/** The claim, how wrong it is, what is so, where to read it, and a way to where it can be seen. */
export function Card({ card, nameOf }: Props) {
  const words = useSection('myths')
  const { claim, truth } = words.cards[card.id]
  const moment = card.atMs < 10_000 ? ms(card.atMs * 1000) : duration(card.atMs * 1000)
  return (
    <li id={card.id} className={styles.card} tabIndex={-1}>
      <p className={styles.verdict} data-verdict={card.verdict}>
        <b>{words.verdicts[card.verdict]}</b>
        <span>{words.verdictHints[card.verdict]}</span>
      </p>
      <h3>
        <Marked text={claim} />
      </h3>
      <p className={styles.truth}>
        <TermText>{truth}</TermText>
      </p>
      <footer>
        <Button
          className={styles.see ?? ''}
          aria-label={words.seeAt(nameOf(card.scenario), moment)}
          onClick={() => open(card)}
        >
          <Play size={13} aria-hidden />
          {words.see}
        </Button>
        <cite lang="en">{card.references.join(', ')}</cite>
      </footer>
    </li>
  )
}

/** States, flags and calls stand in any language as they are and are not broken across lines. */
function Marked({ text }: { readonly text: string }) {
  return partsOf(text).map((part, i) =>
    part.kind === 'plain' ? (
      <Fragment key={i}>{part.text}</Fragment>
    ) : (
      <span key={i} className={styles.term} lang="en">
        {part.text}
      </span>
    ),
  )
}

/** The run in the studio, at the moment that shows it. */
function open({ scenario, profile, atMs }: MythCard): void {
  const found = findScenario(scenario)
  const changed = profile === undefined || found === null ? {} : { changed: setProfile(found, profile) }
  const where = { view: null, about: null }
  studio.getState().open(scenario, { tUs: atMs * 1000 }, { ...changed, where })
}
