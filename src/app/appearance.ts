import { currentLocale, LANGUAGE_TAGS, onLocale, setLocale } from '../i18n/locale.ts'
import { languageOf, themeOf, usePreferences } from '../store/preferences.ts'

/** Keeps the document's theme and language in step with the reader's wishes. Done once the first language is here. */
export async function startAppearance(): Promise<void> {
  const follow = () => {
    const preferences = usePreferences.getState()
    document.documentElement.dataset.theme = themeOf(preferences)
    return setLocale(languageOf(preferences))
  }
  onLocale(() => {
    document.documentElement.lang = LANGUAGE_TAGS[currentLocale().locale].html
  })
  usePreferences.subscribe(() => void follow())
  await follow()
}
