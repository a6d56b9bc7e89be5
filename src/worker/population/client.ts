import type { PopulationEstimate } from '../../engine/sim/population/estimate.ts'
import type { PopulationRefusal } from '../../engine/sim/population/limits.ts'
import { Samples } from '../../engine/sim/population/samples.ts'
import type { PopulationSpec } from '../../engine/sim/population/spec.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import type {
  ConnectionRow,
  PopulationMessage,
  PopulationRequest,
  PopulationUpdate,
  Where,
} from './protocol.ts'

interface PopulationListener {
  update(update: PopulationUpdate): void
  refused(refusal: PopulationRefusal): void
  /** The worker broke, or said nothing for too long. What was told until then stays true. */
  failed(message: string): void
}

/** Populations as the page uses them: one at a time, in a worker that is made for the first. */
export interface PopulationClient {
  /** What a run would take; nothing is run. */
  estimate(
    spec: PopulationSpec,
  ): Promise<{ readonly estimate: PopulationEstimate; readonly refusal: PopulationRefusal | null }>
  /** Ends the run before. */
  run(spec: PopulationSpec, listener: PopulationListener): void
  pause(): void
  resume(): void
  /** What was counted stays and can be asked about. */
  cancel(): void
  connectionsAt(tUs: number, most: number, where: Where | null): Promise<readonly ConnectionRow[]>
  /** One connection, to be run alone; null: it never sent anything. */
  scenario(conn: number): Promise<Scenario | null>
}

interface Port {
  post(request: PopulationRequest): void
  end(): void
}

type OpenPort = (message: (message: PopulationMessage) => void, broke: () => void) => Promise<Port>

/** A worker tells ten times a second how it goes. */
const SILENCE_MS = 10_000

export function createPopulationClient(open: OpenPort = openSomewhere): PopulationClient {
  let port: Promise<Port> | null = null
  let id = 0
  let samples = new Samples()
  let listener: PopulationListener | null = null
  let watch: ReturnType<typeof setTimeout> | undefined
  /** What takes an answer if it is to the newest question of its kind: older ones are of no use any more. */
  const waiting = new Map<PopulationMessage['kind'], (message: PopulationMessage) => void>()

  const giveUp = (message: string) => {
    clearTimeout(watch)
    void port?.then((there) => there.end())
    port = null
    listener?.failed(message)
    listener = null
  }
  const watchOver = () => {
    clearTimeout(watch)
    watch = setTimeout(() => giveUp(''), SILENCE_MS)
  }
  const hear = (message: PopulationMessage) => {
    switch (message.kind) {
      case 'progress':
        if (message.id !== id) return
        if (message.end === null) watchOver()
        else clearTimeout(watch)
        samples.append(message.rows)
        listener?.update({ ...message, samples })
        return
      case 'refused':
        clearTimeout(watch)
        if (message.id === id) listener?.refused(message.refusal)
        return
      case 'crashed':
        if (message.id === id) giveUp(message.message)
        return
      default:
        waiting.get(message.kind)?.(message)
    }
  }
  const post = (request: PopulationRequest) => {
    port ??= open(hear, () => giveUp(''))
    void port.then(
      (there) => there.post(request),
      () => giveUp(''),
    )
  }
  const ask = <K extends PopulationMessage['kind']>(
    kind: K,
    request: PopulationRequest,
    fits: (answer: Extract<PopulationMessage, { kind: K }>) => boolean = () => true,
  ) =>
    new Promise<Extract<PopulationMessage, { kind: K }>>((resolve) => {
      waiting.set(kind, (message) => {
        const answer = message as Extract<PopulationMessage, { kind: K }>
        if (fits(answer)) resolve(answer)
      })
      post(request)
    })

  return {
    estimate: (spec) => ask('estimated', { kind: 'estimate', id, spec }),
    run(spec, next) {
      id += 1
      samples = new Samples()
      listener = next
      watchOver()
      post({ kind: 'run', id, spec })
    },
    pause() {
      clearTimeout(watch)
      post({ kind: 'pause', id })
    },
    resume() {
      watchOver()
      post({ kind: 'resume', id })
    },
    cancel: () => post({ kind: 'cancel', id }),
    async connectionsAt(tUs, most, where) {
      const answer = await ask(
        'connections-at',
        { kind: 'connections-at', id, tUs, most, where },
        (each) => each.id === id && each.tUs === tUs && sameWhere(each.where, where),
      )
      return answer.connections
    },
    async scenario(conn) {
      const answer = await ask('scenario', { kind: 'scenario', id, conn }, (each) => each.conn === conn)
      return answer.scenario
    },
  }
}

const sameWhere = (a: Where | null, b: Where | null) => a?.side === b?.side && a?.state === b?.state

/** In a thread of its own; in the page where none can be. */
async function openSomewhere(
  message: (message: PopulationMessage) => void,
  broke: () => void,
): Promise<Port> {
  try {
    const { default: PopulationWorker } = await import('./population.worker.ts?worker&inline')
    const worker = new PopulationWorker()
    worker.addEventListener('message', ({ data }: MessageEvent<PopulationMessage>) => message(data))
    worker.addEventListener('error', broke)
    return { post: (request) => worker.postMessage(request), end: () => worker.terminate() }
  } catch {
    const { servePopulations } = await import('./serve.ts')
    let isOver = false
    const receive = servePopulations((answer) => {
      if (!isOver) message(answer)
    })
    let id = 0
    return {
      post: (request) => {
        id = request.id
        receive(request)
      },
      end: () => {
        isOver = true
        receive({ kind: 'cancel', id })
      },
    }
  }
}
