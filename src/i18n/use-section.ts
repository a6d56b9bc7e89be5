import { use } from 'react'
import { loadSection, type Section, type SectionId } from './sections.ts'
import { useLocale } from './use-messages.ts'

/** Texts of a view that are fetched with it. Suspends until they are here. */
export function useSection<K extends SectionId>(id: K): Section<K> {
  return use(loadSection(id, useLocale()))
}
