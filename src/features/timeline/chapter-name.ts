import type { Messages } from '../../i18n/en.ts'
import type { Chapter } from '../../store/chapters.ts'

/** The name of a chapter; some tell whose it is. */
export function chapterName(chapter: Chapter, words: Messages['timeline']): string {
  const name = words.chapter[chapter.kind]
  return typeof name === 'string' ? name : name[chapter.side ?? 'C']
}
