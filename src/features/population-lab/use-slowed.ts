import { useEffect, useState } from 'react'
import type { PopulationUpdate } from '../../worker/population/protocol.ts'

/** With reduced motion a picture that grows does so in steps. */
const STEP_MS = 1_500

/** The run as it comes, ten times a second; for those who want less motion, now and then and at its end. */
export function useSlowed(update: PopulationUpdate | null): PopulationUpdate | null {
  const [shown, setShown] = useState({ update, atMs: 0 })
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
  useEffect(() => {
    if (!isCalm) return undefined
    const isDue = update === null || update.end !== null || shown.update?.samples !== update.samples
    const waitMs = isDue ? 0 : Math.max(0, shown.atMs + STEP_MS - performance.now())
    const timer = setTimeout(() => setShown({ update, atMs: performance.now() }), waitMs)
    return () => clearTimeout(timer)
  }, [isCalm, update, shown])
  return isCalm ? shown.update : update
}
