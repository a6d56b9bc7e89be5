import { PriorityQueue } from '../../../base/priority-queue.ts'
import type { Endpoint } from '../../host/socket.ts'
import { TIMERS } from '../../tcp/event.ts'
import { dueOf } from '../../tcp/timers.ts'
import { Lane } from './lanes.ts'

const FIRST_CAPACITY = 1_024
const NEVER = Number.POSITIVE_INFINITY

/**
 * When endpoints have to be looked at. Each has one entry that counts, at the earliest of its timers or before; a timer
 * that is set later, or cancelled, leaves it where it is. So the retransmission timer of a connection that loses nothing
 * is queued once and not with every segment. Entries name a place in a table, not the endpoint: what has ended is free
 * to go while its entry still waits.
 */
export class TimerQueue {
  readonly #delays: readonly number[]
  readonly #lanes: readonly Lane<number>[]
  readonly #heap = new PriorityQueue<number>()
  #endpoints: (Endpoint | null)[] = []
  /** Time of the entry that counts, for each place. */
  #queuedUs = new Float64Array(FIRST_CAPACITY)
  readonly #free: number[] = []
  #created = 0
  #nextTime = NEVER

  /** @param delays waits that come so often that each gets a lane, microseconds */
  constructor(delays: readonly number[]) {
    this.#delays = [...new Set(delays.filter((delay) => delay > 0))]
    this.#lanes = this.#delays.map(() => new Lane<number>())
  }

  /** How many endpoints have a timer. */
  get size(): number {
    return this.#endpoints.length - this.#free.length
  }

  /** Time of the first entry, whether it counts or not; Infinity: there is none. */
  get nextTime(): number {
    return this.#nextTime
  }

  /** A timer of this endpoint was set. */
  arm(endpoint: Endpoint, dueUs: number, now: number): void {
    if (endpoint.slot < 0) this.#enter(endpoint)
    if (dueUs < (this.#queuedUs[endpoint.slot] as number)) this.#queue(endpoint.slot, dueUs, now)
  }

  /** The endpoint is gone, and its timers with it. */
  forget(endpoint: Endpoint): void {
    if (endpoint.slot < 0) return
    this.#endpoints[endpoint.slot] = null
    this.#queuedUs[endpoint.slot] = NEVER
    this.#free.push(endpoint.slot)
    endpoint.slot = -1
  }

  /** Takes the first entry off; null if it does not count any more. */
  shift(): Endpoint | null {
    const time = this.#nextTime
    const lane = this.#lanes.find((candidate) => candidate.nextTime === time)
    const slot = lane === undefined ? (this.#heap.pop() as number) : lane.shift()
    this.#nextTime = this.#earliest()
    if (this.#queuedUs[slot] !== time) return null
    this.#queuedUs[slot] = NEVER
    return this.#endpoints[slot] ?? null
  }

  /** After an entry was taken off: queues the endpoint again for the earliest timer that still runs. */
  renew(endpoint: Endpoint, now: number): void {
    if (endpoint.slot < 0) return
    let next = NEVER
    for (const timer of TIMERS) {
      const dueUs = dueOf(endpoint.tcb.timers, timer)
      if (dueUs !== undefined && dueUs < next) next = dueUs
    }
    if (next < (this.#queuedUs[endpoint.slot] as number)) this.#queue(endpoint.slot, next, now)
  }

  get bytes(): number {
    return this.#queuedUs.byteLength + 8 * this.#endpoints.length
  }

  #earliest(): number {
    let next = this.#heap.size === 0 ? NEVER : this.#heap.nextTime
    for (const lane of this.#lanes) if (lane.nextTime < next) next = lane.nextTime
    return next
  }

  #enter(endpoint: Endpoint): void {
    const slot = this.#free.pop() ?? this.#endpoints.length
    if (slot === this.#queuedUs.length) {
      const larger = new Float64Array(slot * 2)
      larger.set(this.#queuedUs)
      this.#queuedUs = larger
    }
    this.#endpoints[slot] = endpoint
    this.#queuedUs[slot] = NEVER
    endpoint.slot = slot
  }

  #queue(slot: number, dueUs: number, now: number): void {
    this.#queuedUs[slot] = dueUs
    if (dueUs < this.#nextTime) this.#nextTime = dueUs
    const lane = this.#lanes[this.#delays.indexOf(dueUs - now)]
    if (lane === undefined) this.#heap.push(dueUs, 0, this.#created++, slot)
    else lane.push(dueUs, slot)
  }
}
