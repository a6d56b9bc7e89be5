import { assert } from '../base/assert.ts'
import type { Locale } from '../base/locale.ts'
import type { Messages } from './en.ts'

/** For the `lang` attribute and for Intl. */
export const LANGUAGE_TAGS: Readonly<Record<Locale, { readonly html: string; readonly intl: string }>> = {
  en: { html: 'en', intl: 'en' },
  zh: { html: 'zh-Hans', intl: 'zh-CN' },
}

interface Current {
  readonly locale: Locale
  readonly messages: Messages
}

let current: Current | null = null
let wanted: Locale | null = null
const listeners = new Set<() => void>()

/** The language in force and its texts: the same object until the language changes. There is none before `setLocale`. */
export function currentLocale(): Current {
  assert(current !== null, 'a language is set before anything is written')
  return current
}

export function onLocale(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Fetches a language and changes to it; the newest wish wins. */
export async function setLocale(locale: Locale): Promise<void> {
  wanted = locale
  const messages = locale === 'zh' ? (await import('./zh.ts')).zh : (await import('./en.ts')).en
  if (wanted !== locale || current?.locale === locale) return
  current = { locale, messages }
  for (const listener of listeners) listener()
}
