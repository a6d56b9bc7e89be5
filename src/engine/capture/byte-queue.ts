const NOTHING = new Uint8Array(0)

/**
 * Bytes that arrive in slices and are taken in whatever portions a format needs. Nothing is copied but what lies across
 * the end of a slice.
 */
export class ByteQueue {
  #bytes: Uint8Array = NOTHING
  #view = viewOf(NOTHING)
  #from = 0
  /** The slice that comes behind `#bytes`, once these have an end. */
  #behind: Uint8Array = NOTHING
  /** Place in the file of the next byte. */
  #at = 0
  /** Bytes still to come that nobody wants. */
  #skipping = 0

  /** Offset in the file of the next byte to be taken. */
  get at(): number {
    return this.#at
  }

  get length(): number {
    return this.#bytes.length - this.#from + this.#behind.length
  }

  /** What `has` has answered yes to lies in these bytes, from place `from` on. */
  get bytes(): Uint8Array {
    return this.#bytes
  }

  get from(): number {
    return this.#from
  }

  push(slice: Uint8Array): void {
    const skipped = Math.min(this.#skipping, slice.length)
    this.#skipping -= skipped
    if (this.#behind.length > 0) this.#join(this.length)
    this.#behind = slice.subarray(skipped)
    this.#leaveEmpty()
  }

  /** Whether the next so many bytes have all arrived. */
  has(length: number): boolean {
    if (this.#from + length <= this.#bytes.length) return true
    if (length > this.length) return false
    this.#join(length)
    return true
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
    this.#at += length
    this.#from += length
    this.#leaveEmpty()
  }

  /** How many bytes of the last `skip` never came. */
  get missing(): number {
    return this.#skipping
  }

  /** Goes on to what comes behind where nothing is left, and notes how far beyond that a `skip` went. */
  #leaveEmpty(): void {
    if (this.#from < this.#bytes.length) return
    const beyond = this.#from - this.#bytes.length
    this.#from = Math.min(beyond, this.#behind.length)
    this.#skipping += beyond - this.#from
    this.#read(this.#behind)
    this.#behind = NOTHING
  }

  /** Makes the next so many bytes one piece. */
  #join(length: number): void {
    const joined = new Uint8Array(length)
    const rest = this.#bytes.subarray(this.#from)
    const more = length - rest.length
    joined.set(rest)
    joined.set(this.#behind.subarray(0, more), rest.length)
    this.#behind = this.#behind.subarray(more)
    this.#from = 0
    this.#read(joined)
  }

  #read(bytes: Uint8Array): void {
    this.#bytes = bytes
    this.#view = viewOf(bytes)
  }
}

/** A view of bytes for reading numbers. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}
