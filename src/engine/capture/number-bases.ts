import { ACK, RST, SYN, type Text } from '../tcp/segment.ts'
import { add, distance } from '../tcp/seq.ts'
import { otherSide, type Side } from '../tcp/state.ts'
import type { Observed } from './observe.ts'
import type { Range } from './observed-end.ts'

/** What the numbers of a stream count from. */
export interface NumberBases {
  /** ISN of each end; -1 if its SYN was not captured. */
  readonly isn: Readonly<Record<Side, number>>
  /** Where relative numbers begin: the ISN, or one before the first number that is known; -1 if there is none. */
  readonly base: Readonly<Record<Side, number>>
}

export function basesOf(packets: readonly Observed[]): NumberBases {
  const isn = { C: isnOf(packets, 'C'), S: isnOf(packets, 'S') }
  const base = {
    C: isn.C >= 0 ? isn.C : firstNumber(packets, 'C'),
    S: isn.S >= 0 ? isn.S : firstNumber(packets, 'S'),
  }
  return { isn, base }
}

function isnOf(packets: readonly Observed[], side: Side): number {
  return packets.find(({ from, flags }) => from === side && (flags & SYN) !== 0)?.seq ?? -1
}

function firstNumber(packets: readonly Observed[], side: Side): number {
  const own = packets.find(({ from, flags }) => from === side && (flags & RST) === 0)
  if (own !== undefined) return add(own.seq, -1)
  const peer = otherSide(side)
  const acked = packets.find(({ from, flags }) => from === peer && (flags & (ACK | RST)) === ACK)
  return acked === undefined ? -1 : add(acked.ack, -1)
}

/** The base of one segment's own number: a reset that answers a SYN has a literal 0. */
export function seqBaseOf({ from, flags, seq }: Observed, { isn, base }: NumberBases): number {
  const literal = (flags & (RST | ACK)) === (RST | ACK) && seq === 0 && isn[from] !== 0
  return literal ? -1 : base[from]
}

/** Text in the stream that its sender wrote; streams are numbered as in a simulated run. */
export function textOf({ base }: NumberBases, conn: number, from: Side, [first, end]: Range): Text {
  const begin = add(Math.max(0, base[from]), 1)
  return {
    stream: conn * 2 + (from === 'C' ? 0 : 1),
    offset: distance(begin, first),
    length: distance(first, end),
  }
}

/** The numbers of a packet's text: a SYN takes the one before. */
export function textRange({ seq, flags, length }: Observed): Range {
  const first = (flags & SYN) === 0 ? seq : add(seq, 1)
  return [first, add(first, length)]
}
