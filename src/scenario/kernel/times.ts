import type { Trace } from '../../engine/trace/codec.ts'
import { whyChain } from '../../engine/trace/query.ts'
import type { Difference } from './difference.ts'

/** How far the time of an event may lie from the kernel's (docs/kernel-conformance.md). */

/** Wake-up and emulator latency of one hop. */
export const HOP_MS = 2
/** Our clock is exact and the kernel's never early; what is rounded to milliseconds may seem to be. */
const EARLY_MS = 3

/**
 * How late the kernel may fire a timer of this length: its timer wheel (HZ 250) gets coarser with the length, and an
 * RTO follows a round trip that was measured a few milliseconds long.
 */
export function timerLatenessMs(lengthMs: number): number {
  const wheel = lengthMs < 252 ? 12 : lengthMs < 2_016 ? 40 : lengthMs < 16_128 ? 270 : 2_080
  return wheel + lengthMs * 0.04
}

/** Lateness that the chain of causes of a fact explains: hops and timers since the last scheduled call. */
function explainedLatenessMs(ours: Trace, fact: number): number {
  let late = HOP_MS
  for (const cause of fact < 0 ? [] : whyChain(ours, fact)) {
    if (cause.kind === 'segment-delivered') late += HOP_MS
    if (cause.kind === 'timer-fired' && cause.cause !== null && 'fact' in cause.cause) {
      late += timerLatenessMs((cause.tUs - ours.fact(cause.cause.fact).tUs) / 1000)
    }
  }
  return late
}

/** Whether what we did at this moment may have come to the kernel only when nobody watched it any more. */
export function mayComeTooLate(durationMs: number, oursUs: number, ours: Trace, fact: number): boolean {
  return oursUs / 1000 + explainedLatenessMs(ours, fact) >= durationMs
}

export function compareTime(
  what: string,
  kernelMs: number,
  oursUs: number,
  ours: Trace,
  fact: number,
): Difference[] {
  const lateMs = kernelMs - oursUs / 1000
  const allowed = explainedLatenessMs(ours, fact)
  if (lateMs >= -EARLY_MS - allowed && lateMs <= allowed + EARLY_MS) return []
  return [
    { what, kernel: `${kernelMs} ms`, ours: `${oursUs / 1000} ms (at most ${Math.round(allowed)} ms apart)` },
  ]
}
