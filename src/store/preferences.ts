import { create } from 'zustand'
import { type Locale, localeOf } from '../base/locale.ts'
import { browserStorage, readStored, type Stored, writeStored } from './storage.ts'

/** How this reader wants to see things. Kept in the browser; an address can override language and theme for once. */

export const THEMES = ['auto', 'light', 'dark', 'contrast', 'projector'] as const
export type Theme = (typeof THEMES)[number]

/** What is stored. `language` null: the browser's. `railCollapsed` null: as the width of the window suggests. */
export interface SavedPreferences {
  readonly theme: Theme
  readonly language: Locale | null
  /** Whether keys without Ctrl act (WCAG 2.1.4). */
  readonly singleKeys: boolean
  readonly railCollapsed: boolean | null
  /** Width of the panel beside the diagram, px; null: as the design has it. */
  readonly panelPx: number | null
}

interface PreferencesState extends SavedPreferences {
  /** Nothing is kept: nobody asked to, or the storage is blocked, full, or written by a newer version. */
  readonly inMemory: boolean
  /** What the address asks for. It wins over what is saved, until the reader chooses. */
  readonly asked: { theme?: Theme; language?: Locale }
  /** The reader's choice: in force at once, and kept. */
  readonly save: (changes: Partial<SavedPreferences>) => void
}

export const STORAGE_KEY = 'synscope.prefs'
const VERSION = 1

export const DEFAULT_PREFERENCES: SavedPreferences = {
  theme: 'auto',
  language: null,
  singleKeys: true,
  railCollapsed: null,
  panelPx: null,
}

export interface ReadPreferences {
  readonly preferences: SavedPreferences
  readonly writable: boolean
}

/** Reads the stored text. */
export function readPreferences(storage: Stored | null): ReadPreferences {
  const { value, writable } = readStored(storage, STORAGE_KEY, VERSION)
  return { preferences: value === null ? DEFAULT_PREFERENCES : checked(value), writable }
}

/** Field by field into a fresh object: what is not understood falls back to its default. */
function checked(value: Record<string, unknown>): SavedPreferences {
  const { theme, language, singleKeys, railCollapsed, panelPx } = value
  return {
    theme: THEMES.find((known) => known === theme) ?? DEFAULT_PREFERENCES.theme,
    language: typeof language === 'string' ? localeOf(language) : null,
    singleKeys: typeof singleKeys === 'boolean' ? singleKeys : DEFAULT_PREFERENCES.singleKeys,
    railCollapsed: typeof railCollapsed === 'boolean' ? railCollapsed : null,
    panelPx: typeof panelPx === 'number' && panelPx > 0 ? panelPx : null,
  }
}

/** False if the storage refuses. */
export function writePreferences(storage: Stored | null, preferences: SavedPreferences): boolean {
  return writeStored(storage, STORAGE_KEY, { version: VERSION, ...preferences })
}

/** Reads `?lang=` and `?theme=`; what we do not know is not there. */
export function askedBy(query: string): PreferencesState['asked'] {
  const parameters = new URLSearchParams(query)
  const theme = THEMES.find((known) => known === parameters.get('theme'))
  const language = localeOf(parameters.get('lang'))
  return { ...(theme && { theme }), ...(language && { language }) }
}

function browserLanguage(): Locale {
  for (const tag of navigator.languages) {
    const language = localeOf(tag)
    if (language !== null) return language
  }
  return 'en'
}

export const usePreferences = create<PreferencesState>()((set, get) => ({
  ...DEFAULT_PREFERENCES,
  inMemory: true,
  asked: typeof location === 'undefined' ? {} : askedBy(location.search),
  save(changes) {
    const asked = { ...get().asked }
    if (changes.theme !== undefined) delete asked.theme
    if (changes.language !== undefined) delete asked.language
    set({ ...changes, asked })
    const { theme, language, singleKeys, railCollapsed, panelPx, inMemory } = get()
    if (inMemory) return
    const kept = writePreferences(browserStorage(), { theme, language, singleKeys, railCollapsed, panelPx })
    if (!kept) set({ inMemory: true })
  },
}))

/** Takes up what this browser has kept, and keeps what the reader chooses from now on. The embed never does. */
export function keepPreferences(): void {
  const { preferences, writable } = readPreferences(browserStorage())
  usePreferences.setState({ ...preferences, inMemory: !writable })
}

/** The theme in force: of the address, else the saved one. */
export const themeOf = ({ asked, theme }: PreferencesState): Theme => asked.theme ?? theme

/** The language in force: of the address, else the saved one, else the browser's. */
export const languageOf = ({ asked, language }: PreferencesState): Locale =>
  asked.language ?? language ?? browserLanguage()

/** Whether the page is dark at the moment, whoever decided it. */
export function isDark(theme: Theme): boolean {
  if (theme === 'dark' || theme === 'projector') return true
  return theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches
}
