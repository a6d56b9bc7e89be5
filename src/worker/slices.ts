import { nextTask } from './next-task.ts'

/** Short enough for a page that draws sixty times a second, and for a cancelled run to end soon. */
const SLICE_MS = 8
const ALIVE_EVERY_MS = 250
/** Looking at the clock costs as much as an event. */
const EVENTS_BETWEEN_LOOKS = 100

/** Lets other things happen between slices. Whether it came to its end. */
export async function inSlices(
  advance: (events: number) => boolean,
  isWanted: () => boolean,
  alive: () => void,
): Promise<boolean> {
  let sliceBegan = performance.now()
  let lastSign = sliceBegan
  while (!advance(EVENTS_BETWEEN_LOOKS)) {
    const now = performance.now()
    if (now - sliceBegan < SLICE_MS) continue
    if (now - lastSign >= ALIVE_EVERY_MS) {
      alive()
      lastSign = now
    }
    await nextTask()
    if (!isWanted()) return false
    sliceBegan = performance.now()
  }
  return true
}
