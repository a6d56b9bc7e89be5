/**
 * The service worker: the site without network. It keeps one release, all of it or nothing; a newer one waits beside it
 * until the reader agrees or the last window is closed, so that no page ever mixes two. The build (tools/offline-plugin.mjs)
 * gives this script its fixed name and writes the two values below into it.
 */
declare const self: ServiceWorkerGlobalScope

/** Name of this release: a hash over all its files. */
const RELEASE = '__RELEASE__'
/** Its files, relative to the site. */
const FILES = '__FILES__' as unknown as readonly string[]

const PREFIX = 'synscope-'
const CACHE = PREFIX + RELEASE

self.addEventListener('install', (event) => {
  event.waitUntil(keepAll())
})

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers())
})

self.addEventListener('message', ({ data }) => {
  // The reader agrees to the new release; the pages load anew.
  if (data === 'take-over') void self.skipWaiting()
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const name = request.method === 'GET' ? nameOf(request.url) : null
  if (name !== null) event.respondWith(answer(name, request))
})

async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE)
  // Past the cache of HTTP: these are the files of this release and of no other.
  await cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })))
}

async function dropOthers(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)),
  )
}

/** The file of this release that an address asks for, or null: the rest is not kept. */
function nameOf(url: string): string | null {
  const scope = new URL('./', self.location.href)
  const { origin, pathname } = new URL(url)
  if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return null
  const name = pathname.slice(scope.pathname.length) || 'index.html'
  return FILES.includes(name) ? name : null
}

async function answer(name: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  return (await cache.match(name)) ?? fetch(request)
}
