import { Simulation } from '../engine/sim/run.ts'
import { transferables } from '../engine/trace/codec.ts'
import { readPacked } from '../scenario/packed-link.ts'
import { checkScenario } from '../scenario/schema.ts'
import type { ExploredRun } from '../scenario/explored.ts'
import type { Explore } from './explore.ts'
import type { EngineAnswer, Message, Request } from './protocol.ts'
import { inSlices } from './slices.ts'
import { ENGINE_VERSION } from './version.ts'

/** Sends a message back; the buffers in `transfer` are handed over with it. */
type Post = (message: Message, transfer: ArrayBuffer[]) => void

/**
 * The engine's end of the protocol, in whichever thread. Returns what takes the requests.
 *
 * @param explore what explores; most engines only run scenarios, and are lighter without it
 */
export function serve(post: Post, explore: Explore = cannotExplore): (request: Request) => void {
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
    post({ kind: 'link-read', id, link: await readPacked(hash) }, [])
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

const cannotExplore: Explore = async () => ({
  ok: false,
  reason: 'crashed',
  message: 'This engine runs scenarios and does not explore them.',
})
