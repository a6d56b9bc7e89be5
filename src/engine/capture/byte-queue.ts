/** Bytes that arrive in slices and are taken in whatever portions a format needs. */
export class ByteQueue {
  #bytes: Uint8Array = new Uint8Array(0)
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
    this.#from = 0
  }

  /** The next bytes without taking them, or null if they have not all arrived. */
  peek(length: number): Uint8Array | null {
    return this.length < length ? null : this.#bytes.subarray(this.#from, this.#from + length)
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
