import { create } from 'zustand'
import type { Scenario } from '../engine/sim/scenario.ts'
import type { Trace } from '../engine/trace/codec.ts'
import type { Exploration, ExploredRun } from '../scenario/explored.ts'
import { createExplorerClient, type EngineClient } from '../worker/client.ts'

/** What is explored: the run without further faults, and what the studio calls it. */
interface Explored {
  readonly scenario: Scenario
  readonly trace: Trace
  /** What opens in the studio when it is reset: its id in the catalogue, or itself before changes. */
  readonly base: string | Scenario
}

/** The exploration under way or done: its runs as they are found. It has an engine of its own, ended with it. */
interface ExplorationState {
  readonly status: 'idle' | 'running' | 'done' | 'cancelled' | 'failed'
  /** Null while idle. */
  readonly explored: Explored | null
  readonly exploration: Exploration | null
  readonly runs: readonly ExploredRun[]
  readonly start: (explored: Explored, exploration: Exploration) => void
  /** What was found stays. */
  readonly cancel: () => void
  readonly clear: () => void
}

let engine: EngineClient | null = null

function endEngine(): void {
  engine?.dispose()
  engine = null
}

export const useExploration = create<ExplorationState>()((set, get) => ({
  status: 'idle',
  explored: null,
  exploration: null,
  runs: [],
  start(explored, exploration) {
    endEngine()
    const own = createExplorerClient()
    engine = own
    set({ status: 'running', explored, exploration, runs: [] })
    const found = (runs: readonly ExploredRun[]) => {
      if (engine === own) set({ runs: [...get().runs, ...runs] })
    }
    void own.explore(explored.scenario, exploration, found).then((answer) => {
      if (engine !== own) return
      endEngine()
      set({ status: answer.ok ? 'done' : 'failed' })
    })
  },
  cancel() {
    if (get().status !== 'running') return
    endEngine()
    set({ status: 'cancelled' })
  },
  clear() {
    endEngine()
    set({ status: 'idle', explored: null, exploration: null, runs: [] })
  },
}))
