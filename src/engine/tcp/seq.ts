/**
 * Sequence number arithmetic, modulo 2^32 (RFC 9293 3.4). The only place where two sequence numbers are
 * compared. Numbers are unsigned 32-bit integers held in a JavaScript number.
 */

/** `a + n` modulo 2^32; `n` may be negative. */
export function add(a: number, n: number): number {
  return (a + n) >>> 0
}

/** How far `to` lies ahead of `from`, from 0 to 2^32 - 1. */
export function distance(from: number, to: number): number {
  return (to - from) >>> 0
}

/** `a - b` as a signed distance, -2^31 to 2^31 - 1. */
export function sub(a: number, b: number): number {
  return (a - b) | 0
}

/** a < b: `b` is at most 2^31 - 1 ahead. Numbers exactly 2^31 apart have no order. */
export function lt(a: number, b: number): boolean {
  return ((a - b) | 0) < 0
}

/** a =< b in the RFC's notation. */
export function leq(a: number, b: number): boolean {
  return ((a - b) | 0) <= 0
}

/** a > b. */
export function gt(a: number, b: number): boolean {
  return ((a - b) | 0) > 0
}

/** a >= b. */
export function geq(a: number, b: number): boolean {
  return ((a - b) | 0) >= 0
}

/** The later of two numbers. */
export function max(a: number, b: number): number {
  return lt(a, b) ? b : a
}

/** start =< n < start + length; an empty window holds nothing. */
export function inWindow(n: number, start: number, length: number): boolean {
  return distance(start, n) < length
}
