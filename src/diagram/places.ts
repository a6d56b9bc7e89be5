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
