import { en, type Messages } from './en.ts'

/** The languages, as they stand in files, addresses and data. English is always there; Chinese comes when asked for. */
export const LOCALES = ['en', 'zh'] as const
export type Locale = (typeof LOCALES)[number]

/** For the `lang` attribute and for Intl. */
export const LANGUAGE_TAGS: Readonly<Record<Locale, { readonly html: string; readonly intl: string }>> = {
  en: { html: 'en', intl: 'en' },
  zh: { html: 'zh-Hans', intl: 'zh-CN' },
}

/** Any language tag of a browser or an address; null if we do not speak it. */
export function localeOf(tag: string | null): Locale | null {
  const primary = tag?.toLowerCase().split('-')[0]
  return LOCALES.find((locale) => locale === primary) ?? null
}

interface Current {
  readonly locale: Locale
  readonly messages: Messages
}

let current: Current = { locale: 'en', messages: en }
let wanted: Locale = 'en'
const listeners = new Set<() => void>()

/** The language in force and its texts. The same object until the language changes. */
export function currentLocale(): Current {
  return current
}

export function onLocale(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Changes the language as soon as its texts are here; the newest wish wins. */
export async function setLocale(locale: Locale): Promise<void> {
  wanted = locale
  const messages = locale === 'en' ? en : (await import('./zh.ts')).zh
  if (wanted !== locale || current.locale === locale) return
  current = { locale, messages }
  for (const listener of listeners) listener()
}
