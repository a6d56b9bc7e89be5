/**
 * Columns that grow while a trace is written. A trace of 50,000 segments is a few megabytes of typed arrays that
 * move from the worker to the page without a copy; as objects it would block the page for half a second.
 */

type ColumnArray = Float64Array | Int32Array | Uint32Array | Uint8Array | Uint16Array

interface ArrayMaker<A extends ColumnArray> {
  new (length: number): A
}

/** One growing column of numbers. */
export class Column<A extends ColumnArray> {
  #values: A
  #length = 0
  readonly #make: ArrayMaker<A>

  constructor(make: ArrayMaker<A>) {
    this.#make = make
    this.#values = new make(256)
  }

  get length(): number {
    return this.#length
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new this.#make(this.#length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#length++] = value
  }

  pop(): void {
    this.#length -= 1
  }

  get(index: number): number {
    return this.#values[index] as number
  }

  set(index: number, value: number): void {
    this.#values[index] = value
  }

  /** The values so far, cut to length; a copy, so that its buffer can be transferred. */
  finish(): A {
    return this.#values.slice(0, this.#length) as A
  }
}
