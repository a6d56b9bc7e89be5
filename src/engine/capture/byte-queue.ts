/** Bytes that arrive in slices and are taken in whatever portions a format needs. */
export class ByteQueue {
  #bytes: Uint8Array = new Uint8Array(0)
  #view = viewOf(this.#bytes)
  #from = 0
  /** Place in the file of the next byte. */
  #at = 0
  /** Bytes still to come that nobody wants. */
  #skipping = 0

  /** Offset in the file of the next byte to be taken. */
  get at(): number {
    return this.#at
  }

  get length(): number {
    return this.#bytes.length - this.#from
  }

  push(slice: Uint8Array): void {
    const skipped = Math.min(this.#skipping, slice.length)
    this.#skipping -= skipped
    const wanted = slice.subarray(skipped)
    if (this.length === 0) {
      this.#bytes = wanted
    } else {
      const joined = new Uint8Array(this.length + wanted.length)
      joined.set(this.#bytes.subarray(this.#from))
      joined.set(wanted, this.length)
      this.#bytes = joined
    }
    this.#view = viewOf(this.#bytes)
    this.#from = 0
  }

  /** Whether the next so many bytes have all arrived. */
  has(length: number): boolean {
    return this.length >= length
  }

  /** The number in the four bytes that begin so far ahead; they must have arrived. */
  uint32(ahead: number, little: boolean): number {
    return this.#view.getUint32(this.#from + ahead, little)
  }

  /** The next bytes without taking them, or null if they have not all arrived. */
  peek(length: number): Uint8Array | null {
    return this.has(length) ? this.slice(0, length) : null
  }

  /** Bytes that lie between two places ahead, without taking them; they must have arrived. */
  slice(from: number, to: number): Uint8Array {
    return this.#bytes.subarray(this.#from + from, this.#from + to)
  }

  /** Takes bytes away, also such as are still to come. */
  skip(length: number): void {
    const here = Math.min(length, this.length)
    this.#from += here
    this.#skipping += length - here
    this.#at += length
  }

  /** How many bytes of the last `skip` never came. */
  get missing(): number {
    return this.#skipping
  }
}

/** A view of bytes for reading numbers. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}
