import { viewOf } from './byte-queue.ts'

/** Options at the end of a pcapng block (draft-ietf-opsawg-pcapng 3.5): code, length, value padded to four bytes. */

export const END_OF_OPTIONS = 0

/** Visits each option; a length that does not fit ends the list. */
export function eachOption(
  bytes: Uint8Array,
  little: boolean,
  visit: (code: number, value: Uint8Array) => void,
): void {
  const view = viewOf(bytes)
  let at = 0
  while (at + 4 <= bytes.length) {
    const code = view.getUint16(at, little)
    const length = view.getUint16(at + 2, little)
    if (code === END_OF_OPTIONS || at + 4 + length > bytes.length) return
    visit(code, bytes.subarray(at + 4, at + 4 + length))
    at += 4 + padded(length)
  }
}

/** A length rounded up to a multiple of four. */
export function padded(length: number): number {
  return (length + 3) & ~3
}
