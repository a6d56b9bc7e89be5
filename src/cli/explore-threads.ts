import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import { Explorer, type Failure } from '../engine/sim/explore.ts'
import type { Scenario } from '../engine/sim/scenario.ts'

/** Spreads an exploration over the processors of this machine. */

export interface Work {
  readonly scenarios: readonly (readonly [id: string, scenario: Scenario])[]
  readonly faults: number
  readonly first: number
}

/** A share of one scenario's schedules, by the first fault. */
interface Share {
  readonly scenario: number
  readonly of: number
  readonly rest: number
}

export interface Result {
  readonly scenario: number
  readonly runs: number
  readonly failed: number
  readonly failures: readonly Failure[]
}

const SHARES = 8

/** Explores everything; `told` hears of each share when it is done. */
export async function exploreAll(work: Work, told: (result: Result) => void): Promise<void> {
  const shares = work.scenarios.flatMap((_, scenario) =>
    Array.from({ length: SHARES }, (__, rest): Share => ({ scenario, of: SHARES, rest })),
  )
  const threads = Math.min(availableParallelism(), shares.length)
  await Promise.all(Array.from({ length: threads }, () => oneThread(work, shares, told)))
}

/** One thread, which is given shares until none is left. */
function oneThread(work: Work, shares: Share[], told: (result: Result) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: work })
    const next = (): void => worker.postMessage(shares.shift() ?? null)
    worker.on('message', (result: Result) => {
      told(result)
      next()
    })
    worker.on('error', reject)
    worker.on('exit', () => resolve())
    next()
  })
}

/** What a thread does: explores the shares that it is given, until it is given none. */
export function workInThread(): void {
  const { scenarios, faults, first } = workerData as Work
  parentPort?.on('message', (share: Share | null) => {
    if (share === null) return parentPort?.close()
    const scenario = scenarios[share.scenario]?.[1]
    if (scenario === undefined) throw new Error('a scenario of the work')
    const explorer = new Explorer(scenario, faults, first, share)
    while (!explorer.advance(1_000));
    const { runs, failed, failures } = explorer
    parentPort?.postMessage({ scenario: share.scenario, runs, failed, failures } satisfies Result)
  })
}
