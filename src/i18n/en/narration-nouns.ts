/** How an English sentence speaks of hosts and segments. */

export type Side = 'C' | 'S'

/** A segment as a sentence speaks of it. */
export interface SegmentWords {
  readonly from: Side
  /** `SYN`, `SYN,ACK`, `FIN`, `RST`, `ACK`; for text alone '' */
  readonly flags: string
  /** Bytes of text. */
  readonly bytes: number
  /** What the scenario calls the text, or ''. */
  readonly label: string
  /** `old`: left over from the previous connection of the same addresses and ports. */
  readonly origin: 'first' | 'again' | 'copy' | 'injected' | 'old'
  /** What it is sent for, where that is not its content. */
  readonly probe: 'keepalive' | 'zero-window' | null
}

/** What an edge sentence can speak of; texts that do not apply are ''. */
export interface EdgeWords {
  readonly side: Side
  readonly from: string
  readonly to: string
  /** The segment that arrived. */
  readonly segment: SegmentWords | null
  /** Flags of the answer that left at once. */
  readonly reply: string
  /** Length of the wait that begins or ends. */
  readonly wait: string
  /** The socket call that did it, without brackets. */
  readonly call: string
}

const hosts = { C: 'the client', S: 'the server' } as const
const cap = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
export const it = (side: Side): string => hosts[side]
export const It = (side: Side): string => cap(hosts[side])
export const peer = (side: Side): string => hosts[side === 'C' ? 'S' : 'C']

const probes = { keepalive: 'keepalive probe', 'zero-window': 'window probe' } as const

export function what({ flags, bytes, label, probe }: SegmentWords): string {
  if (probe !== null) return probes[probe]
  if (bytes === 0) return flags
  const text = `${label === '' ? 'data' : label} (${bytes} ${bytes === 1 ? 'byte' : 'bytes'})`
  return flags === '' ? text : `${flags} with ${text}`
}

export function segment(words: SegmentWords): string {
  const name = what(words)
  switch (words.origin) {
    case 'first':
      return `${it(words.from)}’s ${name}`
    case 'again':
      return `${it(words.from)}’s resent ${name}`
    case 'copy':
      return `a duplicate of ${it(words.from)}’s ${name}`
    case 'old':
      return `the previous connection’s ${name}`
    case 'injected':
      return words.flags === '' ? `injected ${name}` : `an injected ${name}`
  }
}

export const Segment = (words: SegmentWords | null): string =>
  words === null ? 'A segment' : cap(segment(words))
