import { currentLocale, LANGUAGE_TAGS, onLocale, setLocale } from '../i18n/locale.ts'
import { languageOf, themeOf, usePreferences } from '../store/preferences.ts'

/** Keeps the document's theme and language in step with the reader's wishes. */
export function startAppearance(): void {
  const follow = () => {
    const preferences = usePreferences.getState()
    document.documentElement.dataset.theme = themeOf(preferences)
    void setLocale(languageOf(preferences))
  }
  const sayLanguage = () => {
    document.documentElement.lang = LANGUAGE_TAGS[currentLocale().locale].html
  }
  usePreferences.subscribe(follow)
  onLocale(sayLanguage)
  follow()
  sayLanguage()
}
