import { Simulation } from '../engine/sim/run.ts'
import { transferables } from '../engine/trace/codec.ts'
import { readLink } from '../scenario/packed-link.ts'
import { checkScenario } from '../scenario/schema.ts'
import type { ExploredRun } from '../scenario/explored.ts'
import { Exploring } from './explore.ts'
import { nextTask } from './next-task.ts'
import type { EngineAnswer, ExploreAnswer, Message, Request } from './protocol.ts'
import { ENGINE_VERSION } from './version.ts'

/** Sends a message back; the buffers in `transfer` are handed over with it. */
type Post = (message: Message, transfer: ArrayBuffer[]) => void

/** Short enough for a page that draws sixty times a second, and for a cancelled run to end soon. */
const SLICE_MS = 8
const ALIVE_EVERY_MS = 250
/** Often enough to watch a map fill. */
const TELL_EVERY_MS = 100
/** Looking at the clock costs as much as an event. */
const EVENTS_BETWEEN_LOOKS = 100

/** The engine's end of the protocol, in whichever thread. Returns what takes the requests. */
export function serve(post: Post): (request: Request) => void {
  /** Runs are numbered upwards: this one and all before it are not wanted any more. */
  let cancelled = 0
  const isWanted = (id: number) => id > cancelled
  const alive = () => post({ kind: 'alive' }, [])
  post({ kind: 'ready', version: ENGINE_VERSION }, [])

  async function answerRun(id: number, scenario: unknown): Promise<void> {
    const answer = await run(scenario, () => isWanted(id), alive)
    post({ kind: 'ran', id, answer }, answer.ok ? transferables(answer.trace) : [])
  }

  async function answerLink(id: number, hash: string): Promise<void> {
    post({ kind: 'link-read', id, link: await readLink(hash) }, [])
  }

  async function answerExploration(request: Extract<Request, { kind: 'explore' }>): Promise<void> {
    const { id } = request
    const tell = (runs: readonly ExploredRun[]) => post({ kind: 'found', id, runs }, [])
    const answer = await explore(request, () => isWanted(id), alive, tell)
    post({ kind: 'explored', id, answer }, [])
  }

  return (request) => {
    switch (request.kind) {
      case 'explore':
        void answerExploration(request)
        return
      case 'run':
        void answerRun(request.id, request.scenario)
        return
      case 'read-link':
        void answerLink(request.id, request.hash)
        return
      case 'cancel':
        cancelled = Math.max(cancelled, request.id)
    }
  }
}

async function run(scenario: unknown, isWanted: () => boolean, alive: () => void): Promise<EngineAnswer> {
  const checked = checkScenario(scenario)
  if (!checked.ok) return { ok: false, reason: 'invalid', errors: checked.error }
  try {
    const simulation = new Simulation(checked.value)
    const finished = await inSlices((events) => simulation.advance(events), isWanted, alive)
    if (!finished) return { ok: false, reason: 'cancelled' }
    return { ok: true, scenario: checked.value, trace: simulation.finish() }
  } catch (error) {
    return { ok: false, reason: 'crashed', message: error instanceof Error ? error.message : String(error) }
  }
}

async function explore(
  { scenario, exploration }: Extract<Request, { kind: 'explore' }>,
  isWanted: () => boolean,
  alive: () => void,
  tell: (runs: readonly ExploredRun[]) => void,
): Promise<ExploreAnswer> {
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

/** Lets other things happen between slices. Whether it came to its end. */
async function inSlices(
  advance: (events: number) => boolean,
  isWanted: () => boolean,
  alive: () => void,
): Promise<boolean> {
  let sliceBegan = performance.now()
  let lastSign = sliceBegan
  while (!advance(EVENTS_BETWEEN_LOOKS)) {
    const now = performance.now()
    if (now - sliceBegan < SLICE_MS) continue
    if (now - lastSign >= ALIVE_EVERY_MS) {
      alive()
      lastSign = now
    }
    await nextTask()
    if (!isWanted()) return false
    sliceBegan = performance.now()
  }
  return true
}
