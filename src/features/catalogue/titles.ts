import { useEffect, useState } from 'react'
import type { Locale } from '../../base/locale.ts'
import { useLocale } from '../../i18n/use-messages.ts'
import { findVariant, type ScenarioId } from '../../scenario/catalogue.ts'
import { loadTitles, type ScenarioTitles } from '../../scenario/catalogue/texts.ts'

const loaded = new Map<Locale, ScenarioTitles>()

/** The names of all scenarios in the reader's language; those of the language before until they are here. */
export function useTitles(): ScenarioTitles | null {
  const locale = useLocale()
  const [titles, setTitles] = useState(loaded.get(locale) ?? null)
  useEffect(() => {
    let wanted = true
    void loadTitles(locale).then((texts) => {
      loaded.set(locale, texts)
      if (wanted) setTitles(texts)
    })
    return () => {
      wanted = false
    }
  }, [locale])
  return loaded.get(locale) ?? titles
}

/** The name of what an address names, with its variant; null while names are on their way. */
export function titleOf(titles: ScenarioTitles | null, address: string): string | null {
  const found = findVariant(address)
  if (found === null || titles === null) return null
  const { title, variants } = titles[found.entry.id as ScenarioId]
  const variant = variants[found.variant]
  return variant === undefined || found.variant === 0 ? title : `${title}: ${variant}`
}
