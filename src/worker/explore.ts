import { Explorer, faultOf } from '../engine/sim/explore.ts'
import type { Scenario } from '../engine/sim/scenario.ts'
import { briefOf } from '../engine/trace/brief.ts'
import { Trace } from '../engine/trace/codec.ts'
import type { Exploration, ExploredRun } from '../scenario/explored.ts'
import { checkScenario } from '../scenario/schema.ts'
import type { ExploreAnswer, Request } from './protocol.ts'
import { inSlices } from './slices.ts'

/** Often enough to watch a map fill. */
const TELL_EVERY_MS = 100

/** Explores a scenario in portions, for whoever has other things to do in between. */
export class Exploring {
  readonly #explorer: Explorer
  #found: ExploredRun[] = []

  constructor(scenario: Scenario, { faults, first }: Exploration) {
    this.#explorer = new Explorer(scenario, faults, first)
    this.#explorer.told = (marks, broken, trace) => {
      this.#found.push({
        faults: marks.map(faultOf),
        brief: briefOf(new Trace(trace())),
        broken: [...new Set(broken.map(({ id }) => id))],
      })
    }
  }

  /** At most so many runs more. Whether none is left. */
  advance(runs: number): boolean {
    return this.#explorer.advance(runs)
  }

  /** What was found since the last time. */
  take(): ExploredRun[] {
    const found = this.#found
    this.#found = []
    return found
  }
}

/** Answers a request to explore; in `serve.ts` only where it is asked for. */
export type Explore = (
  request: Extract<Request, { kind: 'explore' }>,
  isWanted: () => boolean,
  alive: () => void,
  tell: (runs: readonly ExploredRun[]) => void,
) => Promise<ExploreAnswer>

export const explore: Explore = async ({ scenario, exploration }, isWanted, alive, tell) => {
  const checked = checkScenario(scenario)
  if (!checked.ok) return { ok: false, reason: 'invalid', errors: checked.error }
  try {
    const exploring = new Exploring(checked.value, exploration)
    let toldMs = performance.now()
    const step = () => {
      const isDone = exploring.advance(1)
      if (isDone || performance.now() - toldMs > TELL_EVERY_MS) {
        tell(exploring.take())
        toldMs = performance.now()
      }
      return isDone
    }
    const finished = await inSlices(step, isWanted, alive)
    return finished ? { ok: true } : { ok: false, reason: 'cancelled' }
  } catch (error) {
    return { ok: false, reason: 'crashed', message: error instanceof Error ? error.message : String(error) }
  }
}
