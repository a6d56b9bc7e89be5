import { type State, STATES, type Side } from '../../tcp/state.ts'

/** Columns besides the states: queues, ports and descriptors as they are, the rest counted from the beginning. */
const SAMPLE_COLUMNS = [
  'portsInUse',
  'descriptorsC',
  'descriptorsS',
  'synQueue',
  'acceptQueue',
  'tried',
  'opened',
  'accepted',
  'finished',
  'connectErrors',
  'segments',
  'synsDropped',
] as const

export type SampleColumn = (typeof SAMPLE_COLUMNS)[number]

const WIDTH = 1 + 2 * STATES.length + SAMPLE_COLUMNS.length
const FIRST_ROWS = 256

/** What a population looked like at even intervals: rows of numbers, transferred to the page as one buffer. */
export class Samples {
  #rows = new Float64Array(FIRST_ROWS * WIDTH)
  #count = 0

  get count(): number {
    return this.#count
  }

  get bytes(): number {
    return this.#rows.byteLength
  }

  add(
    tUs: number,
    states: Readonly<Record<Side, Int32Array>>,
    values: Readonly<Record<SampleColumn, number>>,
  ): void {
    if ((this.#count + 1) * WIDTH > this.#rows.length) {
      const larger = new Float64Array(this.#rows.length * 2)
      larger.set(this.#rows)
      this.#rows = larger
    }
    const at = this.#count++ * WIDTH
    this.#rows[at] = tUs
    this.#rows.set(states.C, at + 1)
    this.#rows.set(states.S, at + 1 + STATES.length)
    for (const [index, column] of SAMPLE_COLUMNS.entries()) {
      this.#rows[at + 1 + 2 * STATES.length + index] = values[column]
    }
  }

  timeUs(row: number): number {
    return this.#rows[row * WIDTH] as number
  }

  sockets(row: number, side: Side, state: State): number {
    const index = STATES.indexOf(state) + (side === 'C' ? 0 : STATES.length)
    return this.#rows[row * WIDTH + 1 + index] as number
  }

  value(row: number, column: SampleColumn): number {
    const index = SAMPLE_COLUMNS.indexOf(column)
    return this.#rows[row * WIDTH + 1 + 2 * STATES.length + index] as number
  }

  /** A copy of the rows from `from` on, for the page. */
  since(from: number): Float64Array<ArrayBuffer> {
    return this.#rows.slice(from * WIDTH, this.#count * WIDTH)
  }

  /** Rows that came from `since`, behind those there are. */
  append(rows: Float64Array): void {
    const larger = new Float64Array(this.#count * WIDTH + rows.length)
    larger.set(this.#rows.subarray(0, this.#count * WIDTH))
    larger.set(rows, this.#count * WIDTH)
    this.#rows = larger
    this.#count += rows.length / WIDTH
  }
}
