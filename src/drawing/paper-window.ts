import type { Window } from '../diagram/sequence-layout.ts'
import type { TimeAxis } from '../diagram/time-axis.ts'

/** The present stays between these shares of the height. */
const HIGHEST = 0.55
const LOWEST = 0.78

/** The screen and some room round it, in steps so that scrolling does not always render, px. */
export const windowAt = (top: number, height: number, axis: TimeAxis): Window =>
  inSteps(top, height, axis, Math.max(100, height / 4))

/** The screen, and of the room round it no more than words reach beyond their places. */
export const sightAt = (top: number, height: number, axis: TimeAxis): Window =>
  inSteps(top, height, axis, Math.max(40, height / 16))

function inSteps(top: number, height: number, axis: TimeAxis, step: number): Window {
  const first = (Math.floor(top / step) - 1) * step
  return { top: Math.max(0, first), bottom: Math.min(axis.height, first + height + 3 * step) }
}

/**
 * Where the paper has to lie so that a moment is in the preferred stretch of the screen, px. `within`: so far from both
 * its ends, as a share of the height.
 */
export function followed(axis: TimeAxis, height: number, us: number, top: number, within = 0): number {
  const y = axis.toY(us)
  const wanted = Math.min(Math.max(top, y - height * (LOWEST - within)), y - height * (HIGHEST + within))
  return Math.max(0, Math.min(wanted, axis.height - height))
}
