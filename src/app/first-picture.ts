import { studio } from '../store/store.ts'

/** What has no picture by then waits no longer for one. */
const AT_MOST_MS = 2000

const firstPicture: Promise<void> = new Promise((resolve) => {
  const timer = setTimeout(done, AT_MOST_MS)
  const stop = studio.subscribe(({ trace }) => {
    // The frame that shows it, and then what that frame leaves to do.
    if (trace !== null) requestAnimationFrame(() => setTimeout(done, 0))
  })
  function done(): void {
    clearTimeout(timer)
    stop()
    resolve()
  }
})

/**
 * Fetches something once the first run has been painted: the rest of the screen and what works without one (offline,
 * print), which would make the reader wait for something to look at and to press.
 */
export async function afterFirstPicture<T>(fetchIt: () => Promise<T>): Promise<T> {
  await firstPicture
  return fetchIt()
}
