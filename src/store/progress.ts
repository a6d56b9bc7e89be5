import { create } from 'zustand'
import { browserStorage, readStored, type Stored, writeStored } from './storage.ts'

/** What this reader has answered in quizzes and seen of TCP: kept in this browser and nowhere else. */

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
  /** Of the state graph: states, and moves as `FROM>TO`. */
  readonly seen: Seen
}

export interface Seen {
  readonly states: readonly string[]
  readonly moves: readonly string[]
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

const NOTHING_SEEN: Seen = { states: [], moves: [] }

export const NO_PROGRESS: Progress = { scenarios: {}, kinds: {}, rules: [], seen: NOTHING_SEEN }

export function readProgress(storage: Stored | null): {
  readonly progress: Progress
  readonly writable: boolean
} {
  const { value, writable } = readStored(storage, PROGRESS_KEY, VERSION)
  if (value === null) return { progress: NO_PROGRESS, writable }
  const { states, moves } = isObject(value.seen) ? value.seen : {}
  return {
    progress: {
      scenarios: tallies(value.scenarios),
      kinds: tallies(value.kinds),
      rules: names(value.rules),
      seen: { states: names(states), moves: names(moves) },
    },
    writable,
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

function names(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return [...new Set(list.filter((name) => typeof name === 'string'))].slice(0, MOST_NAMES)
}

/** Field by field into fresh objects; what is no tally is not there. */
function tallies(value: unknown): Record<string, Tally> {
  if (!isObject(value)) return {}
  const found = new Map<string, Tally>()
  for (const [name, entry] of Object.entries(value).slice(0, MOST_NAMES)) {
    const { asked, right } = (isObject(entry) ? entry : {}) as Partial<Tally>
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
    ...progress,
    scenarios: scenario === null ? progress.scenarios : counted(progress.scenarios, scenario),
    kinds: counted(progress.kinds, kind),
    rules: isNew ? [...progress.rules, rule] : progress.rules,
  }
}

/** The same object if all of it was seen before. */
export function withSeen(progress: Progress, { states, moves }: Seen): Progress {
  const { seen } = progress
  const all = {
    states: [...new Set([...seen.states, ...states])],
    moves: [...new Set([...seen.moves, ...moves])],
  }
  const isNew = all.states.length > seen.states.length || all.moves.length > seen.moves.length
  return isNew ? { ...progress, seen: all } : progress
}

/** For a file of the reader's own. */
export const progressText = (progress: Progress): string =>
  `${JSON.stringify({ version: VERSION, ...progress }, null, 2)}\n`

interface ProgressState {
  readonly progress: Progress
  /** Nothing can be kept here. */
  readonly inMemory: boolean
  readonly record: (answered: Answered) => void
  readonly see: (seen: Seen) => void
  /** Forgets the answers. */
  readonly reset: () => void
  readonly forgetSeen: () => void
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
    see: (seen) => {
      const next = withSeen(get().progress, seen)
      if (next !== get().progress) keep(next)
    },
    reset: () => keep({ ...NO_PROGRESS, seen: get().progress.seen }),
    forgetSeen: () => keep({ ...get().progress, seen: NOTHING_SEEN }),
  }
})
