import { useEffect, useMemo } from 'react'
import { STUDIO } from '../../diagram/metrics.ts'
import { buildTimeAxis } from '../../diagram/time-axis.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import { useSection } from '../../i18n/use-section.ts'
import { playback } from '../../store/playback.ts'
import { studio, useStudio } from '../../store/store.ts'
import { Round } from './parts/round.tsx'
import { SettingsBar } from './parts/settings-bar.tsx'
import type { Question } from './question.ts'
import { questionsOf } from './questions.ts'
import styles from './quiz.module.css'
import { readSettings, roundOf } from './settings.ts'

/** Questions about the run in the studio; stands beside its diagram. */
export function Quiz() {
  const words = useSection('quiz')
  const trace = useStudio((state) => state.trace)
  const about = useStudio((state) => state.about)
  const settings = useMemo(() => readSettings(about), [about])
  const questions = useMemo(
    () => (trace === null ? [] : roundOf(questionsOf(trace), settings)),
    [trace, settings],
  )
  useHiddenFuture()
  useQuietBands(trace)
  return (
    <section className={styles.quiz} aria-labelledby="quiz-title" data-scrolls="">
      <h1 id="quiz-title">{words.title}</h1>
      <SettingsBar settings={settings} />
      {trace !== null && questions.length > 0 && (
        <Round key={nameOf(questions)} trace={trace} questions={questions} />
      )}
      {trace !== null && questions.length === 0 && <p>{words.nothingToAsk}</p>}
    </section>
  )
}

const names = new WeakMap<readonly Question[], number>()
let lastName = 0

/** Another list of questions is another round. */
function nameOf(questions: readonly Question[]): number {
  const name = names.get(questions) ?? ++lastName
  names.set(questions, name)
  return name
}

/** What comes next is the question. */
function useHiddenFuture(): void {
  const showFuture = useStudio((state) => state.showFuture)
  useEffect(() => {
    const before = studio.getState().showFuture
    return () => studio.getState().set({ showFuture: before })
  }, [])
  useEffect(() => {
    if (showFuture) studio.getState().set({ showFuture: false })
  }, [showFuture])
}

function useQuietBands(trace: Trace | null): void {
  useEffect(() => {
    if (trace !== null) playback.setQuietBands(buildTimeAxis(trace, STUDIO).bands)
  }, [trace])
}
