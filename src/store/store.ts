import { create } from 'zustand'
import type { Scenario } from '../engine/sim/scenario.ts'
import type { State } from '../engine/tcp/state.ts'
import { canonicalBytes, Trace, type TraceData } from '../engine/trace/codec.ts'
import { playback } from './playback.ts'

/**
 * What the reader looks at: one scenario, its trace, a moment in it. The moment itself lives in playback.ts; here is
 * only the event it belongs to, because a React render per frame would be too many.
 */
export interface StudioState {
  /** Catalogue id, with its variant (`open-synack-lost/2`); null for a scenario from elsewhere. */
  catalogueId: string | null
  /** What Reset returns to. */
  baseline: Scenario
  /** With the reader's changes. */
  scenario: Scenario
  /** Of `scenario`; the last good one while computing; null until there is one. */
  trace: Trace | null
  engine: 'starting' | 'ready' | 'computing' | 'on-page' | 'failed'
  notice: Notice | null
  /** The last event at or before t. */
  step: number
  playing: boolean
  speed: number
  /** TraceSegment.id */
  selectedSegment: number | null
  hovered: Hovered
  showFuture: boolean
  trueScale: boolean
  /** Factor on the scale of time, 0.25 to 8. */
  timeScale: number
  /** The camera keeps the present in view. */
  following: boolean
  tab: Tab
  dialog: 'palette' | 'shortcuts' | null
  /** Counts what belongs into the history of the browser: a scenario opened, a change finished. */
  revision: number
  /** Shows another scenario: an id of the catalogue (unknown ones are ignored) or a scenario itself. */
  readonly open: (target: string | Scenario, at?: Moment) => void
  /** Runs a changed scenario at once and keeps t. */
  readonly change: (next: Scenario, how: 'dragging' | 'final') => void
  readonly reset: () => void
  readonly select: (id: number | null) => void
  readonly hover: (hovered: Hovered) => void
  readonly notify: (notice: Notice | null) => void
  readonly set: (flags: Partial<ViewFlags>) => void
}

export type Hovered =
  | { readonly kind: 'segment'; readonly id: number }
  | { readonly kind: 'edge'; readonly id: string }
  | { readonly kind: 'state'; readonly state: State }
  | null

export const TABS = ['segment', 'tcb', 'why', 'code', 'terminal'] as const
export type Tab = (typeof TABS)[number]

export type ViewFlags = Pick<
  StudioState,
  'showFuture' | 'trueScale' | 'timeScale' | 'following' | 'tab' | 'dialog'
>

/** A place in a run. A moment past the end means the end. */
export interface Moment {
  readonly step?: number
  readonly tUs?: number
}

/** One sentence for the reader; src/i18n/<language>/notices.ts has its words. */
export interface Notice {
  readonly id:
    | 'no-difference'
    | 'link-damaged'
    | 'link-newer'
    | 'link-too-long'
    | 'link-unknown-scenario'
    | 'invalid-scenario'
    | 'engine-restarted'
    | 'engine-failed'
    | 'copied'
    | 'copy-failed'
  /** What exactly, from the data: a path, an id. */
  readonly detail?: string
  /** What was refused, for "Copy original". */
  readonly original?: string
}

/** What the composition root connects: the engine and the catalogue. */
export interface Sources {
  readonly run: (scenario: Scenario) => Promise<RunAnswer>
  readonly find: (id: string) => Scenario | null
}

export type RunAnswer =
  | { readonly ok: true; readonly trace: TraceData; readonly scenario: Scenario }
  | { readonly ok: false; readonly errors: readonly string[] }

let sources: Sources | null = null

export function connect(next: Sources): void {
  sources = next
}

const NO_LINK = { delayUs: 50_000, jitterUs: 0, lossPpm: 0, duplicatePpm: 0, reorderPpm: 0 }

/** Before the first scenario is open: two hosts and nothing to do. */
const NOTHING: Scenario = {
  version: 1,
  profile: 'rfc9293',
  settings: {},
  seed: 1,
  hosts: { C: { address: '192.0.2.10', port: 49152 }, S: { address: '198.51.100.20', port: 443 } },
  network: { CtoS: NO_LINK, StoC: NO_LINK },
  apps: { C: [], S: [] },
  faults: [],
  injections: [],
  reboots: [],
}

/** The trace as it was when the last change was finished: what "No difference" compares with. */
let settled: Trace | null = null
let latestRun = 0

export const useStudio = create<StudioState>()((set, get) => {
  async function run(scenario: Scenario, done: (trace: Trace) => void): Promise<void> {
    if (sources === null) return
    const mine = ++latestRun
    if (get().engine === 'ready') set({ engine: 'computing' })
    const answer = await sources.run(scenario)
    if (mine !== latestRun) return
    if (get().engine === 'computing' || get().engine === 'starting') set({ engine: 'ready' })
    if (!answer.ok) {
      set({ notice: { id: 'invalid-scenario', detail: answer.errors.join(' ') } })
      return
    }
    const trace = new Trace(answer.trace)
    set({ trace })
    playback.setRun(stepTimes(trace), trace.endUs)
    done(trace)
  }

  return {
    catalogueId: null,
    baseline: NOTHING,
    scenario: NOTHING,
    trace: null,
    engine: 'starting',
    notice: null,
    step: 0,
    playing: false,
    speed: playback.speed,
    selectedSegment: null,
    hovered: null,
    showFuture: true,
    trueScale: false,
    timeScale: 1,
    following: true,
    tab: 'segment',
    dialog: null,
    revision: 0,

    open(target, at = {}) {
      const scenario = typeof target === 'string' ? (sources?.find(target) ?? null) : target
      if (scenario === null) return
      playback.pause()
      set((state) => ({
        catalogueId: typeof target === 'string' ? target : null,
        baseline: scenario,
        scenario,
        selectedSegment: null,
        hovered: null,
        notice: null,
        revision: state.revision + 1,
      }))
      void run(scenario, (trace) => {
        settled = trace
        if (at.step !== undefined) playback.seekStep(at.step)
        else playback.seek(at.tUs ?? 0)
      })
    },

    change(next, how) {
      set((state) => ({ scenario: next, revision: state.revision + (how === 'final' ? 1 : 0) }))
      void run(next, (trace) => {
        const { selectedSegment } = get()
        if (selectedSegment !== null && selectedSegment >= trace.segmentCount) set({ selectedSegment: null })
        if (how === 'dragging') return
        const same = settled !== null && sameTrace(settled, trace)
        settled = trace
        set({ notice: same ? { id: 'no-difference' } : null })
      })
    },

    reset() {
      get().change(get().baseline, 'final')
    },

    select(selectedSegment) {
      set({ selectedSegment })
    },

    hover(hovered) {
      set({ hovered })
    },

    notify(notice) {
      set({ notice })
    },

    set(flags) {
      set(flags)
    },
  }
})

/** The same store outside React. */
export const studio = useStudio

playback.onFrame(() => {
  if (studio.getState().step !== playback.step) studio.setState({ step: playback.step })
})
playback.onState(() => studio.setState({ playing: playback.playing, speed: playback.speed }))

function stepTimes(trace: Trace): number[] {
  return Array.from(trace.data.steps, (_, step) => trace.stepTimeUs(step))
}

function sameTrace(a: Trace, b: Trace): boolean {
  const left = canonicalBytes(a.data)
  const right = canonicalBytes(b.data)
  return left.length === right.length && left.every((byte, i) => byte === right[i])
}
