import type { Request } from './messages.ts'

/** Commands handled in a second; of what comes faster the newest of each type waits. */
const PER_SECOND = 60
const MOST_WAITING = 20

interface Clock {
  readonly nowMs: () => number
  readonly later: (run: () => void, ms: number) => void
}

const WALL: Clock = { nowMs: () => performance.now(), later: (run, ms) => setTimeout(run, ms) }

/** Lets commands through at a bearable rate. What is overtaken is answered by nobody: its host has changed its mind. */
export function createQueue(handle: (request: Request) => void, clock = WALL): (request: Request) => void {
  const waiting = new Map<string, Request>()
  let handled: number[] = []
  let scheduled = false

  function drain(): void {
    scheduled = false
    const now = clock.nowMs()
    handled = handled.filter((at) => now - at < 1000)
    for (const [type, request] of waiting) {
      if (handled.length >= PER_SECOND) break
      waiting.delete(type)
      handled.push(now)
      handle(request)
    }
    if (waiting.size === 0 || scheduled) return
    scheduled = true
    clock.later(drain, 1000 - (now - (handled[0] ?? now)))
  }

  return (request) => {
    const { type } = request.command
    if (!waiting.has(type) && waiting.size >= MOST_WAITING) return
    waiting.delete(type)
    waiting.set(type, request)
    if (!scheduled) drain()
  }
}
