/** Height of a row, px: about two lines of text. */
const ROW = 32

/** Things on the paper by their heights, so that what is near one is found without looking at all. */
export class Rows<T> {
  readonly #rows = new Map<number, T[]>()

  /** `top` and `bottom`, px: how far it reaches. */
  add(top: number, bottom: number, item: T): void {
    for (let row = Math.floor(top / ROW); row <= Math.floor(bottom / ROW); row++) {
      const items = this.#rows.get(row)
      if (items === undefined) this.#rows.set(row, [item])
      else items.push(item)
    }
  }

  /** Whether a test holds for anything that may reach into a stretch, px. */
  some(top: number, bottom: number, test: (item: T) => boolean): boolean {
    for (let row = Math.floor(top / ROW); row <= Math.floor(bottom / ROW); row++) {
      if (this.#rows.get(row)?.some(test) === true) return true
    }
    return false
  }

  /** All that may reach into a stretch, px; some of them twice. */
  *near(top: number, bottom: number): Iterable<T> {
    for (let row = Math.floor(top / ROW); row <= Math.floor(bottom / ROW); row++) {
      yield* this.#rows.get(row) ?? []
    }
  }
}
