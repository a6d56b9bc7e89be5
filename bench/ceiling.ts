/**
 * What JavaScript can do at all: the same seven segments of a lifecycle, with nothing but a state machine in typed
 * arrays, one timer for each end, a heap, and 24-byte rows of trace. No options, windows, queues, ports or rules. The
 * full engine is measured against this, in the same run.
 */

const LOG_ROWS = 65_536
const DELAY_US = 10_000
const RTO_US = 1_000_000

const CLOSED = 0
const SYN_SENT = 1
const SYN_RECEIVED = 2
const ESTABLISHED = 3
const FIN_WAIT_1 = 4
const FIN_WAIT_2 = 5
const LAST_ACK = 6
const TIME_WAIT = 7

const FIN = 1
const SYN = 2
const ACK = 16
const BYTES = 100

/** A 4-ary heap of (time, payload index) in typed arrays. */
class Heap {
  #times = new Float64Array(1024)
  #items = new Int32Array(1024)
  size = 0

  get nextTime(): number {
    return this.size === 0 ? Number.POSITIVE_INFINITY : (this.#times[0] as number)
  }

  push(time: number, item: number): void {
    if (this.size === this.#times.length) this.#grow()
    let hole = this.size++
    while (hole > 0) {
      const parent = (hole - 1) >> 2
      if ((this.#times[parent] as number) <= time) break
      this.#times[hole] = this.#times[parent] as number
      this.#items[hole] = this.#items[parent] as number
      hole = parent
    }
    this.#times[hole] = time
    this.#items[hole] = item
  }

  pop(): number {
    const top = this.#items[0] as number
    const last = --this.size
    const time = this.#times[last] as number
    const item = this.#items[last] as number
    let hole = 0
    for (;;) {
      const first = hole * 4 + 1
      if (first >= last) break
      let best = first
      const end = Math.min(first + 4, last)
      for (let child = first + 1; child < end; child++) {
        if ((this.#times[child] as number) < (this.#times[best] as number)) best = child
      }
      if ((this.#times[best] as number) >= time) break
      this.#times[hole] = this.#times[best] as number
      this.#items[hole] = this.#items[best] as number
      hole = best
    }
    this.#times[hole] = time
    this.#items[hole] = item
    return top
  }

  #grow(): void {
    const [times, items] = [this.#times, this.#items]
    this.#times = new Float64Array(times.length * 2)
    this.#items = new Int32Array(times.length * 2)
    this.#times.set(times)
    this.#items.set(items)
  }
}

/** Connections of the stripped engine that finish; runs all of them. An end is connection x 2, plus 1 for the server. */
export function runCeiling(
  count: number,
  perSecond: number,
  timeWaitUs: number,
): { finished: number; segments: number } {
  const states = new Uint8Array(count * 2)
  const next = new Uint32Array(count * 2)
  const expected = new Uint32Array(count * 2)
  const timerUs = new Float64Array(count * 2)
  // Arrivals: what each queued segment says; timers are negative items.
  const segments: { seq: Int32Array; ack: Int32Array; info: Int32Array; free: number[] } = {
    seq: new Int32Array(65_536),
    ack: new Int32Array(65_536),
    info: new Int32Array(65_536),
    free: Array.from({ length: 65_536 }, (_, index) => 65_535 - index),
  }
  const ends = new Int32Array(65_536)
  const heap = new Heap()
  const logTimes = new Float64Array(LOG_ROWS)
  const logWords = new Int32Array(LOG_ROWS * 4)
  let [logged, finished, opened, now] = [0, 0, 0, 0]

  const send = (from: number, flags: number, bytes: number): void => {
    const row = logged++ & (LOG_ROWS - 1)
    const [seq, ack] = [next[from] as number, expected[from] as number]
    logTimes[row] = now
    logWords[row * 4] = from >> 1
    logWords[row * 4 + 1] = seq
    logWords[row * 4 + 2] = ack
    logWords[row * 4 + 3] = (flags << 16) | bytes | ((from & 1) << 25)
    next[from] = seq + bytes + ((flags & (SYN | FIN)) === 0 ? 0 : 1)
    const item = segments.free.pop() as number
    segments.seq[item] = seq
    segments.ack[item] = ack
    segments.info[item] = (flags << 16) | bytes
    ends[item] = from ^ 1
    heap.push(now + DELAY_US, item)
    if (flags !== ACK || bytes > 0) arm(from, RTO_US)
  }
  const arm = (end: number, us: number): void => {
    timerUs[end] = now + us
    heap.push(now + us, -1 - end)
  }
  const arrive = (to: number, seq: number, ack: number, flags: number, bytes: number): void => {
    const state = states[to] as number
    if (state > SYN_SENT && seq !== expected[to] && (flags & SYN) === 0) return
    if ((flags & ACK) !== 0 && ack === next[to]) timerUs[to] = 0
    expected[to] = seq + bytes + ((flags & (SYN | FIN)) === 0 ? 0 : 1)
    switch (state) {
      case CLOSED:
        states[to] = SYN_RECEIVED
        next[to] = 500_000
        return send(to, SYN | ACK, 0)
      case SYN_SENT:
        states[to] = ESTABLISHED
        return send(to, ACK, BYTES)
      case SYN_RECEIVED:
        states[to] = ESTABLISHED
        return send(to, ACK, BYTES)
      case ESTABLISHED:
        if ((flags & FIN) !== 0) {
          states[to] = LAST_ACK
          return send(to, FIN | ACK, 0)
        }
        states[to] = FIN_WAIT_1
        return send(to, FIN | ACK, 0)
      case FIN_WAIT_1:
      case FIN_WAIT_2:
        states[to] = (flags & FIN) !== 0 ? TIME_WAIT : FIN_WAIT_2
        if ((flags & FIN) === 0) return
        send(to, ACK, 0)
        return arm(to, timeWaitUs)
      case LAST_ACK:
        states[to] = CLOSED
        timerUs[to] = 0
        return
    }
  }

  for (;;) {
    const startUs = opened < count ? (opened * 1_000_000) / perSecond : Number.POSITIVE_INFINITY
    if (heap.nextTime === Number.POSITIVE_INFINITY && startUs === Number.POSITIVE_INFINITY) break
    if (startUs < heap.nextTime) {
      now = startUs
      const end = opened++ * 2
      states[end] = SYN_SENT
      next[end] = 1_000
      send(end, SYN, 0)
      continue
    }
    now = heap.nextTime
    const item = heap.pop()
    if (item >= 0) {
      const info = segments.info[item] as number
      segments.free.push(item)
      arrive(
        ends[item] as number,
        segments.seq[item] as number,
        segments.ack[item] as number,
        info >> 16,
        info & 0xffff,
      )
    } else if (timerUs[-1 - item] === now && states[-1 - item] === TIME_WAIT) {
      states[-1 - item] = CLOSED
      finished += 1
    }
  }
  return { finished, segments: logged }
}
