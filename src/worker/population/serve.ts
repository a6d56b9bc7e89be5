import { estimateOf } from '../../engine/sim/population/estimate.ts'
import { refusalOf } from '../../engine/sim/population/limits.ts'
import { Population } from '../../engine/sim/population/population.ts'
import { scenarioOf } from '../../engine/sim/population/replay.ts'
import type { PopulationSpec } from '../../engine/sim/population/spec.ts'
import { nextTask } from '../next-task.ts'
import { lookAt } from './look.ts'
import type { ConnectionRow, PopulationMessage, PopulationRequest } from './protocol.ts'

type Post = (message: PopulationMessage, transfer: ArrayBuffer[]) => void

/** How long a request may wait for the engine. */
const SLICE_MS = 20
const TELL_EVERY_MS = 100
/** Looking at the clock costs as much as an event. */
const EVENTS_BETWEEN_LOOKS = 500

/** The worker's end: runs one population at a time, in slices, and tells how it goes. Returns what takes the requests. */
export function servePopulations(post: Post): (request: PopulationRequest) => void {
  let run: Run | null = null
  return (request) => {
    if (request.kind === 'estimate') {
      const { id, spec } = request
      post({ kind: 'estimated', id, estimate: estimateOf(spec), refusal: refusalOf(spec) }, [])
    } else if (request.kind === 'run') {
      run?.cancel()
      run = begin(request.id, request.spec, post)
    } else if (run?.id === request.id) {
      run.take(request)
    }
  }
}

function begin(id: number, spec: PopulationSpec, post: Post): Run | null {
  const refusal = refusalOf(spec)
  if (refusal !== null) {
    post({ kind: 'refused', id, refusal }, [])
    return null
  }
  const run = new Run(id, spec, post)
  void run.go()
  return run
}

/** One population under way, paused, or over and still there to be asked. */
class Run {
  readonly id: number
  readonly #population: Population
  readonly #post: Post
  #state: 'running' | 'paused' | 'cancelled' = 'running'
  #going = false
  #told = 0
  #questions = 0

  constructor(id: number, spec: PopulationSpec, post: Post) {
    this.id = id
    this.#population = new Population(spec)
    this.#post = post
  }

  take(request: Exclude<PopulationRequest, { kind: 'run' | 'estimate' }>): void {
    switch (request.kind) {
      case 'pause':
        if (this.#state === 'running') this.#state = 'paused'
        return
      case 'resume':
        if (this.#state === 'paused') this.#state = 'running'
        void this.go()
        return
      case 'cancel':
        return this.cancel()
      case 'connections-at':
        void this.#look(request)
        return
      case 'scenario': {
        const scenario = scenarioOf(this.#population, request.conn)
        this.#post({ kind: 'scenario', id: this.id, conn: request.conn, scenario }, [])
      }
    }
  }

  /** Stops for good; what was counted is told once more. */
  cancel(): void {
    if (this.#state === 'cancelled' || this.#population.end !== null) return
    this.#state = 'cancelled'
    this.#tell()
  }

  /** Lives are lived again one by one, a few at a time, until there are enough or another question has come. */
  async #look({ tUs, where, most }: Extract<PopulationRequest, { kind: 'connections-at' }>): Promise<void> {
    const question = ++this.#questions
    const connections: ConnectionRow[] = []
    let began = performance.now()
    for (const row of lookAt(this.#population, tUs, where)) {
      if (row !== null && connections.push(row) >= most) break
      if (performance.now() - began < SLICE_MS) continue
      await nextTask()
      if (question !== this.#questions) return
      began = performance.now()
    }
    this.#post({ kind: 'connections-at', id: this.id, tUs, where, connections }, [])
  }

  /** Goes on until it is over or somebody stops it. */
  async go(): Promise<void> {
    if (this.#going) return
    this.#going = true
    try {
      await this.#slices()
    } catch (error) {
      this.#state = 'cancelled'
      const message = error instanceof Error ? error.message : String(error)
      this.#post({ kind: 'crashed', id: this.id, message }, [])
    }
    this.#going = false
  }

  async #slices(): Promise<void> {
    let lastTold = Number.NEGATIVE_INFINITY
    while (this.#state === 'running' && this.#population.end === null) {
      const began = performance.now()
      while (!this.#population.advance(EVENTS_BETWEEN_LOOKS) && performance.now() - began < SLICE_MS);
      if (this.#population.end !== null || began - lastTold >= TELL_EVERY_MS) {
        lastTold = began
        this.#tell()
      }
      await nextTask()
    }
  }

  #tell(): void {
    const { progress, counters, samples, end } = this.#population
    const rows = samples.since(this.#told)
    this.#told = samples.count
    const how = this.#state === 'cancelled' ? 'cancelled' : end
    this.#post({ kind: 'progress', id: this.id, progress, counters, rows, end: how }, [rows.buffer])
  }
}
