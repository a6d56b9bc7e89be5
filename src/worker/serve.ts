import { simulate } from '../engine/sim/run.ts'
import { transferables } from '../engine/trace/codec.ts'
import { readLink } from '../scenario/packed-link.ts'
import { checkScenario } from '../scenario/schema.ts'
import type { EngineAnswer, Message, Request } from './protocol.ts'
import { ENGINE_VERSION } from './version.ts'

/** Sends a message back; the buffers in `transfer` are handed over with it. */
type Post = (message: Message, transfer: ArrayBuffer[]) => void

/** The engine's end of the protocol, in whichever thread. Returns what takes the requests. */
export function serve(post: Post): (request: Request) => void {
  post({ kind: 'ready', version: ENGINE_VERSION }, [])
  return (request) => {
    switch (request.kind) {
      case 'run': {
        const answer = run(request.scenario)
        post({ kind: 'ran', id: request.id, answer }, answer.ok ? transferables(answer.trace) : [])
        return
      }
      case 'read-link':
        void readLink(request.hash).then((link) => post({ kind: 'link-read', id: request.id, link }, []))
        return
      case 'cancel':
    }
  }
}

function run(scenario: unknown): EngineAnswer {
  const checked = checkScenario(scenario)
  if (!checked.ok) return { ok: false, reason: 'invalid', errors: checked.error }
  try {
    return { ok: true, scenario: checked.value, trace: simulate(checked.value) }
  } catch (error) {
    return { ok: false, reason: 'crashed', message: error instanceof Error ? error.message : String(error) }
  }
}
