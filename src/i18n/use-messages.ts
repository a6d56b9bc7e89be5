import { useSyncExternalStore } from 'react'
import type { Locale } from '../base/locale.ts'
import type { Messages } from './en.ts'
import { currentLocale, onLocale } from './locale.ts'

/** All texts in the reader's language: `const { dock } = useMessages()`. Renders again when the language changes. */
export function useMessages(): Messages {
  return useSyncExternalStore(onLocale, currentLocale).messages
}

export function useLocale(): Locale {
  return useSyncExternalStore(onLocale, currentLocale).locale
}
