/** Where the phone's sheet comes to rest: only its tabs, half of the window, nearly all of it. */
export const DETENTS = ['peek', 'half', 'full'] as const
export type Detent = (typeof DETENTS)[number]

const PEEK_PX = 62
/** Of the whole height of the sheet. */
const HALF_SHARE = 0.43

/** How far down the sheet is pushed, px, from `full`. */
export function offsetOf(detent: Detent, heightPx: number): number {
  switch (detent) {
    case 'peek':
      return Math.max(0, heightPx - PEEK_PX)
    case 'half':
      return Math.max(0, Math.round(heightPx * (1 - HALF_SHARE)))
    case 'full':
      return 0
  }
}

/** How far a throw carries, seconds of its speed. */
const THROW_S = 0.15

/** The detent that a sheet let go of at `y` with a speed (px per second, down) comes to. */
export function nearestDetent(y: number, velocity: number, heightPx: number): Detent {
  const goal = y + velocity * THROW_S
  const distance = (detent: Detent) => Math.abs(offsetOf(detent, heightPx) - goal)
  return DETENTS.reduce((best, detent) => (distance(detent) < distance(best) ? detent : best))
}
