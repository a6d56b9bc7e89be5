/** Half of the damping of design.md section 5 (stiffness 170, damping 26): it comes to rest without swinging, per second. */
const RATE = 13

/** A place that is on its way, and its speed, per second. */
export interface Moving {
  readonly at: number
  readonly speed: number
}

/** Where a critically damped spring has pulled something after some time, however that is cut into frames. */
export function pulled({ at, speed }: Moving, target: number, elapsedS: number): Moving {
  const away = at - target
  const drift = speed + RATE * away
  const left = Math.exp(-RATE * elapsedS)
  return {
    at: target + (away + drift * elapsedS) * left,
    speed: (speed - RATE * drift * elapsedS) * left,
  }
}

/** Nothing that anybody sees is left to do: px, px per second. */
export const isAtRest = ({ at, speed }: Moving, target: number): boolean =>
  Math.abs(at - target) < 0.5 && Math.abs(speed) < 5
