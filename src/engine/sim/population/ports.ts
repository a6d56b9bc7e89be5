/**
 * Ephemeral ports of a client to one destination. Free ones wait in a ring, longest free first; those in TIME-WAIT stand
 * in a second ring in the order in which they came there, for a system that takes them over (tcp_tw_reuse). Which port is
 * taken makes no difference to how many fit (tcp-facts 4.12).
 */
export class PortPool {
  readonly #free: Uint16Array
  readonly #first: number
  #freeHead = 0
  #freeCount: number
  readonly #waiting: number[] = []
  #waitingHead = 0

  constructor([low, high]: readonly [number, number]) {
    this.#first = low
    this.#freeCount = high - low + 1
    this.#free = new Uint16Array(this.#freeCount).map((_, index) => index)
  }

  get size(): number {
    return this.#free.length
  }

  get inUse(): number {
    return this.#free.length - this.#freeCount
  }

  /** The port that has been free longest; null: none is. */
  take(): number | null {
    if (this.#freeCount === 0) return null
    const offset = this.#free[this.#freeHead] as number
    this.#freeHead = (this.#freeHead + 1) % this.#free.length
    this.#freeCount -= 1
    return this.#first + offset
  }

  release(port: number): void {
    this.#free[(this.#freeHead + this.#freeCount) % this.#free.length] = port - this.#first
    this.#freeCount += 1
  }

  /** The connection on this port has come into TIME-WAIT. */
  noteTimeWait(port: number): void {
    this.#waiting.push(port)
  }

  /** The port longest in TIME-WAIT, as far as it was noted; null: none. */
  get oldestWaiting(): number | null {
    return this.#waiting[this.#waitingHead] ?? null
  }

  /** Goes on to the next one: the oldest is taken over, or has ended. */
  dropOldestWaiting(): void {
    this.#waitingHead += 1
    if (this.#waitingHead * 2 < this.#waiting.length || this.#waitingHead < 1_024) return
    this.#waiting.splice(0, this.#waitingHead)
    this.#waitingHead = 0
  }
}
