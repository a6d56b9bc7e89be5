import { studio } from './store.ts'

/** The same words as in src/worker/trusted-types.ts: the one address of a script that a page may register. */
const SCRIPT = './sw.js'

let waiting: ServiceWorker | null = null

/** Keeps the site for times without network, and tells the reader of a newer release. Not in frames, not from a folder. */
export async function startOffline(): Promise<void> {
  if (!import.meta.env.PROD || parent !== window || location.protocol === 'file:') return
  if (!('serviceWorker' in navigator)) return
  // A frame without an origin and a private window may refuse.
  const registration = await navigator.serviceWorker.register(SCRIPT).catch(() => null)
  if (registration === null) return
  const look = () => {
    // Without one in charge it is the first, and nothing is old.
    if (registration.waiting === null || navigator.serviceWorker.controller === null) return
    waiting = registration.waiting
    studio.getState().notify({ kind: 'update-ready' })
  }
  look()
  registration.addEventListener('updatefound', () => {
    const { installing } = registration
    installing?.addEventListener('statechange', look)
  })
}

/** The reader agrees: every window goes over to the new release at once. */
export function takeUpdate(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  waiting?.postMessage('take-over')
}
