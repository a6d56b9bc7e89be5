import { tinykeys } from 'tinykeys'
import type { Scenario } from '../engine/sim/scenario.ts'
import type { TraceSegment } from '../engine/trace/trace.ts'
import {
  delaySegment,
  dropSegment,
  duplicateSegment,
  extraDelayUs,
  restoreSegment,
} from '../scenario/segment-faults.ts'
import { chapterAt, chaptersOf } from './chapters.ts'
import { nextSpeed } from './clock.ts'
import { playback } from './playback.ts'
import { isDark, languageOf, themeOf, usePreferences } from './preferences.ts'
import { studio, type StudioState, TABS } from './store.ts'
import { zoomBy } from './zoom.ts'

/**
 * The one table of keys (design.md section 8). It binds them, it draws the help sheet, and it knows which of them
 * the reader can switch off. Keys are written as tinykeys reads them: by what they type, not by where they lie.
 */
export interface Shortcut {
  /** Its words: i18n/<language>/shortcuts.ts. */
  readonly id: ShortcutId
  readonly group: ShortcutGroup
  readonly keys: readonly string[]
  /** Absent: a widget acts on these keys itself while it has the focus; they stand here for the help sheet. */
  readonly run?: (app: AppCommands) => void
}

export const SHORTCUT_GROUPS = ['time', 'segment', 'view', 'places'] as const
type ShortcutGroup = (typeof SHORTCUT_GROUPS)[number]

/** What only the app around the store can do. */
export interface AppCommands {
  readonly undo: () => void
  readonly redo: () => void
}

type Row = Omit<Shortcut, 'id'> & { readonly id: string }

const SCRUB_US = 10_000

const TABLE = [
  { id: 'play', group: 'time', keys: ['Space', 'k'], run: () => playback.toggle() },
  { id: 'previous', group: 'time', keys: ['ArrowLeft', ','], run: () => playback.previous() },
  { id: 'next', group: 'time', keys: ['ArrowRight', '.'], run: () => playback.next() },
  { id: 'first', group: 'time', keys: ['Home'], run: () => playback.seekStep(0) },
  { id: 'last', group: 'time', keys: ['End'], run: () => playback.seekStep(playback.lastStep) },
  { id: 'earlier', group: 'time', keys: ['Shift+ArrowLeft'], run: () => scrub(-SCRUB_US) },
  { id: 'later', group: 'time', keys: ['Shift+ArrowRight'], run: () => scrub(SCRUB_US) },
  { id: 'previousChapter', group: 'time', keys: ['PageUp'], run: () => goToChapter(-1) },
  { id: 'nextChapter', group: 'time', keys: ['PageDown'], run: () => goToChapter(1) },
  { id: 'slower', group: 'time', keys: ['<'], run: () => changeSpeed(-1) },
  { id: 'faster', group: 'time', keys: ['>'], run: () => changeSpeed(1) },

  { id: 'selectInOrder', group: 'segment', keys: ['ArrowUp', 'ArrowDown', 'Enter'] },
  { id: 'drop', group: 'segment', keys: ['d'], run: () => changeSelected(dropOrRestore) },
  { id: 'duplicate', group: 'segment', keys: ['u'], run: () => changeSelected(duplicateSegment) },
  { id: 'delayLess', group: 'segment', keys: ['['], run: () => delaySelected(-10_000) },
  { id: 'delayMore', group: 'segment', keys: [']'], run: () => delaySelected(10_000) },
  { id: 'delayLessFine', group: 'segment', keys: ['{'], run: () => delaySelected(-1_000) },
  { id: 'delayMoreFine', group: 'segment', keys: ['}'], run: () => delaySelected(1_000) },
  { id: 'deselect', group: 'segment', keys: ['Escape'], run: () => studio.getState().select(null) },

  { id: 'zoomIn', group: 'view', keys: ['+', '='], run: () => zoomBy(1.25) },
  { id: 'zoomOut', group: 'view', keys: ['-'], run: () => zoomBy(0.8) },
  { id: 'zoomReset', group: 'view', keys: ['0'], run: () => studio.getState().set({ timeScale: 1 }) },
  { id: 'future', group: 'view', keys: ['f'], run: toggleFuture },
  ...TABS.map((tab, index) => ({
    id: `tab.${tab}` as const,
    group: 'view' as const,
    keys: [String(index + 1)],
    run: () => studio.getState().set({ tab }),
  })),
  { id: 'theme', group: 'view', keys: ['t'], run: toggleTheme },
  { id: 'language', group: 'view', keys: ['l'], run: toggleLanguage },

  {
    id: 'palette',
    group: 'places',
    keys: ['$mod+k', '/'],
    run: () => ask('palette'),
  },
  { id: 'edit', group: 'places', keys: ['e'], run: () => ask('editor') },
  { id: 'share', group: 'places', keys: ['s'], run: share },
  { id: 'present', group: 'places', keys: ['p'], run: () => studio.getState().show('present') },
  { id: 'undo', group: 'places', keys: ['$mod+z'], run: (app) => app.undo() },
  { id: 'redo', group: 'places', keys: ['$mod+Shift+z', '$mod+y'], run: (app) => app.redo() },
  { id: 'help', group: 'places', keys: ['?'], run: () => ask('shortcuts') },
] as const satisfies readonly Row[]

