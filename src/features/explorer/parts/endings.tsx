import { StateSwatch } from '../../../drawing/state-swatch.tsx'
import { SIDES } from '../../../engine/tcp/state.ts'
import type { Brief } from '../../../engine/trace/brief.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { textOf } from '../../../ui/state-colour.ts'
import styles from '../explorer.module.css'
import type { OutcomeClass } from '../outcome-map.ts'
import { rangeText } from '../wording.ts'

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
                  <td lang="en">
                    <FinalStates states={example.brief.states} />
                  </td>
                  <td>{rangeText(each, words)}</td>
                  <td>
                    {`${words.bytes(delivered.C)}${words.comma}${words.bytes(delivered.S)}`}
                    {foreignBytes > 0 && <b className={styles.red}> {words.foreign(foreignBytes)}</b>}
                  </td>
                  <td>{errors.length === 0 ? words.none : <code lang="en">{errors.join(', ')}</code>}</td>
                  <td className={example.broken.length > 0 ? styles.red : undefined}>
                    {example.broken.length === 0 ? words.hold : example.broken.join(', ')}
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

/** The client's and the server's, as the diagram has them. */
function FinalStates({ states }: Pick<Brief, 'states'>) {
  return SIDES.map((side) => (
    <span key={side} className={styles.state} style={{ color: textOf(states[side]) }}>
      <StateSwatch state={states[side]} />
      {states[side]}
    </span>
  ))
}
