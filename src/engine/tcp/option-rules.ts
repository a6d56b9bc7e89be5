import { ACK, type Segment, SYN, has, RST } from './segment.ts'
import type { Options } from './options.ts'
import { lt } from './seq.ts'
import type { Tcb } from './tcb.ts'

/**
 * What options our segments carry and what the peer's mean (RFC 9293 3.2 and 3.7.1, RFC 7323, RFC 2018). Everything
 * is agreed on the two SYNs: window scale, timestamps and SACK are on only if both carried them.
 */

/** Default when the peer's SYN names no MSS, IPv4 (RFC 9293 3.7.1, MUST-15). */
const DEFAULT_MSS = 536
/** Ten bytes of timestamps and two of padding on every segment. */
const TIMESTAMP_BYTES = 12
/** TS.Recent is not believed after 24 days of silence (RFC 7323 5.5). */
const TS_RECENT_LIFETIME_US = 24 * 24 * 3600 * 1_000_000

/** Our timestamp clock: one tick a millisecond (RFC 7323 4.1 allows 1 ms to 1 s). */
function timestampClock(tcb: Tcb, now: number): number {
  return (tcb.settings.timestampBase + Math.floor(now / 1000)) >>> 0
}

/** Options for a segment of ours with these flags. */
export function optionsFor(tcb: Tcb, flags: number, now: number): Options | null {
  if ((flags & RST) !== 0) return null
  return (flags & SYN) !== 0 ? synOptions(tcb, flags, now) : laterOptions(tcb, now)
}

/** A SYN offers what we would like; a SYN,ACK only what the SYN offered too. */
function synOptions(tcb: Tcb, flags: number, now: number): Options {
  const { settings } = tcb
  const answering = (flags & ACK) !== 0
  const timestamps = answering ? tcb.timestampsOn : settings.timestamps
  const sack = answering ? tcb.sackOn : settings.sack
  const scale = answering ? tcb.scaleAgreed : settings.windowScale !== null
  const options: { -readonly [K in keyof Options]: Options[K] } = { mss: settings.mss }
  if (sack) options.sackPermitted = true
  if (timestamps) options.timestamps = { value: timestampClock(tcb, now), echo: answering ? tcb.tsRecent : 0 }
  if (scale && settings.windowScale !== null) options.windowScale = settings.windowScale
  if (tcb.fastOpen !== null) options.fastOpen = tcb.fastOpen
  return options
}

const NO_BLOCKS: readonly (readonly [number, number])[] = []

function laterOptions(tcb: Tcb, now: number): Options | null {
  if (!tcb.timestampsOn && !tcb.sackOn) return null
  const blocks =
    tcb.sackOn && (tcb.pieces.length > 0 || tcb.duplicateBlock !== null) ? sackBlocks(tcb) : NO_BLOCKS
  if (!tcb.timestampsOn) return blocks.length === 0 ? null : { sack: blocks }
  const timestamps = { value: timestampClock(tcb, now), echo: tcb.tsRecent }
  return blocks.length === 0 ? { timestamps } : { timestamps, sack: blocks }
}

/** What has arrived beyond the gap, a block received twice first (RFC 2018 4, RFC 2883). */
function sackBlocks(tcb: Tcb): (readonly [number, number])[] {
  const blocks: (readonly [number, number])[] = []
  for (const piece of tcb.pieces) {
    const end = (piece.seq + (piece.text?.length ?? 0) + (piece.fin ? 1 : 0)) >>> 0
    const last = blocks.at(-1)
    if (last !== undefined && last[1] === piece.seq) blocks[blocks.length - 1] = [last[0], end]
    else blocks.push([piece.seq, end])
  }
  const most = tcb.timestampsOn ? 3 : 4
  return (tcb.duplicateBlock === null ? blocks : [tcb.duplicateBlock, ...blocks]).slice(0, most)
}

/** Takes over what the peer's SYN offers. */
export function agreeOnOptions(tcb: Tcb, syn: Segment, now: number): void {
  const { settings } = tcb
  const theirs = syn.options ?? {}
  tcb.timestampsOn = settings.timestamps && theirs.timestamps !== undefined
  tcb.sackOn = settings.sack && theirs.sackPermitted === true
  tcb.scaleAgreed = settings.windowScale !== null && theirs.windowScale !== undefined
  tcb.snd.scale = tcb.scaleAgreed ? Math.min(14, theirs.windowScale ?? 0) : 0
  tcb.rcv.scale = tcb.scaleAgreed ? (settings.windowScale ?? 0) : 0
  const largest = Math.min(theirs.mss ?? DEFAULT_MSS, settings.mss)
  tcb.snd.mss = largest - (tcb.timestampsOn ? TIMESTAMP_BYTES : 0)
  if (tcb.timestampsOn) rememberTimestamp(tcb, syn, now)
}

/** TS.Recent: what our next segment echoes (RFC 7323 4.3). */
export function rememberTimestamp(tcb: Tcb, segment: Segment, now: number): void {
  const value = segment.options?.timestamps?.value
  if (value === undefined) return
  tcb.tsRecent = value
  tcb.tsRecentUs = now
}

/** PAWS: the segment is older than one already seen on this connection (RFC 7323 5.2, 5.3). RSTs are exempt. */
export function isOlderThanSeen(tcb: Tcb, segment: Segment, now: number): boolean {
  const value = segment.options?.timestamps?.value
  if (!tcb.timestampsOn || value === undefined || has(segment, RST)) return false
  return lt(value, tcb.tsRecent) && now - tcb.tsRecentUs < TS_RECENT_LIFETIME_US
}

/** The sending time that an ACK echoes, microseconds; null without timestamps. */
export function echoedTimeUs(tcb: Tcb, segment: Segment): number | null {
  const timestamps = segment.options?.timestamps
  if (!tcb.timestampsOn || timestamps === undefined || !has(segment, ACK) || timestamps.echo === 0)
    return null
  return ((timestamps.echo - tcb.settings.timestampBase) | 0) * 1000
}
