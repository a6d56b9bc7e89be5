import { useEffect, useState } from 'react'
import { useLocale } from '../../i18n/use-messages.ts'
import type { ScenarioId } from '../../scenario/catalogue.ts'
import { loadLessons } from '../../scenario/catalogue/texts.ts'
import { useStudio } from '../../store/store.ts'

interface Lesson {
  readonly question: string
  readonly lesson: string
}

/** What the scenario asks and teaches; of one that is not in the catalogue its author's notes. */
export function useLesson(): Lesson | null {
  const locale = useLocale()
  const id = useStudio((state) => state.catalogueId)
  const notes = useStudio((state) => state.scenario.notes)
  const [lesson, setLesson] = useState<Lesson | null>(null)
  useEffect(() => {
    let isWanted = true
    void loadLessons(locale).then((lessons) => {
      if (isWanted) setLesson(id === null ? null : (lessons[id.split('/')[0] as ScenarioId] ?? null))
    })
    return () => {
      isWanted = false
    }
  }, [locale, id])
  if (id !== null) return lesson
  return notes === undefined ? null : { question: '', lesson: notes }
}
