import { type Segment, textLength } from '../../tcp/segment.ts'
import type { Side } from '../../tcp/state.ts'

const ROW_BYTES = 24
const LOST = 1 << 24
const FROM_S = 1 << 25

/** One segment as it was handed to the network. */
export interface LoggedSegment {
  readonly tUs: number
  readonly conn: number
  readonly from: Side
  readonly flags: number
  readonly seq: number
  readonly ack: number
  readonly bytes: number
  readonly lost: boolean
}

/** The last segments of a population, 24 bytes each in a ring: what a trace of this size can be. */
export class SegmentLog {
  readonly #times: Float64Array
  readonly #words: Int32Array
  readonly #mask: number
  #count = 0

  /** @param rows how many to keep, rounded up to a power of two; 0: none */
  constructor(rows: number) {
    let size = rows === 0 ? 0 : 1
    while (size < rows) size *= 2
    this.#times = new Float64Array(size)
    this.#words = new Int32Array(size * 4)
    this.#mask = size - 1
  }

  get bytes(): number {
    return this.#times.length * ROW_BYTES
  }

  /** How many were ever added. */
  get count(): number {
    return this.#count
  }

  add(tUs: number, conn: number, from: Side, segment: Segment, lost: boolean): void {
    if (this.#mask < 0) return
    const row = this.#count++ & this.#mask
    const at = row * 4
    this.#times[row] = tUs
    this.#words[at] = conn
    this.#words[at + 1] = segment.seq
    this.#words[at + 2] = segment.ack
    this.#words[at + 3] =
      textLength(segment) | (segment.flags << 16) | (lost ? LOST : 0) | (from === 'S' ? FROM_S : 0)
  }

  /** Those of one connection, as far as they are still there, in the order in which they were sent. */
  of(conn: number): LoggedSegment[] {
    const found: LoggedSegment[] = []
    for (let n = Math.max(0, this.#count - this.#mask - 1); n < this.#count; n++) {
      if (this.#words[(n & this.#mask) * 4] === conn) found.push(this.#read(n & this.#mask))
    }
    return found
  }

  #read(row: number): LoggedSegment {
    const [conn, seq, ack, rest] = this.#words.subarray(row * 4, row * 4 + 4) as unknown as [
      number,
      number,
      number,
      number,
    ]
    return {
      tUs: this.#times[row] as number,
      conn,
      from: (rest & FROM_S) === 0 ? 'C' : 'S',
      flags: (rest >> 16) & 0xff,
      seq: seq >>> 0,
      ack: ack >>> 0,
      bytes: rest & 0xffff,
      lost: (rest & LOST) !== 0,
    }
  }
}
