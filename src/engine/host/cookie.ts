import { draw } from '../../base/rng.ts'
import type { Options } from '../tcp/options.ts'
import type { Settings } from '../tcp/profiles.ts'
import { ACK, type Segment, SYN, segLen } from '../tcp/segment.ts'
import { add } from '../tcp/seq.ts'
import type { Ends } from './world.ts'

/**
 * SYN cookies (RFC 4987 3.6): the listener keeps nothing and puts what it has to remember into its ISN. Eight bits of
 * a minute counter and 24 of a keyed hash over the addresses, the client's ISN and that minute; two bits of the hash
 * give way to the MSS. An ACK is believed for two minutes.
 */

const MINUTE_US = 60_000_000
const LIFETIME_MINUTES = 2
/** What two bits can tell of the client's MSS, as Linux has it. */
const MSS_TABLE = [536, 1300, 1440, 1460] as const

/** One 32-bit word for an address; addresses are ASCII. */
function hashOf(address: string): number {
  let word = 7
  for (let at = 0; at < address.length; at++) word = (Math.imul(word, 31) + address.charCodeAt(at)) | 0
  return word
}

function hash(secret: number, ends: Ends, clientIsn: number, minute: number): number {
  const address = hashOf(ends.remoteAddress)
  return draw(secret, address, (ends.remotePort << 16) | ends.localPort, clientIsn, minute) & 0x3f_ffff
}

/** The ISN that answers this SYN. */
export function cookieFor(secret: number, ends: Ends, clientIsn: number, mss: number, now: number): number {
  const minute = Math.floor(now / MINUTE_US)
  const index = Math.max(
    0,
    MSS_TABLE.findLastIndex((entry) => entry <= mss),
  )
  return (((minute & 0xff) << 24) | (index << 22) | hash(secret, ends, clientIsn, minute)) >>> 0
}

/** The MSS that a returned cookie stands for, or null if it is not one of ours or too old. */
export function readCookie(
  secret: number,
  ends: Ends,
  clientIsn: number,
  cookie: number,
  now: number,
): number | null {
  const minute = Math.floor(now / MINUTE_US)
  for (let age = 0; age <= LIFETIME_MINUTES; age++) {
    const then = minute - age
    if (then < 0 || cookie >>> 24 !== (then & 0xff)) continue
    if ((cookie & 0x3f_ffff) !== hash(secret, ends, clientIsn, then)) return null
    return MSS_TABLE[(cookie >>> 22) & 3] ?? null
  }
  return null
}

/** What the low six bits of an echoed timestamp can carry besides (Linux): shift, 15 for none, and SACK. */
const OPTION_BITS = 6
const NO_SCALE = 15

/** Options of a SYN that a cookie would lose, hidden in the timestamp that the client will echo. */
function hideOptions(clock: number, scale: number | null, sack: boolean): number {
  const bits = (scale ?? NO_SCALE) | (sack ? 16 : 0)
  const hidden = ((clock >>> OPTION_BITS) << OPTION_BITS) | bits
  // Never ahead of the clock: the client would see time run backwards later.
  return (hidden >>> 0 > clock ? hidden - (1 << OPTION_BITS) : hidden) >>> 0
}

function readHiddenOptions(echo: number): {
  readonly windowScale?: number
  readonly sackPermitted: boolean
} {
  const scale = echo & NO_SCALE
  return { ...(scale !== NO_SCALE && { windowScale: scale }), sackPermitted: (echo & 16) !== 0 }
}

/** What answers a SYN that nothing is remembered of; `iss` is the cookie. */
export function synAckWithCookie(iss: number, syn: Segment, settings: Settings, now: number): Segment {
  return {
    seq: iss,
    ack: add(syn.seq, segLen(syn)),
    flags: SYN | ACK,
    wnd: Math.min(65_535, settings.windowBytes),
    up: 0,
    text: null,
    options: cookieOptions(syn, settings, now),
  }
}

/** With timestamps on both sides the other options survive in the one that the client echoes. */
function cookieOptions(syn: Segment, settings: Settings, now: number): Options {
  const { mss, timestamps, timestampBase, sack, windowScale } = settings
  const theirs = syn.options ?? {}
  if (!timestamps || theirs.timestamps === undefined) return { mss }
  const sackToo = sack && theirs.sackPermitted === true
  const scaleToo = windowScale !== null && theirs.windowScale !== undefined
  const clock = (timestampBase + Math.floor(now / 1000)) >>> 0
  const value = hideOptions(clock, scaleToo ? (theirs.windowScale ?? 0) : null, sackToo)
  return {
    mss,
    ...(sackToo && { sackPermitted: true }),
    timestamps: { value, echo: theirs.timestamps.value },
    ...(scaleToo && { windowScale }),
  }
}

/** Options of the SYN that the ACK of a cookie gives back. */
export function rememberedOptions(ack: Segment): Options {
  const timestamps = ack.options?.timestamps
  return timestamps === undefined ? {} : { ...readHiddenOptions(timestamps.echo), timestamps }
}

/** A Fast Open cookie for one client address (RFC 7413 4.1.2), 32 bits of it. */
export function fastOpenCookie(secret: number, address: string): number {
  return draw(secret, hashOf(address), 0, 0, 7413)
}
