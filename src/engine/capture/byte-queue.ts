/** Bytes that arrive in slices and are taken in whatever portions a format needs. */
export class ByteQueue {
  #bytes: Uint8Array = new Uint8Array(0)
  #room: Uint8Array = new Uint8Array(0)
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
    this.#bytes = this.length === 0 ? wanted : this.#join(wanted)
    this.#view = viewOf(this.#bytes)
    this.#from = 0
  }

  /** What is left and what has come, one behind the other, in room that is used again: a file has many slices. */
  #join(wanted: Uint8Array): Uint8Array {
    const rest = this.#bytes.subarray(this.#from)
    const length = rest.length + wanted.length
    const room = length <= this.#room.length ? this.#room : new Uint8Array(length * 2)
    room.set(rest)
    room.set(wanted, rest.length)
    this.#room = room
    return room.subarray(0, length)
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
