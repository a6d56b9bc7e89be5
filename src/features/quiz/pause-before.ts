import { useEffect, useState } from 'react'
import type { Trace } from '../../engine/trace/codec.ts'
import type { Us } from '../../engine/trace/trace.ts'
import { playback } from '../../store/playback.ts'

/** A segment is still to be seen on its way, so far from its end. */
const SHARE_LEFT = 0.12

/** The last moment at which the answer to a step cannot be seen yet. */
function momentBefore(trace: Trace, step: number): Us {
  const atUs = trace.stepTimeUs(step)
  const beforeUs = trace.stepTimeUs(step - 1)
  const [first] = trace.stepFacts(step)
  const fact = trace.fact(first)
  if (fact.kind !== 'segment-delivered') return beforeUs
  const { sentUs } = trace.segment(fact.segment)
  return Math.max(beforeUs, Math.round(atUs - (atUs - sentUs) * SHARE_LEFT))
}

/**
 * Plays up to the moment before a step and stays there until the step may be seen. Whether it is there. A reader who
 * is further on already, or who wants nothing to glide, is taken there at once.
 */
export function usePauseBefore(trace: Trace, step: number, mayBeSeen: boolean): boolean {
  const [arrived, setArrived] = useState(-1)
  useEffect(() => {
    const us = momentBefore(trace, step)
    if (mayBeSeen) {
      playback.pause()
      playback.seekStep(step)
      return undefined
    }
    const halt = () => {
      playback.pause()
      // Of several events at one instant the earlier ones have happened.
      if (us === trace.stepTimeUs(step - 1)) playback.seekStep(step - 1)
      else playback.seek(us)
      setArrived(step)
    }
    const glides = !matchMedia('(prefers-reduced-motion: reduce)').matches
    if (!glides || playback.tUs >= us || playback.step >= step - 1) halt()
    else playback.play()
    return playback.onFrame((tUs) => {
      const isAhead = tUs > us || playback.step >= step
      if (isAhead || (tUs === us && playback.playing)) halt()
    })
  }, [trace, step, mayBeSeen])
  return arrived === step
}
