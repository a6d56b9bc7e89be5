import type { Locale } from '../../base/locale.ts'
import type { ScenarioId } from '../catalogue.ts'

/** Names of all scenarios in one language: for the rail, the palette and the command line. */
export type ScenarioTitles = Readonly<
  Record<
    ScenarioId,
    {
      readonly title: string
      /** What each variant is; empty where there is only one. */
      readonly variants: readonly string[]
    }
  >
>

/** What each scenario asks and what it teaches, in one language. */
export type ScenarioLessons = Readonly<
  Record<ScenarioId, { readonly question: string; readonly lesson: string }>
>

/** The titles of one language; fetched only when asked for. */
export async function loadTitles(locale: Locale): Promise<ScenarioTitles> {
  return locale === 'zh' ? (await import('./titles/zh.ts')).zh : (await import('./titles/en.ts')).en
}

/** The lessons of one language; fetched only when asked for. */
export async function loadLessons(locale: Locale): Promise<ScenarioLessons> {
  return locale === 'zh' ? (await import('./lessons/zh.ts')).zh : (await import('./lessons/en.ts')).en
}
