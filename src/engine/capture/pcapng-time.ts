/** Times of one interface: ticks of its own length, counted from its own offset (options if_tsresol, if_tsoffset). */
export interface TickLength {
  /** Ticks in a second. */
  readonly perSecond: bigint
  readonly offsetSeconds: number
}

export const MICROSECONDS: TickLength = { perSecond: 1_000_000n, offsetSeconds: 0 }

/** The meaning of an if_tsresol byte: a negative power of ten, or of two when the highest bit is set. */
export function ticksPerSecond(resolution: number): bigint {
  const exponent = BigInt(resolution & 0x7f)
  return (resolution & 0x80) === 0 ? 10n ** exponent : 2n ** exponent
}

/** Unix time of 64 bits of ticks. */
export function unixTime(
  high: number,
  low: number,
  { perSecond, offsetSeconds }: TickLength,
): { seconds: number; nanos: number } {
  const whole = high * 0x1_0000_0000 + low
  // Microseconds of our time fit into a number exactly and are most of what there is.
  if (perSecond === 1_000_000n && whole <= Number.MAX_SAFE_INTEGER) {
    const seconds = Math.floor(whole / 1_000_000)
    return { seconds: seconds + offsetSeconds, nanos: (whole - seconds * 1_000_000) * 1_000 }
  }
  const ticks = (BigInt(high) << 32n) | BigInt(low)
  const seconds = ticks / perSecond
  const nanos = ((ticks % perSecond) * 1_000_000_000n) / perSecond
  return { seconds: Number(seconds) + offsetSeconds, nanos: Number(nanos) }
}
