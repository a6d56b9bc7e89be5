import type { PopulationRequest } from './protocol.ts'
import { servePopulations } from './serve.ts'

// Its own script, fetched with the lab: whoever reads a lesson does not pay for it.
const receive = servePopulations((message, transfer) => postMessage(message, { transfer }))
addEventListener('message', ({ data }: MessageEvent<PopulationRequest>) => receive(data))
