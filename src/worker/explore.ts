import { Explorer, faultOf } from '../engine/sim/explore.ts'
import type { Scenario } from '../engine/sim/scenario.ts'
import { briefOf } from '../engine/trace/brief.ts'
import { Trace } from '../engine/trace/codec.ts'
import type { Exploration, ExploredRun } from '../scenario/explored.ts'

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
