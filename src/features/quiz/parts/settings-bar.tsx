import { useSection } from '../../../i18n/use-section.ts'
import { studio } from '../../../store/store.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { QUESTION_KINDS, type QuestionKind } from '../question.ts'
import styles from '../quiz.module.css'
import { COUNTS, type QuizSettings, writeSettings } from '../settings.ts'

/** Kinds and number of questions. They stand in the address, so that a quiz can be linked. */
export function SettingsBar({ settings }: { readonly settings: QuizSettings }) {
  const words = useSection('quiz')
  const change = (next: Partial<QuizSettings>) =>
    studio.getState().show('predict', { about: writeSettings({ ...settings, ...next }) })
  const toggle = (kind: QuestionKind) => {
    const { kinds } = settings
    const next = kinds.includes(kind) ? kinds.filter((other) => other !== kind) : [...kinds, kind]
    if (next.length > 0) change({ kinds: next })
  }
  return (
    <details className={styles.settings}>
      <summary>
        {words.settingsNow(
          settings.kinds.map((kind) => words.kinds[kind]),
          settings.most,
        )}
      </summary>
      <div role="group" aria-label={words.settings}>
        {QUESTION_KINDS.map((kind) => (
          <label key={kind} className={styles.kind}>
            <input type="checkbox" checked={settings.kinds.includes(kind)} onChange={() => toggle(kind)} />
            {words.kinds[kind]}
          </label>
        ))}
        <Segmented
          label={words.most}
          options={COUNTS.map((most) => ({
            value: String(most),
            label: most === 0 ? words.all : String(most),
          }))}
          value={String(settings.most)}
          onChange={(most) => change({ most: Number(most) })}
        />
      </div>
    </details>
  )
}
