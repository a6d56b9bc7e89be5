import { firstWhere } from '../base/binary-search.ts'

/** Arithmetic of the playback clock: pure, so that a moment never depends on how the reader got there. */

/** A stretch in which nothing happens. Playback crosses each in the same wall time, however long it is. */
export interface QuietBand {
  readonly fromUs: number
  readonly toUs: number
}

export const SPEEDS = [0.02, 0.05, 0.1, 0.25, 1] as const

const QUIET_WALL_US = 900_000

/**
 * Where a clock at `tUs` is after so much wall time. `speed` is a multiple of real time; `bands` ascend and do not
 * overlap. The answer may lie past the end of the run.
 */
export function advance(tUs: number, wallUs: number, speed: number, bands: readonly QuietBand[]): number {
  let at = tUs
  let left = wallUs
  for (let i = firstWhere(bands.length, (n) => (bands[n] as QuietBand).toUs > tUs); i < bands.length; i++) {
    const band = bands[i] as QuietBand
    const wallToBand = Math.max(0, band.fromUs - at) / speed
    if (wallToBand >= left) break
    left -= wallToBand
    at = Math.max(at, band.fromUs)
    const rate = (band.toUs - band.fromUs) / QUIET_WALL_US
    const wallToEnd = (band.toUs - at) / rate
    if (wallToEnd >= left) return at + left * rate
    left -= wallToEnd
    at = band.toUs
  }
  return at + left * speed
}

/** The next speed of the menu in a direction; the outermost stay. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  const faster = SPEEDS.filter((other) => other > speed)
  const slower = SPEEDS.filter((other) => other < speed)
  return (direction === 1 ? faster[0] : slower.at(-1)) ?? speed
}
