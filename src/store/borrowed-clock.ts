import { useEffect } from 'react'
import type { Trace } from '../engine/trace/codec.ts'
import type { QuietBand } from './clock.ts'
import { playback } from './playback.ts'
import { followStudio, studio, useStudio } from './store.ts'

/** What a picture of several runs needs of the one clock. The same functions always. */
export const clockHands = {
  onFrame: playback.onFrame.bind(playback),
  pause: () => playback.pause(),
  seek: (us: number) => playback.seek(us),
} as const

/** The common scale of the runs that are shown. */
interface Scale {
  readonly endUs: number
  readonly bands: readonly QuietBand[]
}

/**
 * The one clock goes over the events of these runs while they are on screen, and then again over those of the studio's.
 * `opened`: what a reader has just asked for by this name is shown as it is at `at`; null: the moment stays.
 */
export function useBorrowedClock(
  traces: readonly Trace[] | null,
  scale: Scale | null,
  opened: string | null,
  at = Number.POSITIVE_INFINITY,
): void {
  const studioTrace = useStudio((state) => state.trace)
  useEffect(() => {
    if (traces === null || scale === null) return
    studio.getState().select(null)
    const times = traces.flatMap((trace) => Array.from(trace.data.steps, (_, step) => trace.stepTimeUs(step)))
    playback.setRun(
      [...new Set(times)].sort((a, b) => a - b),
      scale.endUs,
    )
    playback.setQuietBands(scale.bands)
    // When the studio's run has been computed, the store has given the clock to it.
  }, [traces, scale, studioTrace])
  const isThere = traces !== null
  useEffect(() => {
    if (opened === null || !isThere) return
    if (!studio.getState().revision.fromAddress || playback.tUs === 0) playback.seek(at)
  }, [opened, isThere, at])
  useEffect(() => followStudio, [])
}
