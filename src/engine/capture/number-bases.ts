import { ACK, RST, SYN } from '../tcp/segment.ts'
import { add } from '../tcp/seq.ts'
import { otherSide, type Side } from '../tcp/state.ts'
import type { Observed } from './observe.ts'

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
