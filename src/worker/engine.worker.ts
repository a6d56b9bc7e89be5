import type { Request } from './protocol.ts'
import { serve } from './serve.ts'

/** The shell of the engine's worker. Its script is one file without imports: sandboxed frames start no other kind. */
const receive = serve((message, transfer) => postMessage(message, transfer))

addEventListener('message', ({ data }: MessageEvent<Request>) => receive(data))
