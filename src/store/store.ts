import { createContext, useContext } from 'react'
import { type StoreApi, useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Scenario } from '../engine/sim/scenario.ts'
import type { State } from '../engine/tcp/state.ts'
import type { Trace } from '../engine/trace/codec.ts'
import { type Moment, stepOfMoment } from '../scenario/moment.ts'
import type { LinkError } from '../scenario/packed-link.ts'
import type { SchemaError } from '../scenario/schema-error.ts'
import type { EngineClient } from '../worker/client.ts'
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
  /** The diagram shows its stretches alone, until something else is selected or the run is played. */
  selectedState: State | null
  hovered: Hovered
  showFuture: boolean
  trueScale: boolean
  /** Factor on the scale of time, 0.25 to 8. */
  timeScale: number
  /** The camera keeps the present in view. */
  following: boolean
  tab: Tab
  dialog: 'palette' | 'shortcuts' | 'editor' | 'share' | null
  /** The first run of the scenario that is open: how large it is drawn stays with what is changed in it. */
  opened: Trace | null
  /** The run was not simulated but captured; `scenario` is what would do the same. */
  captured: boolean
  /** What fills the screen instead of the studio (src/app/views.ts), or null. */
  view: string | null
  /** What that view is about, in its own words. */
  about: string | null
  /** The runs of the reader's own comparison. */
  compared: readonly Scenario[]
  /** Counts what belongs into the history of the browser: a scenario opened, a change finished. */
  revision: { readonly count: number; readonly fromAddress: boolean }
  /** Shows another scenario: an id of the catalogue (unknown ones are ignored) or a scenario itself. */
  readonly open: (target: string | Scenario, at?: Moment, details?: OpenDetails) => void
  /** Runs a changed scenario at once and keeps t. */
  readonly change: (next: Scenario, how: 'dragging' | 'final') => void
  readonly reset: () => void
  /** Shows a run from a capture. `scenario`: what would do the same. */
  readonly showCaptured: (trace: Trace, scenario: Scenario) => void
  /** Goes to another view, or to the studio (null). `compared` stays as it is if it is not given. */
  readonly show: (view: string | null, details?: Partial<Pick<StudioState, 'about' | 'compared'>>) => void
  readonly select: (id: number | null) => void
  readonly selectState: (state: State | null) => void
  readonly hover: (hovered: Hovered) => void
  readonly notify: (notice: Notice | null) => void
  readonly set: (flags: Partial<ViewFlags>) => void
}

interface OpenDetails {
  /** What the reader made of it, where that is not the same. */
  readonly changed?: Scenario
  /** The address names it already. */
  readonly fromAddress?: boolean
  /** Where it is shown; absent: in the studio, or in a view that is about its run. */
  readonly where?: Pick<StudioState, 'view' | 'about'> & Partial<Pick<StudioState, 'compared'>>
}

export type Hovered =
  | { readonly kind: 'segment'; readonly id: number }
  | { readonly kind: 'edge'; readonly id: string }
  | { readonly kind: 'state'; readonly state: State }
  | null

export const TABS = ['segment', 'tcb', 'why', 'code', 'terminal'] as const
type Tab = (typeof TABS)[number]

type ViewFlags = Pick<StudioState, 'showFuture' | 'trueScale' | 'timeScale' | 'following' | 'tab' | 'dialog'>

/** One sentence for the reader; src/i18n/<language>/notices.ts has the words. `original`: what was refused, to copy. */
export type Notice =
  | {
      readonly kind:
        | 'first-visit'
        | 'no-difference'
        | 'engine-restarted'
        | 'engine-failed'
        | 'file-unread'
        | 'captured'
        | 'update-ready'
    }
  | { readonly kind: 'engine-crashed'; readonly message: string }
  | { readonly kind: 'invalid-scenario'; readonly errors: readonly SchemaError[] }
  | { readonly kind: 'unknown-scenario'; readonly id: string; readonly original: string }
  | { readonly kind: 'refused-link'; readonly error: LinkError; readonly original: string }

/** What the composition root connects: the engine, and the scenarios by their ids. */
export interface Sources {
  readonly engine: EngineClient
  readonly find: (id: string) => Promise<Scenario | null>
}

let sources: Sources | null = null

/** What reads traces is on its way while the engine starts: before it answers there is none to read. */
const codec = import('../engine/trace/codec.ts')

