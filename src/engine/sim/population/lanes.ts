const FIRST_CAPACITY = 256

/**
 * What happens one fixed delay after it was asked for: first in, first out, in a ring. A heap would cost more with
 * every entry that waits; here a hundred thousand of them cost as much as one.
 */
export class Lane<T> {
  #times = new Float64Array(FIRST_CAPACITY)
  #items: (T | null)[] = Array.from({ length: FIRST_CAPACITY }, () => null)
  #head = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  /** Time of the first entry; Infinity: there is none. */
  get nextTime(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#times[this.#head] as number)
  }

  /** `time` is never less than at an earlier push. */
  push(time: number, item: T): void {
    if (this.#size === this.#times.length) this.#grow()
    const at = this.#at(this.#size++)
    this.#times[at] = time
    this.#items[at] = item
  }

  /** Only while `size > 0`. */
  shift(): T {
    const item = this.#items[this.#head] as T
    this.#items[this.#head] = null
    this.#head = this.#at(1)
    this.#size -= 1
    return item
  }

  #at(offset: number): number {
    return (this.#head + offset) & (this.#times.length - 1)
  }

  #grow(): void {
    const times = new Float64Array(this.#times.length * 2)
    const items: (T | null)[] = Array.from({ length: times.length }, () => null)
    for (let i = 0; i < this.#size; i++) {
      times[i] = this.#times[this.#at(i)] as number
      items[i] = this.#items[this.#at(i)] as T
    }
    this.#times = times
    this.#items = items
    this.#head = 0
  }
}
