/**
 * Columns that grow while a trace is written. A trace of 50,000 segments is a few megabytes of typed arrays that
 * move from the worker to the page without a copy; as objects it would block the page for half a second.
 */

type ColumnArray = Float64Array | Int32Array | Uint32Array | Uint8Array | Uint16Array

interface ArrayMaker<A extends ColumnArray> {
  readonly BYTES_PER_ELEMENT: number
  new (length: number): A
}

/** One growing column of numbers. */
export class Column<A extends ColumnArray> {
  /** Every value fits into a float; that all columns grow in one kind of array makes writing them twice as fast. */
  #values = new Float64Array(64)
  #length = 0
  readonly #make: ArrayMaker<A>

  constructor(make: ArrayMaker<A>) {
    this.#make = make
  }

  get length(): number {
    return this.#length
  }

  /** Bytes of one value in a finished trace. */
  get width(): number {
    return this.#make.BYTES_PER_ELEMENT
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#length * 2)
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

  /** Forgets everything and keeps the room for it. */
  clear(): void {
    this.#length = 0
  }

  /** The values as they lie, with unused room behind them: valid until the next change. */
  view(): Float64Array {
    return this.#values
  }

  /** The values so far, cut to length; a copy in the column's own kind, so that its buffer can be transferred. */
  finish(): A {
    const cut = new this.#make(this.#length)
    cut.set(this.#values.subarray(0, this.#length))
    return cut
  }
}

/** Bytes of one row. */
export function widthOf(columns: Readonly<Record<string, { readonly width: number }>>): number {
  return Object.values(columns).reduce((sum, { width }) => sum + width, 0)
}

type Finished<T> = { [K in keyof T]: T[K] extends Column<infer A> ? A : never }

type Viewed<T> = { readonly [K in keyof T]: ArrayLike<number> }

/** Columns as they lie, with unused room behind them. */
export function viewed<T extends Record<string, { view(): Float64Array }>>(columns: T): Viewed<T> {
  const views: Record<string, ArrayLike<number>> = {}
  for (const name in columns) views[name] = (columns[name] as { view(): Float64Array }).view()
  return views as Viewed<T>
}

/** Columns cut to length, each a copy in its own kind. */
export function finished<T extends Record<string, { finish(): unknown }>>(columns: T): Finished<T> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, column.finish()]),
  ) as Finished<T>
}
