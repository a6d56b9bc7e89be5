/**
 * Keyed randomness: a draw is a hash of its key, never the next number of a stream. So what happens to one
 * segment does not depend on how many others were drawn before it (docs/decisions/0004).
 */

const MILLION = 1_000_000

/** Mixes one 32-bit word into a running hash (MurmurHash3's body and constants). */
function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51)
  k = (k << 15) | (k >>> 17)
  k = Math.imul(k, 0x1b873593)
  const h = hash ^ k
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}

/** MurmurHash3's finalizer: every input bit reaches every output bit. */
function finish(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A uniform draw from 0 to 2^32 - 1 for this key. Each part is taken modulo 2^32. */
export function draw(seed: number, a: number, b: number, c: number, purpose: number): number {
  return finish(mix(mix(mix(mix(mix(0x9747b28c, seed | 0), a | 0), b | 0), c | 0), purpose | 0))
}

/** True with the given probability in parts per million. 0 never and 1,000,000 always. */
export function chance(drawn: number, ppm: number): boolean {
  return Math.floor((drawn / 0x1_0000_0000) * MILLION) < ppm
}

/** An integer from 0 to `max`, both included. */
export function upTo(drawn: number, max: number): number {
  return Math.floor((drawn / 0x1_0000_0000) * (max + 1))
}
