import type { Options } from '../../engine/tcp/options.ts'
import { ACK, FIN, PSH, RST, SYN, URG } from '../../engine/tcp/segment.ts'
import type { KernelSegment, KernelTrace } from './format.ts'

/** What the row of a segment says, in the words of a trace. */

const FLAGS: Readonly<Record<string, number>> = { FIN, SYN, RST, PSH, ACK, URG }

export const flagsOf = (segment: KernelSegment): number =>
  segment.flags.reduce((flags, name) => flags | (FLAGS[name] ?? 0), 0)

/** When a segment left; a forged one is there at once. */
export const sentMs = ({ t_sent_ms: sent, t_delivered_ms: delivered }: KernelSegment): number =>
  sent ?? delivered ?? 0

/** When it arrived. Where a lost one was lost is not recorded: half-way. */
export function endMs(segment: KernelSegment, delay: KernelTrace['delay']): number {
  const oneWay = segment.from === 'A' ? delay.A_to_B : delay.B_to_A
  return segment.t_delivered_ms ?? sentMs(segment) + oneWay / 2
}

/** What a relative number of the files counts from, or -1. */
export function baseOf(segment: KernelSegment, field: 'seq' | 'ack', raw: number, relative: number): number {
  return segment.absolute?.includes(field) === true ? -1 : (raw - relative) >>> 0
}

interface KernelHeaderOptions {
  readonly mss?: number
  readonly wscale?: number
  readonly sackok?: boolean
  readonly sack?: readonly (readonly [number, number])[]
  readonly ts?: readonly [number, number]
}

export function optionsOf({ options, raw_seq_ack: raw, ack }: KernelSegment): Options | null {
  const { mss, wscale, sackok, sack, ts } = options as KernelHeaderOptions
  // Blocks are relative, as the acknowledgment number is.
  const base = raw === undefined || ack === null ? 0 : raw[1] - ack
  const all: Options = {
    ...(mss !== undefined && { mss }),
    ...(wscale !== undefined && { windowScale: wscale }),
    ...(sackok === true && { sackPermitted: true }),
    ...(sack !== undefined && { sack: sack.map(([from, to]) => [(from + base) >>> 0, (to + base) >>> 0]) }),
    ...(ts !== undefined && { timestamps: { value: ts[0], echo: ts[1] } }),
  }
  return Object.keys(all).length === 0 ? null : all
}
