import type { ImportRequest } from './import-protocol.ts'
import { serveImport } from './serve-import.ts'

/** The shell of the thread that reads files: apart from the engine's, so that a large file delays no run. */
const receive = serveImport((message, transfer) => postMessage(message, { transfer }))

addEventListener('message', ({ data }: MessageEvent<ImportRequest>) => receive(data))
