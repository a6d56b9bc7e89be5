import type { Explore } from './explore.ts'
import type { Message, Request } from './protocol.ts'

/** A way to an engine that is there. */
export interface Port {
  post(request: Request): void
  /** Ends the engine; nothing is heard of it any more. */
  end(): void
}

export interface Listener {
  message(message: Message): void
  /** It broke, outside of any request. */
  broke(): void
}

/** Makes an engine and the way to it; rejects where that cannot be. The engine says `ready` when it is. */
export type OpenPort = (listener: Listener) => Promise<Port>

/** Its own thread. The worker's whole script is in a lazy chunk and starts from a blob: even sandboxed frames allow. */
export const openWorker: OpenPort = async (listener) => {
  const { default: EngineWorker } = await import('./engine.worker.ts?worker&inline')
  return portOf(new EngineWorker(), listener)
}

/** The same for the engine that explores. */
export const openExplorerWorker: OpenPort = async (listener) => {
  const { default: ExplorerWorker } = await import('./explore.worker.ts?worker&inline')
  return portOf(new ExplorerWorker(), listener)
}

function portOf(worker: Worker, listener: Listener): Port {
  worker.addEventListener('message', ({ data }: MessageEvent<Message>) => listener.message(data))
  worker.addEventListener('error', (event) => {
    event.preventDefault()
    listener.broke()
  })
  return {
    post: (request) => worker.postMessage(request),
    end: () => worker.terminate(),
  }
}

/** The page's own thread, in short slices. */
export const openInPage: OpenPort = async (listener) => inPage(listener)

/** The same for the engine that explores. */
export const openExplorerInPage: OpenPort = async (listener) => {
  const { explore } = await import('./explore.ts')
  return inPage(listener, explore)
}

async function inPage(listener: Listener, explore?: Explore): Promise<Port> {
  const { serve } = await import('./serve.ts')
  let ended = false
  const receive = serve((message) => {
    if (!ended) listener.message(message)
  }, explore)
  return {
    post: receive,
    end: () => {
      ended = true
    },
  }
}
