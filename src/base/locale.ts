/** The languages, as they stand in files, addresses and data. */
export const LOCALES = ['en', 'zh'] as const
export type Locale = (typeof LOCALES)[number]

/** The language of any tag of a browser or an address (`zh-TW` is read as `zh`); null if we do not speak it. */
export function localeOf(tag: string | null): Locale | null {
  const primary = tag?.toLowerCase().split('-')[0]
  return LOCALES.find((locale) => locale === primary) ?? null
}
