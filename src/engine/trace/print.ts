import type { Options } from '../tcp/options.ts'
import { ACK, FIN, PSH, RST, SYN, URG } from '../tcp/segment.ts'
import { add, sub } from '../tcp/seq.ts'
import { otherSide, type Side } from '../tcp/state.ts'
import type { Trace } from './codec.ts'
import { type Addresses, endsOfSegment } from './query.ts'
import type { TraceSegment, Us } from './trace.ts'

/** One line of tcpdump and the segment that it prints. */
export interface TcpdumpLine {
  /** When the place of capture saw it. */
  readonly tUs: Us
  readonly segment: number
  /** Written when it is asked for: of a long run few lines are. */
  readonly text: string
}

/** Where tcpdump runs: on a host, which sees what it sends and what arrives; or `wire`, which sees all that is sent. */
export type CapturePlace = Side | 'wire'

/** What `tcpdump -n tcp` prints: relative numbers once both ISNs were seen, `seq` only where numbers are consumed. */
export function tcpdumpLines(
  trace: Trace,
  addresses: Addresses,
  place: CapturePlace = 'wire',
): TcpdumpLine[] {
  const conversations = new Map<string, Bases>()
  return seenAt(trace, place).map(({ tUs, segment }) => {
    const { source, sourcePort, destination, destinationPort } = endsOfSegment(trace, segment, addresses)
    const [here, there] = [`${source}.${sourcePort}`, `${destination}.${destinationPort}`]
    const bases = basesFor(conversations, here < there ? `${here} ${there}` : `${there} ${here}`, segment)
    return {
      tUs,
      segment: segment.id,
      get text() {
        const family = source.includes(':') ? 'IP6' : 'IP'
        return `${clock(tUs)} ${family} ${here} > ${there}: ${fieldsOf(segment, bases)}`
      },
    }
  })
}

/** What a capture at this place would hold, in its order. */
export function seenAt(trace: Trace, place: CapturePlace): { tUs: Us; segment: TraceSegment }[] {
  const all = Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id))
  const sent = all.filter((segment) => place === 'wire' || (segment.from === place && isOriginal(segment)))
  const arrived = all.filter((segment) => segment.from !== place && segment.fate === 'delivered')
  return [
    ...sent.map((segment) => ({ tUs: segment.sentUs, segment })),
    ...(place === 'wire' ? [] : arrived.map((segment) => ({ tUs: segment.endUs, segment }))),
  ].sort((a, b) => a.tUs - b.tUs || a.segment.id - b.segment.id)
}

/** What its host handed over: copies are made, and forged segments put in, further along the way. */
const isOriginal = (segment: TraceSegment): boolean => segment.copyOf < 0 && !segment.injected

/** The ISNs that tcpdump counts from, by the side whose numbers they are. */
type Bases = Readonly<Record<Side, number>>
const ABSOLUTE: Bases = { C: 0, S: 0 }

/**
 * tcpdump learns the bases of a conversation from its first segment with ACK, or anew from a SYN,ACK, and prints that
 * one as it stands. A segment without ACK it always prints as it stands.
 */
function basesFor(conversations: Map<string, Bases>, key: string, segment: TraceSegment): Bases {
  if ((segment.flags & ACK) === 0) return ABSOLUTE
  const known = conversations.get(key)
  if (known !== undefined && (segment.flags & SYN) === 0) return known
  const own = { [segment.from]: segment.seq, [otherSide(segment.from)]: add(segment.ack, -1) }
  conversations.set(key, own as Record<Side, number>)
  return ABSOLUTE
}

/** Letters of Flags [..], in tcpdump's order. */
const LETTERS: readonly (readonly [number, string])[] = [
  [FIN, 'F'],
  [SYN, 'S'],
  [RST, 'R'],
  [PSH, 'P'],
  [ACK, '.'],
  [URG, 'U'],
]

function fieldsOf(segment: TraceSegment, bases: Bases): string {
  const { from, flags } = segment
  const length = segment.text?.length ?? 0
  const seq = sub(segment.seq, bases[from]) >>> 0
  const ack = sub(segment.ack, bases[otherSide(from)]) >>> 0
  const letters = LETTERS.filter(([bit]) => (flags & bit) !== 0).map(([, letter]) => letter)
  const consumes = length > 0 || (flags & (SYN | FIN | RST)) !== 0
  return [
    `Flags [${letters.length === 0 ? 'none' : letters.join('')}]`,
    ...(consumes ? [length === 0 ? `seq ${seq}` : `seq ${seq}:${add(seq, length)}`] : []),
    ...((flags & ACK) === 0 ? [] : [`ack ${ack}`]),
    `win ${segment.wnd}`,
    ...((flags & URG) === 0 ? [] : [`urg ${segment.up}`]),
    ...(segment.options === null
      ? []
      : [`options [${optionWords(segment.options, bases[otherSide(from)])}]`]),
    `length ${length}`,
  ].join(', ')
}

/** In the order of the bytes (src/engine/wire/tcp-options.ts). */
function optionWords(options: Options, ackBase: number): string {
  const words: string[] = []
  const { mss, sackPermitted, timestamps, windowScale, sack, fastOpen } = options
  if (mss !== undefined) words.push(`mss ${mss}`)
  if (sackPermitted === true) words.push(...(timestamps === undefined ? ['nop', 'nop'] : []), 'sackOK')
  else if (timestamps !== undefined) words.push('nop', 'nop')
  if (timestamps !== undefined) words.push(`TS val ${timestamps.value} ecr ${timestamps.echo}`)
  if (windowScale !== undefined) words.push('nop', `wscale ${windowScale}`)
  if (sack !== undefined) {
    const blocks = sack.map(([left, right]) => `{${sub(left, ackBase) >>> 0}:${sub(right, ackBase) >>> 0}}`)
    words.push('nop', 'nop', `sack ${sack.length} ${blocks.join('')}`)
  }
  if (fastOpen !== undefined) {
    const { cookie } = fastOpen
    // The two spaces are tcpdump's.
    words.push(
      cookie === null ? 'tfo  cookiereq' : `tfo  cookie ${cookie.toString(16).padStart(16, '0')}`,
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
