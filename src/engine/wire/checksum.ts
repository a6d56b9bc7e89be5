/**
 * The Internet checksum (RFC 1071): the complement of the one's complement sum of all 16-bit words. Over bytes that
 * contain their own correct checksum it is 0. The parts count as one run of bytes; all but the last have even length.
 */
export function internetChecksum(...parts: readonly Uint8Array[]): number {
  let sum = 0
  for (const part of parts) {
    for (let i = 0; i < part.length; i += 2) sum += ((part[i] as number) << 8) | (part[i + 1] ?? 0)
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x1_0000)
  return ~sum & 0xffff
}
