import { useEffect, useState } from 'react'
import type { Locale } from '../../base/locale.ts'
import { useLocale, useMessages } from '../../i18n/use-messages.ts'
import type { ScenarioId } from '../../scenario/catalogue.ts'
import { loadTitles, type ScenarioTitles } from '../../scenario/catalogue/texts.ts'
import { useStudio } from '../../store/store.ts'

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

/** The name of what an address such as `open-synack-lost/2` names; null while names are on their way. */
export function titleOf(titles: ScenarioTitles | null, address: string): string | null {
  const [id, number = '1'] = address.split('/')
  const words = titles?.[id as ScenarioId]
  if (words === undefined) return null
  const variant = words.variants[Number(number) - 1]
  return variant === undefined || number === '1' ? words.title : `${words.title}: ${variant}`
}

/** What is on screen by its name: the catalogue's, else its author's. */
export function useScenarioTitle(): string {
  const { shell: words } = useMessages()
  const titles = useTitles()
  const id = useStudio((state) => state.catalogueId)
  const own = useStudio((state) => state.scenario.title)
  return id === null ? (own ?? words.noScenario) : (titleOf(titles, id) ?? '')
}
