import type { Locale } from '../base/locale.ts'
import { en, type Messages } from './en.ts'

/** For the `lang` attribute and for Intl. */
export const LANGUAGE_TAGS: Readonly<Record<Locale, { readonly html: string; readonly intl: string }>> = {
  en: { html: 'en', intl: 'en' },
  zh: { html: 'zh-Hans', intl: 'zh-CN' },
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

/** Changes the language. English is always here, Chinese comes when asked for; the newest wish wins. */
export async function setLocale(locale: Locale): Promise<void> {
  wanted = locale
  const messages = locale === 'en' ? en : (await import('./zh.ts')).zh
  if (wanted !== locale || current.locale === locale) return
  current = { locale, messages }
  for (const listener of listeners) listener()
}
