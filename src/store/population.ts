import { create } from 'zustand'
import type { PopulationEstimate } from '../engine/sim/population/estimate.ts'
import type { PopulationRefusal } from '../engine/sim/population/limits.ts'
import type { PopulationSpec } from '../engine/sim/population/spec.ts'
import { type LabSetup, specOf } from '../scenario/population/parameters.ts'
import { createPopulationClient } from '../worker/population/client.ts'
import type { ConnectionRow, PopulationUpdate, Where } from '../worker/population/protocol.ts'
import { studio } from './store.ts'

/** The population of the lab: what it was made of, how far it is, what came of it. */
interface PopulationState {
  /** `asking`: it would take long, and waits to be started. */
  readonly status:
    | 'idle'
    | 'estimating'
    | 'asking'
    | 'running'
    | 'paused'
    | 'done'
    | 'cancelled'
    | 'refused'
    | 'failed'
  /** What the reader has set; null: the lab was never open. */
  readonly setup: LabSetup | null
  readonly estimate: PopulationEstimate | null
  readonly refusal: PopulationRefusal | null
  /** Of the run on screen, which may be that of an earlier setup. */
  readonly spec: PopulationSpec | null
  readonly update: PopulationUpdate | null
  /** How long it has been computed, pauses not counted, ms. */
  readonly spentMs: number
  /** What the engine said when it broke; empty: nothing. */
  readonly failure: string
  /** Takes a setup and runs it, at once or after `start` if that takes long. */
  readonly prepare: (setup: LabSetup) => Promise<void>
  readonly start: () => void
  readonly pause: () => void
  readonly resume: () => void
  readonly cancel: () => void
  /** Some connections as they were at a moment of the run. */
  readonly look: (tUs: number, where: Where | null) => Promise<readonly ConnectionRow[]>
  /** Lives one connection again in the studio, at a moment of the run; nothing where it never sent anything. */
  readonly openConnection: (conn: number, title: string, tUs: number) => Promise<void>
}

/** Longer waits are asked about first (design.md section 9). */
const LONG_S = 10
/** Rows of connections in one answer. */
const MOST_ROWS = 8

/** Events a second: low rather than high, until a run has shown how fast this computer is. */
let eventsPerS = 250_000
/** A shorter run says more about how it was started. */
const MEASURED_EVENTS = 200_000

/** How long a run will take on this computer, seconds. */
export const secondsFor = (events: number): number => events / eventsPerS

const client = createPopulationClient()
/** When the stretch that is being computed began; null: nothing is. */
let since: number | null = null

export const usePopulation = create<PopulationState>()((set, get) => {
  /** Ends a stretch of computing. */
  const stopWatch = (): number => {
    const spentMs = get().spentMs + (since === null ? 0 : performance.now() - since)
    since = null
    return spentMs
  }
  const take = (update: PopulationUpdate) => {
    const now = performance.now()
    const spentMs = get().spentMs + (since === null ? 0 : now - since)
    since = get().status === 'running' ? now : null
    const { events } = update.progress
    if (events > MEASURED_EVENTS) eventsPerS = (events * 1000) / spentMs
    const { end } = update
    if (end !== null) since = null
    const status = end === null ? get().status : end === 'cancelled' ? 'cancelled' : 'done'
    set({ update, spentMs, status })
  }

  return {
    status: 'idle',
    setup: null,
    estimate: null,
    refusal: null,
    spec: null,
    update: null,
    spentMs: 0,
    failure: '',

    async prepare(setup) {
      client.cancel()
      const spentMs = stopWatch()
      set({ setup, status: 'estimating', estimate: null, refusal: null, spentMs })
      const { estimate, refusal } = await client.estimate(specOf(setup))
      if (get().setup !== setup) return
      set({ estimate, refusal, status: refusal === null ? 'asking' : 'refused' })
      if (refusal === null && secondsFor(estimate.events) <= LONG_S) get().start()
    },

    start() {
      const { setup } = get()
      if (setup === null) return
      const spec = specOf(setup)
      set({ status: 'running', spec, update: null, spentMs: 0, failure: '' })
      since = performance.now()
      client.run(spec, {
        update: take,
        refused: (refusal) => set({ status: 'refused', refusal }),
        failed: (failure) => set({ status: 'failed', failure, spentMs: stopWatch() }),
      })
    },

    pause() {
      if (get().status !== 'running') return
      client.pause()
      set({ status: 'paused', spentMs: stopWatch() })
    },

    resume() {
      if (get().status !== 'paused') return
      since = performance.now()
      set({ status: 'running' })
      client.resume()
    },

    cancel() {
      set({ spentMs: stopWatch() })
      client.cancel()
    },

    look: (tUs, where) => client.connectionsAt(tUs, MOST_ROWS, where),

    async openConnection(conn, title, tUs) {
      const scenario = await client.scenario(conn)
      if (scenario === null) return
      studio.getState().open({ ...scenario, title }, { tUs }, { where: { view: null, about: null } })
    },
  }
})
