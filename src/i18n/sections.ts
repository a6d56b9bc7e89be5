import type { Locale } from '../base/locale.ts'

/**
 * Texts that are fetched with the view that needs them, so that nobody waits for the cards before the diagram. Each
 * file exports its area under its own name, as those of en.ts do. A Chinese file says itself that it has the type
 * `Section<...>` of the English one; here it is of no known type, or the two would define each other.
 */
export const SECTIONS = {
  capture: {
    en: async () => (await import('./en/capture.ts')).capture,
    zh: async (): Promise<unknown> => (await import('./zh/capture.ts')).capture,
  },
  compare: {
    en: async () => (await import('./en/compare.ts')).compare,
    zh: async (): Promise<unknown> => (await import('./zh/compare.ts')).compare,
  },
  myths: {
    en: async () => (await import('./en/myths.ts')).myths,
    zh: async (): Promise<unknown> => (await import('./zh/myths.ts')).myths,
  },
  explorer: {
    en: async () => (await import('./en/explorer.ts')).explorer,
    zh: async (): Promise<unknown> => (await import('./zh/explorer.ts')).explorer,
  },
  reality: {
    en: async () => (await import('./en/reality.ts')).reality,
    zh: async (): Promise<unknown> => (await import('./zh/reality.ts')).reality,
  },
  lab: {
    en: async () => (await import('./en/lab.ts')).lab,
    zh: async (): Promise<unknown> => (await import('./zh/lab.ts')).lab,
  },
  glossary: {
    en: async () => (await import('./en/glossary.ts')).glossary,
    zh: async (): Promise<unknown> => (await import('./zh/glossary.ts')).glossary,
  },
  quiz: {
    en: async () => (await import('./en/quiz.ts')).quiz,
    zh: async (): Promise<unknown> => (await import('./zh/quiz.ts')).quiz,
  },
  editor: {
    en: async () => (await import('./en/editor.ts')).editor,
    zh: async (): Promise<unknown> => (await import('./zh/editor.ts')).editor,
  },
  exported: {
    en: async () => (await import('./en/exported.ts')).exported,
    zh: async (): Promise<unknown> => (await import('./zh/exported.ts')).exported,
  },
  embed: {
    en: async () => (await import('./en/embed.ts')).embed,
    zh: async (): Promise<unknown> => (await import('./zh/embed.ts')).embed,
  },
  script: {
    en: async () => (await import('./en/script.ts')).script,
    zh: async () => (await import('./zh/script.ts')).script,
  },
  share: {
    en: async () => (await import('./en/share.ts')).share,
    zh: async (): Promise<unknown> => (await import('./zh/share.ts')).share,
  },
  captureView: {
    en: async () => (await import('./en/capture-view.ts')).captureView,
    zh: async (): Promise<unknown> => (await import('./zh/capture-view.ts')).captureView,
  },
  present: {
    en: async () => (await import('./en/present.ts')).present,
    zh: async (): Promise<unknown> => (await import('./zh/present.ts')).present,
  },
} as const satisfies Record<string, Record<Locale, () => Promise<unknown>>>

export type SectionId = keyof typeof SECTIONS
/** The shape that English has and that each other language fills. */
export type Section<K extends SectionId> = Awaited<ReturnType<(typeof SECTIONS)[K]['en']>>

const fetched = new Map<string, Promise<unknown>>()

/** The texts of an area in one language: the same promise every time. */
export function loadSection<K extends SectionId>(id: K, locale: Locale): Promise<Section<K>> {
  const key = `${id} ${locale}`
  let texts = fetched.get(key)
  if (texts === undefined) {
    texts = SECTIONS[id][locale]()
    // One that could not be fetched is asked for again.
    texts.catch(() => fetched.delete(key))
    fetched.set(key, texts)
  }
  return texts as Promise<Section<K>>
}
