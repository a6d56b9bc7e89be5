import type { Options } from './options.ts'
import { add } from './seq.ts'

/** Control bits, at their place in the header's flag byte (RFC 9293 3.1). */
export const FIN = 1
export const SYN = 2
export const RST = 4
export const PSH = 8
export const ACK = 16
export const URG = 32

const NAMES: readonly (readonly [number, string])[] = [
  [SYN, 'SYN'],
  [FIN, 'FIN'],
  [RST, 'RST'],
  [PSH, 'PSH'],
  [ACK, 'ACK'],
  [URG, 'URG'],
]

/**
 * Bytes of a stream. Their content is a function of (stream, offset), so it is never stored; who wrote a byte
 * stays known for ever, which is how old data in a new connection is seen.
 */
export interface Text {
  /** Which end of which incarnation wrote it; `FORGED_STREAM` for injected text. */
  readonly stream: number
  /** Place of the first byte in that end's stream, counted from 0. */
  readonly offset: number
  /** Bytes. */
  readonly length: number
}

export const FORGED_STREAM = -1

/** One TCP segment without its addresses (RFC 9293 3.1). Plain data, never changed once made. */
export interface Segment {
  /** SEG.SEQ, unsigned 32 bits. */
  readonly seq: number
  /** SEG.ACK; 0 and without meaning while the ACK bit is off. */
  readonly ack: number
  /** Control bits. */
  readonly flags: number
  /** The window field as it stands in the header, not scaled. */
  readonly wnd: number
  /** The urgent pointer field. */
  readonly up: number
  readonly text: Text | null
  readonly options: Options | null
}

/** A segment that its owner fills in, and uses again for another one once nobody needs it. */
export type SegmentDraft = { -readonly [K in keyof Segment]: Segment[K] }

export function blankSegment(): SegmentDraft {
  return { seq: 0, ack: 0, flags: 0, wnd: 0, up: 0, text: null, options: null }
}

/** What `from` says, in `to`. */
export function copySegment(from: Segment, to: SegmentDraft = blankSegment()): Segment {
  to.seq = from.seq
  to.ack = from.ack
  to.flags = from.flags
  to.wnd = from.wnd
  to.up = from.up
  to.text = from.text
  to.options = from.options
  return to
}

export function has(segment: Segment, bit: number): boolean {
  return (segment.flags & bit) !== 0
}

export function textLength(segment: Segment): number {
  return segment.text === null ? 0 : segment.text.length
}

/** SEG.LEN: bytes of text plus one for SYN and one for FIN (RFC 9293 3.4). */
export function segLen(segment: Segment): number {
  return textLength(segment) + (has(segment, SYN) ? 1 : 0) + (has(segment, FIN) ? 1 : 0)
}

/** First number after the segment: SEG.SEQ + SEG.LEN. */
export function segEnd(segment: Segment): number {
  return add(segment.seq, segLen(segment))
}

/** Flags in the usual reading order, for example ['SYN', 'ACK']. */
export function flagNames(flags: number): string[] {
  return NAMES.filter(([bit]) => (flags & bit) !== 0).map(([, name]) => name)
}

/** The bits for flag names, or null when a name is unknown. */
export function flagsFromNames(names: readonly string[]): number | null {
  let flags = 0
  for (const name of names) {
    const entry = NAMES.find(([, known]) => known === name)
    if (entry === undefined) return null
    flags |= entry[0]
  }
  return flags
}
