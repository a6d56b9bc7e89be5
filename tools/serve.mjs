// Serves the build as a good static host would, with the headers of ./headers.mjs. Loopback only.
//
//   node tools/serve.mjs [--port 4173] [--dir dist]
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { headersFor } from './headers.mjs'
import { isMain } from './is-main.mjs'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))

// By number: not every machine can look up the name localhost.
export const HOST = '127.0.0.1'

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.pcap': 'application/vnd.tcpdump.pcap',
  '.pcapng': 'application/vnd.tcpdump.pcap',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/** @param {string} dir @param {string} pathname */
async function fileAt(dir, pathname) {
  const file = path.join(dir, pathname.endsWith('/') ? `${pathname}index.html` : pathname)
  const inside = file.startsWith(dir + path.sep)
  const found = inside ? await stat(file).catch(() => undefined) : undefined
  return found?.isFile() ? { file, size: found.size } : undefined
}

/** @param {string | undefined} url */
function pathnameOf(url) {
  try {
    return decodeURIComponent(new URL(url ?? '/', `http://${HOST}`).pathname)
  } catch {
    return undefined
  }
}

/** @param {string} dir */
const handler =
  (dir) =>
  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405).end()
    const pathname = pathnameOf(request.url)
    const found = pathname === undefined ? undefined : await fileAt(dir, pathname)
    if (pathname === undefined || found === undefined) return void response.writeHead(404).end('Not found\n')
    response.writeHead(200, {
      ...headersFor(pathname),
      'Content-Type': TYPES[path.extname(found.file)] ?? 'application/octet-stream',
      'Content-Length': found.size,
    })
    if (request.method === 'HEAD') return void response.end()
    createReadStream(found.file)
      .on('error', () => response.destroy())
      .pipe(response)
  }

/**
 * @param {{ dir?: string, port?: number }} options port 0: any free one
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export function serve({ dir = DIST, port = 0 } = {}) {
  const handle = handler(path.resolve(dir))
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, () => {
      const address = /** @type {import('node:net').AddressInfo} */ (server.address())
      resolve({ url: `http://${HOST}:${address.port}/`, close: () => server.close() })
    })
  })
}

if (isMain(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: 'string' }, dir: { type: 'string' } } })
  const { url } = await serve({ port: Number(values.port ?? 4173), ...(values.dir && { dir: values.dir }) })
  console.log(url)
}
