import type { Arrow } from './arrows.ts'

/** Places in each pixel: what rounds to the same one looks like one. */
const PER_PX = 2

/**
 * Places that are taken. Of many things that look the same and lie on one another, as in a burst or in an hour on one
 * screen, only the first has to be drawn.
 */
export class Places {
  readonly #taken = new Set<string>()

  /** Takes a place: what it looks like, and where it is, px. Answers whether it was taken before. */
  take(look: string, ...at: readonly number[]): boolean {
    const place = `${look} ${at.map((px) => Math.round(px * PER_PX)).join(' ')}`
    const isTaken = this.#taken.has(place)
    this.#taken.add(place)
    return isTaken
  }
}

/**
 * Whether an arrow lies on one that took its place. Only one that is a line and a head can: what else is drawn at
 * a segment tells it from the others.
 */
export function isCovered(
  { segment, arrivalRank, lost, refused, x1, y1, x2, y2 }: Arrow,
  places: Places,
): boolean {
  const isPlain =
    !lost && arrivalRank === 0 && segment.copyOf < 0 && segment.retransmission === 0 && !segment.injected
  return isPlain && places.take(`${refused} ${segment.text !== null}`, x1, y1, x2, y2)
}
