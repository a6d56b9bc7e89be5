/** TCP options that a segment carries (RFC 9293 3.2, RFC 7323, RFC 2018, RFC 7413). Absent means not on the segment. */
export interface Options {
  /** Kind 2: largest text this end is willing to receive, in bytes. */
  readonly mss?: number
  /** Kind 3: shift count 0 to 14, only on a SYN. */
  readonly windowScale?: number
  /** Kind 4: only on a SYN. */
  readonly sackPermitted?: boolean
  /** Kind 5: blocks of received numbers [left, right), most recent first; a D-SACK block comes first. */
  readonly sack?: readonly (readonly [number, number])[]
  /** Kind 8: TSval and TSecr, in milliseconds of the sender's clock. */
  readonly timestamps?: { readonly value: number; readonly echo: number }
  /** Kind 34, only on a SYN. */
  readonly fastOpen?: FastOpenOption
}

/** A cookie of 32 bits; null asks for one (RFC 7413 4.1.1). */
export interface FastOpenOption {
  readonly cookie: number | null
}

/** Bytes that these options take in a header, padded to a multiple of four as stacks lay them out. */
export function optionBytes(options: Options | null): number {
  if (options === null) return 0
  let bytes = 0
  if (options.mss !== undefined) bytes += 4
  if (options.windowScale !== undefined) bytes += 4
  // Every stack aligns the timestamps to 12 bytes; SACK-Permitted then fits into the two bytes of padding.
  if (options.timestamps !== undefined) bytes += 12
  else if (options.sackPermitted === true) bytes += 4
  if (options.sack !== undefined && options.sack.length > 0) bytes += 4 + 8 * options.sack.length
  if (options.fastOpen !== undefined) bytes += options.fastOpen.cookie === null ? 4 : 12
  return bytes
}
