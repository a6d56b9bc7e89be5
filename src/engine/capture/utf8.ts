/** UTF-8 without the platform's TextEncoder, which the engine cannot count on. Halves of surrogate pairs become U+FFFD. */
export function utf8Bytes(text: string): Uint8Array {
  const bytes: number[] = []
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    const point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code
    if (point < 0x80) bytes.push(point)
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point))
    else if (point < 0x1_0000) bytes.push(0xe0 | (point >> 12), tail(point >> 6), tail(point))
    else bytes.push(0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point))
  }
  return Uint8Array.from(bytes)
}

const tail = (bits: number): number => 0x80 | (bits & 0x3f)

/** Smallest code point that needs so many bytes; a shorter form of a longer sequence is damaged. */
const LEAST = [0, 0, 0x80, 0x800, 0x1_0000]

/** Text of bytes from outside: damaged sequences and control characters become U+FFFD, all else is kept. */
export function utf8Text(bytes: Uint8Array, mostCharacters: number): string {
  let text = ''
  for (let at = 0; at < bytes.length && text.length < mostCharacters; ) {
    const { point, length } = characterAt(bytes, at)
    text += isForbidden(point) ? '\ufffd' : String.fromCodePoint(point)
    at += length
  }
  return text
}

function characterAt(bytes: Uint8Array, at: number): { point: number; length: number } {
  const first = bytes[at] ?? 0
  if (first < 0x80) return { point: first, length: 1 }
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  let point = first & (0x7f >> length)
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i] ?? 0
    if (first < 0xc2 || first > 0xf4 || (next & 0xc0) !== 0x80) return { point: 0xfffd, length: 1 }
    point = (point << 6) | (next & 0x3f)
  }
  return point >= (LEAST[length] ?? 0) ? { point, length } : { point: 0xfffd, length: 1 }
}

/** Control characters other than a line's end and a tab, surrogates, and what is above Unicode. */
function isForbidden(point: number): boolean {
  if (point < 0x20) return point !== 0x0a && point !== 0x09
  return (point >= 0x7f && point < 0xa0) || (point >= 0xd800 && point <= 0xdfff) || point > 0x10_ffff
}
