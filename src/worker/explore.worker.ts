import { explore } from './explore.ts'
import type { Request } from './protocol.ts'
import { serve } from './serve.ts'

/** The shell of the explorer's worker: the engine, and what checks each of its runs. One file, as `engine.worker.ts`. */
const receive = serve((message, transfer) => postMessage(message, transfer), explore)

addEventListener('message', ({ data }: MessageEvent<Request>) => receive(data))
