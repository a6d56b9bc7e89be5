import { useSection } from '../../../i18n/use-section.ts'
import styles from '../explorer.module.css'
import type { OutcomeClass } from '../outcome-map.ts'
import { rangeText, statesText } from '../wording.ts'

interface Props {
  readonly classes: readonly OutcomeClass[]
  readonly chosen: string | null
  readonly onChoose: (letter: string | null) => void
}

/** What the letters of the map stand for; a letter shows only its runs below. */
export function Endings({ classes, chosen, onChoose }: Props) {
  const words = useSection('explorer')
  return (
    <section aria-labelledby="endings">
      <h2 id="endings">{words.endings}</h2>
      <div className={styles.wide}>
        <table className={styles.table}>
          <thead>
            <tr>
              {[
                words.letter,
                words.runs,
                words.states,
                words.closedAfter,
                words.delivered,
                words.errors,
                words.invariants,
              ].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {classes.map((each) => {
              const { letter, runs, example } = each
              const { delivered, errors, foreignBytes } = example.brief
              return (
                <tr key={letter} data-chosen={letter === chosen || undefined}>
                  <th scope="row">
                    <button
                      type="button"
                      className={styles.letter}
                      aria-pressed={letter === chosen}
                      onClick={() => onChoose(letter === chosen ? null : letter)}
                    >
                      {letter}
                    </button>
                  </th>
                  <td>{runs.length}</td>
                  <td lang="en">{statesText(example)}</td>
                  <td>{rangeText(each, words)}</td>
                  <td>
                    {`${words.bytes(delivered.C)}, ${words.bytes(delivered.S)}`}
                    {foreignBytes > 0 && <b className={styles.red}> {words.foreign(foreignBytes)}</b>}
                  </td>
                  <td lang="en">
                    <code>{errors.length === 0 ? words.none : errors.join(', ')}</code>
                  </td>
                  <td className={example.broken.length > 0 ? styles.red : undefined}>
                    {example.broken.length === 0 ? words.none : example.broken.join(', ')}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
