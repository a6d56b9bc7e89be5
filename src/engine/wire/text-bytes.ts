import { FORGED_STREAM, type Text } from '../tcp/segment.ts'

const LETTERS = 26
const SMALL_A = 0x61
const CAPITAL_A = 0x41
const HASH = 0x23

/**
 * The bytes of a text: a function of the stream that wrote them and of their place in it, so that a byte keeps its
 * value in every retransmission and in every capture. Letters in a row, small ones for even streams and capitals for
 * odd ones; forged text is `#`.
 */
export function textBytes(text: Text | null): Uint8Array {
  if (text === null) return new Uint8Array(0)
  const { stream, offset, length } = text
  if (stream === FORGED_STREAM) return new Uint8Array(length).fill(HASH)
  const first = stream % 2 === 0 ? SMALL_A : CAPITAL_A
  const phase = Math.floor(stream / 2) + offset
  return Uint8Array.from({ length }, (_, i) => first + ((phase + i) % LETTERS))
}
