import { ACK, FIN, PSH, RST, SYN, URG } from '../../engine/tcp/segment.ts'
import type { Options } from '../../engine/tcp/options.ts'
import type { Cursor } from './cursor.ts'
import { fail } from './script-error.ts'

/** A segment as a line tells it. Numbers count from the ISN of the host whose they are. */
export interface PacketLine {
  /** `>`: sent by the local host; `<`: reaches it. */
  readonly direction: '>' | '<'
  readonly flags: number
  readonly seq: number
  readonly length: number
  /** Null where there is no ACK. */
  readonly ack: number | null
  /** The window field; null: not said. */
  readonly wnd: number | null
  /** Null: not said. */
  readonly options: Options | null
}

/** Letters of flags and their bits, in the order in which they are written. */
export const LETTERS: ReadonlyMap<string, number> = new Map([
  ['S', SYN],
  ['F', FIN],
  ['R', RST],
  ['P', PSH],
  ['U', URG],
  ['.', ACK],
])

const NUMBERS = /(\d{1,10})(?::(\d{1,10}))?\((\d{1,5})\)/y

/** Reads `> P. 1:101(100) ack 1 win 65535 <mss 1460>`; null if no arrow stands here. */
export function readPacket(cursor: Cursor): PacketLine | null {
  const arrow = cursor.next(/[<>]/y)
  if (arrow === null) return null
  const flags = readFlags(cursor)
  const numbersAt = cursor.at
  const numbers = cursor.next(NUMBERS)
  const seq = Number(numbers?.[1] ?? 0)
  const length = Number(numbers?.[3] ?? 0)
  const to = Number(numbers?.[2] ?? seq + length)
  if (to !== (seq + length) % 0x1_0000_0000) fail(numbersAt, 'numbers-disagree', { from: seq, length, to })
  const ack = readNumber(cursor, /ack\b/y)
  if (ack === null && (flags & ACK) !== 0) fail(cursor.at, 'ack-without-number', {})
  const wnd = readNumber(cursor, /win\b/y)
  if (readNumber(cursor, /urg\b/y) !== null && (flags & URG) === 0) fail(cursor.at, 'expected', { what: 'U' })
  const options = cursor.next(/</y) === null ? null : readOptions(cursor)
  return { direction: arrow[0] === '>' ? '>' : '<', flags, seq, length, ack, wnd, options }
}

function readFlags(cursor: Cursor): number {
  if (cursor.next(/-(?=\s)/y) !== null) return 0
  const letters = cursor.need(/[SFRPUEWC.]+(?=\s|$)/y, 'S S. . P. F. R R.')[0]
  return Array.from(letters).reduce((flags, letter) => flags | (LETTERS.get(letter) ?? 0), 0)
}

function readNumber(cursor: Cursor, word: RegExp): number | null {
  if (cursor.next(word) === null) return null
  return Number(cursor.need(/\d{1,10}/y, '1')[0])
}

/** `mss 1460,nop,wscale 7,sackOK,TS val 1 ecr 0,sack 1:2 3:4>`; `...` stands for any others. */
function readOptions(cursor: Cursor): Options {
  let options: Options = {}
  while (cursor.next(/>/y) === null) {
    const { at } = cursor
    const word = cursor.need(/nop|eol|sackOK|mss|wscale|TS|sack|FO\w*|\.\.\./y, '>')[0]
    options = { ...options, ...readOption(cursor, word, at) }
    cursor.next(/,/y)
  }
  return options
}

function readOption(cursor: Cursor, word: string, at: number): Options {
  const number = (): number => Number(cursor.need(/\d{1,10}/y, '1')[0])
  switch (word) {
    case 'mss':
      return { mss: number() }
    case 'wscale':
      return { windowScale: number() }
    case 'sackOK':
      return { sackPermitted: true }
    case 'TS':
      cursor.need(/val\b/y, 'val')
      return { timestamps: { value: number(), echo: cursor.need(/ecr\b/y, 'ecr') && number() } }
    case 'sack': {
      const sack: [number, number][] = []
      for (
        let block = cursor.next(/(\d{1,10}):(\d{1,10})/y);
        block !== null;
        block = cursor.next(/(\d{1,10}):(\d{1,10})/y)
      )
        sack.push([Number(block[1]), Number(block[2])])
      return { sack }
    }
    case 'nop':
    case 'eol':
    case '...':
      return {}
    default:
      return fail(at, 'unknown-word', { name: word })
  }
}