export function connect(next: Sources): void {
  sources = next
  next.engine.onStatus((status) => {
    studio.setState({
      engine: status === 'restarted' ? 'ready' : status,
      ...(status === 'restarted' && { notice: { kind: 'engine-restarted' } }),
      ...(status === 'failed' && { notice: { kind: 'engine-failed' } }),
    })
  })
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

/** The studio, and the views that are about its run: they stay when another scenario is opened. */
export const isOfTheRun = (view: string | null): boolean =>
  view === null || view === 'explore' || view === 'predict'

/** What was asked for last: a scenario that is fetched must not come after it. */
let wanted: string | Scenario | null = null
/** The trace as it was when the last change was finished: what "No difference" compares with. */
let settled: Trace | null = null

export const studio = createStore<StudioState>()((set, get) => {
  /** Shows the run of a scenario that is on screen already; `before` comes back if it is refused. */
  async function run(
    scenario: Scenario,
    before: Partial<StudioState>,
    done: (trace: Trace) => void,
  ): Promise<void> {
    if (sources === null) return
    if (get().engine === 'ready') set({ engine: 'computing' })
    const answer = await sources.engine.run(scenario)
    if (!answer.ok && answer.reason === 'stale') return
    if (get().engine === 'computing') set({ engine: 'ready' })
    if (!answer.ok) {
      const { reason } = answer
      const notice: Notice =
        reason === 'invalid'
          ? { kind: 'invalid-scenario', errors: answer.errors }
          : { kind: 'engine-crashed', message: answer.message }
      set({ ...before, notice })
      return
    }
    const { Trace } = await codec
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
    selectedState: null,
    hovered: null,
    showFuture: true,
    trueScale: false,
    timeScale: 1,
    following: true,
    tab: 'segment',
    dialog: null,
    opened: null,
    captured: false,
    view: null,
    about: null,
    compared: [],
    revision: { count: 0, fromAddress: false },

    open(target, at, { changed, fromAddress = false, where } = {}) {
      const show = (baseline: Scenario) => {
        playback.pause()
        const { catalogueId, baseline: oldBaseline, scenario: oldScenario, selectedSegment } = get()
        const before = { catalogueId, baseline: oldBaseline, scenario: oldScenario, selectedSegment }
        const scenario = changed ?? baseline
        set({
          catalogueId: typeof target === 'string' ? target : null,
          baseline,
          scenario,
          captured: false,
          selectedSegment: null,
          selectedState: null,
          hovered: null,
          notice: null,
          ...(where ?? (isOfTheRun(get().view) ? {} : { view: null, about: null })),
        })
        void run(scenario, before, (trace) => {
          settled = trace
          // Undo and redo open the same scenario again.
          if (get().opened === null || target !== before.catalogueId) set({ opened: trace })
          goTo(at ?? { step: 0 }, stepTimes(trace))
          set(({ revision }) => ({ revision: { count: revision.count + 1, fromAddress } }))
        })
      }
      wanted = target
      if (typeof target !== 'string') show(target)
      else void sources?.find(target).then((found) => found !== null && wanted === target && show(found))
    },

    change(next, how) {
      const { scenario, captured } = get()
      if (captured) return set({ notice: { kind: 'captured' } })
      set({ scenario: next })
      void run(next, { scenario }, (trace) => {
        const { selectedSegment, revision } = get()
        if (selectedSegment !== null && selectedSegment >= trace.segmentCount) set({ selectedSegment: null })
        if (how === 'dragging') return
        const before = settled
        settled = trace
        void sameTrace(before, trace).then((same) => same && set({ notice: { kind: 'no-difference' } }))
        set({
          notice: null,
          revision: { count: revision.count + 1, fromAddress: false },
        })
      })
    },

    showCaptured(trace, scenario) {
      playback.pause()
      sources?.engine.cancel()
      wanted = null
      const selected = { selectedSegment: null, selectedState: null, hovered: null, notice: null }
      set({
        catalogueId: null,
        baseline: scenario,
        scenario,
        captured: true,
        ...selected,
        trace,
        opened: trace,
      })
      playback.setRun(stepTimes(trace), trace.endUs)
      playback.seekStep(0)
    },

    reset() {
      get().change(get().baseline, 'final')
    },

    show(view, details = {}) {
      playback.pause()
      const { captured, scenario } = get()
      // Elsewhere runs can be changed, and only simulated ones can.
      if (captured && view !== 'capture') {
        get().open(scenario, undefined, { where: { view, about: null, ...details } })
        return
      }
      set(({ revision }) => ({
        view,
        about: null,
        notice: null,
        ...details,
        revision: { count: revision.count + 1, fromAddress: false },
      }))
    },

    select(selectedSegment) {
      set({ selectedSegment, selectedState: null })
    },

    selectState(selectedState) {
      set({ selectedState })
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

/** Where components read from: the store, or what bystanders.tsx makes of it. */
export const StoreContext = createContext<StoreApi<StudioState>>(studio)

/** The store in React: renders again when what the selector picks has changed. */
export function useStudio<T>(selector: (state: StudioState) => T): T {
  return useStore(useContext(StoreContext), selector)
}

/** Gives playback the studio's run again, after a view that had one of its own. */
export function followStudio(): void {
  const { trace } = studio.getState()
  if (trace !== null) playback.setRun(stepTimes(trace), trace.endUs)
}

playback.onStep((step) => studio.setState({ step }))
playback.onState(() => {
  const { playing, speed } = playback
  studio.setState({ playing, speed, ...(playing && { selectedState: null }) })
})

function goTo(moment: Moment, times: readonly number[]): void {
  const isBetween = 'tUs' in moment && moment.place === undefined
  if (isBetween) playback.seek(moment.tUs)
  else playback.seekStep(stepOfMoment(times, moment))
}

function stepTimes(trace: Trace): number[] {
  return Array.from(trace.data.steps, (_, step) => trace.stepTimeUs(step))
}

async function sameTrace(a: Trace | null, b: Trace): Promise<boolean> {
  const { canonicalBytes } = await codec
  if (a === null) return false
  const left = canonicalBytes(a.data)
  const right = canonicalBytes(b.data)
  return left.length === right.length && left.every((byte, i) => byte === right[i])
}
