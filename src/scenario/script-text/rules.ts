import type { Fault, Injection, Match, SegmentKind } from '../../engine/sim/scenario.ts'
import type { Side } from '../../engine/tcp/state.ts'
import { Arguments, readArguments, textOf } from './arguments.ts'
import type { Cursor } from './cursor.ts'
import { fail } from './script-error.ts'

/** Lines that say what the network does to segments, and forged segments. `local` is the host from which `>` points. */

const KINDS: readonly SegmentKind[] = ['SYNACK', 'SYN', 'ACK', 'DATA', 'FIN', 'RST', 'ANY']

/** Reads `lose > FIN 1`, `delay < DATA 1 by 0.06`, `copy <> ANY 2,3 by 20ms`; null if it is none of these. */
export function readFault(cursor: Cursor, local: Side): Fault | null {
  const word = cursor.next(/(?:lose|delay|copy)\b/y)?.[0]
  if (word === undefined) return null
  const match = readMatch(cursor, local)
  if (word === 'lose') return { match, do: 'drop' }
  cursor.need(/by\b/y, 'by')
  return { match, do: word === 'delay' ? 'delay' : 'duplicate', byUs: cursor.needTime() }
}

/** `> FIN 1`, `< ANY 4..`, `<> DATA all after 2 before 3 from-port 80 to-port 81`. */
export function readMatch(cursor: Cursor, local: Side): Match {
  const arrow = cursor.need(/<>|<|>/y, '>')[0]
  const { at } = cursor
  const word = cursor.need(/[A-Z]+/y, KINDS.join(', '))[0]
  const kind = KINDS.find((known) => known === word) ?? fail(at, 'unknown-word', { name: word })
  const nth = readNth(cursor)
  const afterUs = cursor.next(/after\b/y) === null ? null : cursor.needTime()
  const beforeUs = cursor.next(/before\b/y) === null ? null : cursor.needTime()
  const sourcePort = readPort(cursor, /from-port\b/y)
  const destinationPort = readPort(cursor, /to-port\b/y)
  return {
    ...(arrow !== '<>' && { from: fromOf(arrow, local) }),
    kind,
    nth,
    ...(afterUs !== null && { afterUs }),
    ...(beforeUs !== null && { beforeUs }),
    ...(sourcePort !== null && { sourcePort }),
    ...(destinationPort !== null && { destinationPort }),
  }
}

function fromOf(arrow: string, local: Side): Side {
  return (arrow === '>') === (local === 'C') ? 'C' : 'S'
}

function readNth(cursor: Cursor): Match['nth'] {
  if (cursor.next(/all\b/y) !== null) return 'all'
  const from = cursor.next(/(\d{1,7})\.\./y)
  if (from !== null) return { from: Number(from[1]) }
  const list = cursor.next(/\[([\d, ]*)\]/y)
  if (list !== null)
    return (list[1] ?? '')
      .split(',')
      .filter((text) => text.trim() !== '')
      .map(Number)
  return Number(cursor.next(/\d{1,7}/y)?.[0] ?? 1)
}

function readPort(cursor: Cursor, word: RegExp): number | null {
  return cursor.next(word) === null ? null : Number(cursor.need(/\d{1,6}/y, '80')[0])
}

/**
 * Reads `inject > R(seq=C.nxt+100, bytes=5)` behind its time, or behind `upon > SYN 1 +0.02`. The flags are letters of
 * a packet line.
 */
export function readInjection(cursor: Cursor, local: Side, when: Injection['when']): Injection | null {
  if (cursor.next(/inject\b/y) === null) return null
  const from = fromOf(cursor.need(/[<>]/y, '>')[0], local)
  const letters = cursor.need(/[SFRPU.-]+(?=\s*\()/y, 'R')[0]
  const { at } = cursor
  const args = new Arguments(readArguments(cursor), at)
  const number = (name: string): string | number | null => {
    const value = args.named(name)?.value ?? null
    return value === null ? null : /^\d{1,10}$/.test(value) ? Number(value) : value
  }
  const seq = number('seq') ?? fail(at, 'expected', { what: 'seq=C.nxt' })
  const [ack, bytes, windowBytes] = [number('ack'), args.integer('bytes'), args.integer('window')]
  const [spoof, mss, timestamps] = [args.integer('spoof'), args.integer('mss'), args.integer('timestamps')]
  const ports = args.named('ports')
  const label = args.plain()
  args.end()
  return {
    ...(label !== null && { label: textOf(label) }),
    when,
    segment: {
      to: from === 'C' ? 'S' : 'C',
      flags: flagsOf(letters),
      seq,
      ...(ack !== null && { ack }),
      ...(bytes !== null && { bytes }),
      ...(windowBytes !== null && { windowBytes }),
      ...(ports !== null && { ports: portsOf(ports.value, ports.at) }),
      ...(spoof !== null && { spoof }),
      ...(mss !== null && { mss }),
      ...(timestamps !== null && { timestamps: timestamps !== 0 }),
    },
  }
}

const FLAGS: readonly (readonly [letter: string, flag: string])[] = [
  ['S', 'SYN'],
  ['F', 'FIN'],
  ['R', 'RST'],
  ['P', 'PSH'],
  ['U', 'URG'],
  ['.', 'ACK'],
]

/** In the order of the letters; `-` is none. */
function flagsOf(letters: string): string[] {
  return Array.from(letters).flatMap((letter) => FLAGS.find(([known]) => known === letter)?.[1] ?? [])
}

export function flagLetters(flags: readonly string[]): string {
  const letters = flags.map((flag) => FLAGS.find(([, name]) => name === flag)?.[0] ?? '')
  return letters.length === 0 ? '-' : letters.join('')
}

/** `49152:443`: port of C, port of S. */
function portsOf(value: string, at: number): [number, number] {
  const found = /^(\d{1,6}):(\d{1,6})$/.exec(value)
  return found === null ? fail(at, 'expected', { what: '49152:443' }) : [Number(found[1]), Number(found[2])]
}
