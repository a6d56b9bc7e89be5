import { ChevronDown } from 'lucide-react'
import { useSection } from '../../../i18n/use-section.ts'
import { PAIRS } from '../../../scenario/pairs.ts'
import { studio } from '../../../store/store.ts'
import { TermText } from '../../../terms/term-text.tsx'
import { MenuButton } from '../../../ui/menu-button.tsx'
import styles from '../compare.module.css'
import type { Comparison } from '../session.ts'

/** What the comparison asks and what the runs say to it; other questions are a menu away. */
export function Question({ pair }: Pick<Comparison, 'pair'>) {
  const words = useSection('compare')
  const items = PAIRS.map(({ id }) => ({ value: id, label: words.pairs[id].question }))
  return (
    <header className={styles.asked}>
      <h1>{pair === null ? words.title : words.pairs[pair.id].question}</h1>
      <p>
        <TermText>{pair === null ? words.ownHint : words.pairs[pair.id].answer}</TermText>
      </p>
      <MenuButton
        label={words.otherQuestion}
        items={items}
        value={pair?.id ?? items[0]?.value ?? 'two-or-three-way'}
        look="outlined"
        onChange={(about) => studio.getState().show('compare', { about })}
      >
        {words.otherQuestion}
        <ChevronDown size={14} aria-hidden />
      </MenuButton>
    </header>
  )
}
