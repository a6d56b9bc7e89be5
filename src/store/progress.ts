import { create } from 'zustand'
import { browserStorage, readStored, type Stored, writeStored } from './storage.ts'

/** What this reader has answered in quizzes: kept in this browser and nowhere else. */

interface Tally {
  readonly asked: number
  readonly right: number
}

export interface Progress {
  /** By scenario, as in addresses. */
  readonly scenarios: Readonly<Record<string, Tally>>
  /** By kind of question. */
  readonly kinds: Readonly<Record<string, Tally>>
  /** Rules that a right answer rested on. */
  readonly rules: readonly string[]
}

export interface Answered {
  /** Null: a scenario from elsewhere. */
  readonly scenario: string | null
  readonly kind: string
  readonly rule: string | null
  readonly right: boolean
}

export const PROGRESS_KEY = 'synscope.progress'
const VERSION = 1
/** More scenarios than there are would be somebody else's list. */
const MOST_NAMES = 500

export const NO_PROGRESS: Progress = { scenarios: {}, kinds: {}, rules: [] }

export function readProgress(storage: Stored | null): {
  readonly progress: Progress
  readonly writable: boolean
} {
  const { value, writable } = readStored(storage, PROGRESS_KEY, VERSION)
  if (value === null) return { progress: NO_PROGRESS, writable }
  const rules = Array.isArray(value.rules) ? value.rules : []
  return {
    progress: {
      scenarios: tallies(value.scenarios),
      kinds: tallies(value.kinds),
      rules: [...new Set(rules.filter((rule) => typeof rule === 'string'))].slice(0, MOST_NAMES),
    },
    writable,
  }
}

/** Field by field into fresh objects; what is no tally is not there. */
function tallies(value: unknown): Record<string, Tally> {
  if (typeof value !== 'object' || value === null) return {}
  const found = new Map<string, Tally>()
  for (const [name, entry] of Object.entries(value).slice(0, MOST_NAMES)) {
    const { asked, right } = (typeof entry === 'object' && entry !== null ? entry : {}) as Partial<Tally>
    if (isCount(asked) && isCount(right) && right <= asked) found.set(name, { asked, right })
  }
  return Object.fromEntries(found)
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

export function withAnswer(progress: Progress, { scenario, kind, rule, right }: Answered): Progress {
  const counted = (all: Progress['kinds'], name: string) => {
    const { asked, right: before } = all[name] ?? { asked: 0, right: 0 }
    return { ...all, [name]: { asked: asked + 1, right: before + (right ? 1 : 0) } }
  }
  const isNew = right && rule !== null && !progress.rules.includes(rule)
  return {
    scenarios: scenario === null ? progress.scenarios : counted(progress.scenarios, scenario),
    kinds: counted(progress.kinds, kind),
    rules: isNew ? [...progress.rules, rule] : progress.rules,
  }
}

/** For a file of the reader's own. */
export const progressText = (progress: Progress): string =>
  `${JSON.stringify({ version: VERSION, ...progress }, null, 2)}\n`

interface ProgressState {
  readonly progress: Progress
  /** Nothing can be kept here. */
  readonly inMemory: boolean
  readonly record: (answered: Answered) => void
  readonly reset: () => void
}

const listeners = new Set<(answered: Answered) => void>()

/** Calls back with each answer as it is given. */
export function onAnswered(listener: (answered: Answered) => void): void {
  listeners.add(listener)
}

const { progress: initial, writable } = readProgress(browserStorage())

export const useProgress = create<ProgressState>()((set, get) => {
  const keep = (progress: Progress) => {
    const kept =
      !get().inMemory && writeStored(browserStorage(), PROGRESS_KEY, { version: VERSION, ...progress })
    set({ progress, inMemory: !kept })
  }
  return {
    progress: initial,
    inMemory: !writable,
    record: (answered) => {
      keep(withAnswer(get().progress, answered))
      for (const listener of listeners) listener(answered)
    },
    reset: () => keep(NO_PROGRESS),
  }
})
