import { otherSide, type Side } from '../../../engine/tcp/state.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import type { TraceSegment } from '../../../engine/trace/trace.ts'

/** How sequence numbers are written: from the ISN, as they stand in the header, or as x + n and y + n. */
export const NUMBER_MODES = ['relative', 'absolute', 'symbolic'] as const
export type NumberMode = (typeof NUMBER_MODES)[number]

/** Symbols of the ISNs in the RFC's figures and in textbooks; a later incarnation has primes. */
const SYMBOLS: Readonly<Record<Side, string>> = { C: 'x', S: 'y' }

/** A number of a stream. `base` is its ISN, -1 where unknown: then only the number itself can be shown. */
function numberText(value: number, base: number, mode: NumberMode, symbol: string): string {
  if (mode === 'absolute' || base < 0) return String(value)
  const offset = (value - base) >>> 0
  if (mode === 'relative') return String(offset)
  return offset === 0 ? symbol : `${symbol}+${offset}`
}

/** Writers for the numbers of a segment: those of its sender's stream and those of its receiver's. */
export function numbersOf(trace: Trace, segment: TraceSegment, mode: NumberMode) {
  const incarnation = trace.connections[segment.conn]?.incarnation ?? 1
  const symbolOf = (side: Side): string => SYMBOLS[side] + '′'.repeat(incarnation - 1)
  return {
    own: (value: number): string => numberText(value, segment.seqBase, mode, symbolOf(segment.from)),
    peer: (value: number): string =>
      numberText(value, segment.ackBase, mode, symbolOf(otherSide(segment.from))),
  }
}
