import { studio } from './store.ts'

const MOST = 8
const LEAST = 0.25

/** Multiplies the scale of time, within its ends. Answers whether that changed it. */
export function zoomBy(factor: number): boolean {
  const { timeScale, set } = studio.getState()
  const next = Math.min(Math.max(timeScale * factor, LEAST), MOST)
  if (next !== timeScale) set({ timeScale: next })
  return next !== timeScale
}
