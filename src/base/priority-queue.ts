/**
 * A 4-ary heap of (time, rank, order) keys in growing typed arrays, with one payload each.
 * Pops the smallest time, then the smallest rank, then the smallest order.
 */
export class PriorityQueue<T> {
  #times = new Float64Array(64)
  #ranks = new Uint8Array(64)
  #orders = new Float64Array(64)
  #items: T[] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  /** Time of the next item; only valid while `size > 0`. */
  get nextTime(): number {
    return this.#times[0] as number
  }

  /** Rank of the next item; only valid while `size > 0`. */
  get nextRank(): number {
    return this.#ranks[0] as number
  }

  push(time: number, rank: number, order: number, item: T): void {
    if (this.#size === this.#times.length) this.#grow()
    let hole = this.#size++
    while (hole > 0) {
      const parent = (hole - 1) >> 2
      if (!this.#before(time, rank, order, parent)) break
      this.#move(parent, hole)
      hole = parent
    }
    this.#place(hole, time, rank, order, item)
  }

  pop(): T | undefined {
    if (this.#size === 0) return undefined
    const top = this.#items[0] as T
    const last = --this.#size
    const item = this.#items[last] as T
    const time = this.#times[last] as number
    const rank = this.#ranks[last] as number
    const order = this.#orders[last] as number
    this.#items.length = last
    if (last > 0) this.#sink(time, rank, order, item)
    return top
  }

  #sink(time: number, rank: number, order: number, item: T): void {
    let hole = 0
    for (;;) {
      const first = hole * 4 + 1
      if (first >= this.#size) break
      let best = first
      const end = Math.min(first + 4, this.#size)
      for (let child = first + 1; child < end; child++) if (this.#less(child, best)) best = child
      if (this.#before(time, rank, order, best)) break
      this.#move(best, hole)
      hole = best
    }
    this.#place(hole, time, rank, order, item)
  }

  #less(a: number, b: number): boolean {
    return this.#before(this.#times[a] as number, this.#ranks[a] as number, this.#orders[a] as number, b)
  }

  #before(time: number, rank: number, order: number, at: number): boolean {
    const otherTime = this.#times[at] as number
    if (time !== otherTime) return time < otherTime
    const otherRank = this.#ranks[at] as number
    if (rank !== otherRank) return rank < otherRank
    return order < (this.#orders[at] as number)
  }

  #move(from: number, to: number): void {
    this.#place(
      to,
      this.#times[from] as number,
      this.#ranks[from] as number,
      this.#orders[from] as number,
      this.#items[from] as T,
    )
  }

  #place(at: number, time: number, rank: number, order: number, item: T): void {
    this.#times[at] = time
    this.#ranks[at] = rank
    this.#orders[at] = order
    this.#items[at] = item
  }

  #grow(): void {
    const times = new Float64Array(this.#size * 2)
    const ranks = new Uint8Array(this.#size * 2)
    const orders = new Float64Array(this.#size * 2)
    times.set(this.#times)
    ranks.set(this.#ranks)
    orders.set(this.#orders)
    this.#times = times
    this.#ranks = ranks
    this.#orders = orders
  }
}
