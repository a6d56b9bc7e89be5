import type { Options } from '../tcp/options.ts'
import { ACK, FIN, PSH, RST, SYN, URG } from '../tcp/segment.ts'
import { sub } from '../tcp/seq.ts'
import type { Side } from '../tcp/state.ts'
import type { Trace } from './codec.ts'
import type { TraceSegment } from './trace.ts'

/** The addresses of the two hosts, as text. */
export type Addresses = Readonly<Record<Side, string>>

/** Letters of tcpdump's Flags [..], in its order. */
const LETTERS: readonly (readonly [number, string])[] = [
  [FIN, 'F'],
  [SYN, 'S'],
  [RST, 'R'],
  [PSH, 'P'],
  [URG, 'U'],
  [ACK, '.'],
]

/**
 * What `tcpdump -n -r` prints of the segments, one line each, as they are handed to the network: relative numbers once
 * a SYN has been seen, `seq` only where numbers are consumed.
 */
export function tcpdumpLines(trace: Trace, addresses: Addresses): string[] {
  return Array.from({ length: trace.segmentCount }, (_, id) => tcpdumpLine(trace.segment(id), addresses))
}

function tcpdumpLine(segment: TraceSegment, addresses: Addresses): string {
  const to: Side = segment.from === 'C' ? 'S' : 'C'
  const source = `${segment.spoofed ?? addresses[segment.from]}.${segment.sourcePort}`
  const destination = `${addresses[to]}.${segment.destinationPort}`
  const family = source.includes(':') ? 'IP6' : 'IP'
  const letters = LETTERS.filter(([bit]) => (segment.flags & bit) !== 0).map(([, letter]) => letter)
  const length = segment.text?.length ?? 0
  const parts = [
    `Flags [${letters.length === 0 ? 'none' : letters.join('')}]`,
    ...sequencePart(segment, length),
    ...((segment.flags & ACK) === 0 ? [] : [`ack ${numberOf(segment.ack, ackBase(segment))}`]),
    `win ${segment.wnd}`,
    ...(segment.options === null ? [] : [`options [${optionWords(segment.options)}]`]),
    `length ${length}`,
  ]
  return `${clock(segment.sentUs)} ${family} ${source} > ${destination}: ${parts.join(', ')}`
}

/** A SYN shows its absolute numbers, everything after it counts from there. */
function sequencePart(segment: TraceSegment, length: number): string[] {
  if (length === 0 && (segment.flags & (SYN | FIN | RST)) === 0) return []
  if ((segment.flags & SYN) !== 0)
    return [length === 0 ? `seq ${segment.seq}` : `seq ${segment.seq}:${segment.seq + length}`]
  const first = numberOf(segment.seq, segment.seqBase)
  return [length === 0 ? `seq ${first}` : `seq ${first}:${first + length}`]
}

function ackBase(segment: TraceSegment): number {
  return (segment.flags & SYN) === 0 ? segment.ackBase : -1
}

function numberOf(number: number, base: number): number {
  return base < 0 ? number : sub(number, base) >>> 0
}

function optionWords(options: Options): string {
  const words: string[] = []
  if (options.mss !== undefined) words.push(`mss ${options.mss}`)
  if (options.sackPermitted === true) words.push('sackOK')
  else if (options.timestamps !== undefined) words.push('nop', 'nop')
  if (options.timestamps !== undefined)
    words.push(`TS val ${options.timestamps.value} ecr ${options.timestamps.echo}`)
  if (options.windowScale !== undefined) words.push('nop', `wscale ${options.windowScale}`)
  if (options.sack !== undefined) {
    words.push(
      'nop',
      'nop',
      `sack ${options.sack.length} ${options.sack.map(([l, r]) => `{${l}:${r}}`).join('')}`,
    )
  }
  if (options.fastOpen !== undefined) {
    const { cookie } = options.fastOpen
    words.push(
      cookie === null ? 'tfo cookiereq' : `tfo cookie ${cookie.toString(16).padStart(8, '0')}`,
      'nop',
      'nop',
    )
  }
  return words.join(',')
}

/** hh:mm:ss.microseconds from the start of the run. */
function clock(us: number): string {
  const seconds = Math.floor(us / 1_000_000)
  const two = (value: number): string => String(value).padStart(2, '0')
  const fraction = String(us % 1_000_000).padStart(6, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${fraction}`
}
