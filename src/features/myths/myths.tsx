import { useEffect, useRef, useState } from 'react'
import { useSection } from '../../i18n/use-section.ts'
import { groupOf, MYTH_CARDS, MYTH_GROUPS, type MythCard } from '../../scenario/myth-cards.ts'
import { useStudio } from '../../store/store.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { Card } from './card.tsx'
import styles from './myths.module.css'

interface Props {
  /** Title of a scenario by its address. */
  readonly nameOf: (address: string) => string
}

const VERDICTS = ['wrong', 'imprecise', 'profile', 'naming'] as const
type Filter = MythCard['verdict'] | 'all'

/** All cards by chapter; those of one verdict on demand. */
export function Myths({ nameOf }: Props) {
  const words = useSection('myths')
  const [filter, setFilter] = useState<Filter>('all')
  const about = useStudio((state) => state.about)
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const card =
      about === null ? null : list.current?.querySelector<HTMLElement>(`[id="${CSS.escape(about)}"]`)
    card?.scrollIntoView({ block: 'center' })
    card?.focus({ preventScroll: true })
  }, [about])
  const shown = MYTH_CARDS.filter(({ verdict }) => filter === 'all' || verdict === filter)
  const options = [
    { value: 'all' as const, label: words.all },
    ...VERDICTS.map((value) => ({ value, label: words.verdicts[value] })),
  ]
  return (
    <div ref={list} className={styles.myths} data-scrolls="">
      <header className={styles.head}>
        <h1>{words.title}</h1>
        <p>{words.hint}</p>
        <div className={styles.filter}>
          <Segmented label={words.filter} options={options} value={filter} onChange={setFilter} />
          <span role="status">{words.count(shown.length)}</span>
        </div>
      </header>
      {MYTH_GROUPS.map((group) => {
        const cards = shown.filter(({ id }) => groupOf(id) === group)
        return (
          cards.length > 0 && (
            <section key={group} className={styles.group} aria-labelledby={`myths-${group}`}>
              <h2 id={`myths-${group}`}>{words.groups[group]}</h2>
              <ul>
                {cards.map((card) => (
                  <Card key={card.id} card={card} nameOf={nameOf} />
                ))}
              </ul>
            </section>
          )
        )
      })}
    </div>
  )
}
