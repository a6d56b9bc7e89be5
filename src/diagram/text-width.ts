/**
 * Estimated widths of texts, px: nothing here can ask a browser. Exact for the monospaced font; for the other one a
 * mean that is right within a few per cent, which is enough to decide what fits.
 */
const MONO_ADVANCE = 0.6
const CAPITAL_ADVANCE = 0.68
const SMALL_ADVANCE = 0.55
const WIDE_FROM = 0x2e80

export function monoWidth(text: string, size: number): number {
  let ems = 0
  for (const char of text) ems += isWide(char) ? 1 : MONO_ADVANCE
  return ems * size
}

export function proseWidth(text: string, size: number): number {
  let ems = 0
  for (const char of text) {
    if (isWide(char)) ems += 1
    else ems += char >= 'A' && char <= 'Z' ? CAPITAL_ADVANCE : SMALL_ADVANCE
  }
  return ems * size
}

/** Chinese characters take a full em. */
const isWide = (char: string): boolean => (char.codePointAt(0) ?? 0) >= WIDE_FROM
