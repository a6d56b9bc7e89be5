import { createServer } from 'node:net'
import { HOST } from './serve.mjs'

/** A port that nobody listens on. The system gives out high ones, none of which browsers refuse. */
export function freePort() {
  return /** @type {Promise<number>} */ (
    new Promise((resolve, reject) => {
      const server = createServer()
      server.once('error', reject)
      server.listen(0, HOST, () => {
        const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
        server.close(() => resolve(port))
      })
    })
  )
}
