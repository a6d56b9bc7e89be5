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
  const worker = new EngineWorker()
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
export const openInPage: OpenPort = async (listener) => {
  const { serve } = await import('./serve.ts')
  let ended = false
  const receive = serve((message) => {
    if (!ended) listener.message(message)
  })
  return {
    post: receive,
    end: () => {
      ended = true
    },
  }
}