type ShortcutId = (typeof TABLE)[number]['id']
export const SHORTCUTS: readonly Shortcut[] = TABLE

/** Keys that type a character, without Ctrl: the ones that speech input and screen readers may need for themselves. */
export const isSingleKey = (key: string): boolean => key.length === 1

/** How a key is printed: `Ctrl K`, `Shift ←`. */
export function keyLabel(key: string, isMac: boolean): string {
  const parts = key.length === 1 ? [key] : key.split('+')
  return parts
    .map((part) => PRINTED[part] ?? (part === '$mod' ? (isMac ? 'Cmd' : 'Ctrl') : upper(part)))
    .join(' ')
}

const PRINTED: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
}

const upper = (key: string): string => (key.length === 1 ? key.toUpperCase() : key)

/** Binds the table to the page, or those rows of it that the page has something for. Returns how to undo that. */
export function startShortcuts(app: AppCommands, isOffered = (_row: Shortcut) => true): () => void {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {}
  for (const row of SHORTCUTS) {
    const { keys, run } = row
    if (run === undefined || !isOffered(row)) continue
    for (const key of keys) {
      const act = (event: KeyboardEvent) => {
        if (!isOurs(event, key)) return
        event.preventDefault()
        run(app)
      }
      for (const typed of waysToType(key)) bindings[typed] = act
    }
  }
  return tinykeys(window, bindings)
}

/** Signs need Shift on one keyboard, AltGr (Ctrl and Alt, says Windows) on another, and nothing on a third. */
function waysToType(key: string): string[] {
  const isSign = isSingleKey(key) && key.toLowerCase() === key.toUpperCase()
  return isSign ? [key, `Shift+${key}`, `Alt+${key}`, `Control+Alt+${key}`] : [key]
}

const TEXT_FIELD =
  'input:not([type=range], [type=radio], [type=checkbox]), textarea, select, [contenteditable]'
const POPUP = '[role=menu], [role=listbox], [role=dialog], dialog'
const MOVES = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown']
const SCROLLS = ['Home', 'End', 'PageUp', 'PageDown']

/** A focused widget's own keys come before the table, and so does whatever has acted on the event already. */
function isOurs(event: KeyboardEvent, key: string): boolean {
  if (event.defaultPrevented || event.isComposing) return false
  // What is typed while a dialog is on its way is meant for it.
  if (studio.getState().dialog !== null) return false
  if (isSingleKey(key) && !usePreferences.getState().singleKeys) return false
  const target = event.target
  if (!(target instanceof Element)) return true
  if (target.closest(`${TEXT_FIELD}, ${POPUP}`) !== null) return false
  if (target.matches('input') && MOVES.includes(event.key)) return false
  if (event.key === ' ' && target.closest('button, a, input, [role=button]') !== null) return false
  return !(SCROLLS.includes(event.key) && target.closest('[data-scrolls]') !== null)
}

function scrub(byUs: number): void {
  playback.pause()
  playback.seek(playback.tUs + byUs)
}

function goToChapter(direction: 1 | -1): void {
  const { trace, step } = studio.getState()
  if (trace === null) return
  const chapters = chaptersOf(trace)
  const here = chapterAt(chapters, step)
  // Inside a chapter the way back leads to its beginning first.
  const isInside = direction === -1 && playback.tUs > (chapters[here]?.tUs ?? Infinity)
  const chapter = chapters[isInside ? here : here + direction]
  playback.seekStep(chapter?.step ?? (direction === 1 ? playback.lastStep : 0))
}

function changeSpeed(direction: 1 | -1): void {
  playback.setSpeed(nextSpeed(playback.speed, direction))
}

function changeSelected(change: (scenario: Scenario, segment: TraceSegment) => Scenario): void {
  const { trace, selectedSegment, scenario, change: run } = studio.getState()
  if (trace === null || selectedSegment === null) return
  const next = change(scenario, trace.segment(selectedSegment))
  if (next !== scenario) run(next, 'final')
}

function dropOrRestore(scenario: Scenario, segment: TraceSegment): Scenario {
  return segment.fate === 'dropped' ? restoreSegment(scenario, segment) : dropSegment(scenario, segment)
}

function delaySelected(byUs: number): void {
  changeSelected((scenario, segment) =>
    delaySegment(scenario, segment, extraDelayUs(scenario, segment) + byUs),
  )
}

function toggleFuture(): void {
  const { showFuture, set } = studio.getState()
  set({ showFuture: !showFuture })
}

function toggleTheme(): void {
  const preferences = usePreferences.getState()
  preferences.save({ theme: isDark(themeOf(preferences)) ? 'light' : 'dark' })
}

function toggleLanguage(): void {
  const preferences = usePreferences.getState()
  preferences.save({ language: languageOf(preferences) === 'en' ? 'zh' : 'en' })
}

/** The link is to what is on screen, so nothing moves meanwhile. */
function share(): void {
  playback.pause()
  ask('share')
}

/** A lecture and its notes have no room for dialogs. */
function ask(dialog: NonNullable<StudioState['dialog']>): void {
  const { view, set } = studio.getState()
  if (view !== 'present' && view !== 'notes') set({ dialog })
}
