import { useSection } from '../../../i18n/use-section.ts'
import { PAIRS } from '../../../scenario/pairs.ts'
import { studio } from '../../../store/store.ts'
import styles from '../compare.module.css'
import { forkStudio } from '../session.ts'

/** All ready-made comparisons by their questions, and one of the reader's own. */
export function QuestionList() {
  const words = useSection('compare')
  return (
    <section className={styles.list} data-scrolls="">
      <h1>{words.choose}</h1>
      <p>{words.chooseHint}</p>
      <ul>
        {PAIRS.map(({ id }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.question}
              onClick={() => studio.getState().show('compare', { about: id })}
            >
              <b>{words.pairs[id].question}</b>
              <span>{words.pairs[id].runs.map(({ name }) => name).join(' · ')}</span>
            </button>
          </li>
        ))}
        <li>
          <button type="button" className={styles.question} onClick={forkStudio}>
            <b>{words.own}</b>
            <span>{words.ownHint}</span>
          </button>
        </li>
      </ul>
    </section>
  )
}
