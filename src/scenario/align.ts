import { firstAtOrAfter } from '../base/binary-search.ts'
import { ACK, flagNames, has, PSH, RST, SYN } from '../engine/tcp/segment.ts'
import { otherSide, type Side } from '../engine/tcp/state.ts'
import type { Trace } from '../engine/trace/codec.ts'
import type { TraceSegment } from '../engine/trace/trace.ts'

/** One thing that both runs did. */
interface AlignedPair {
  readonly theirs: TraceSegment
  readonly ours: TraceSegment
}

export interface Alignment {
  /** In the order of theirs. */
  readonly pairs: readonly AlignedPair[]
  /** What only one of them sent. */
  readonly onlyTheirs: readonly TraceSegment[]
  readonly onlyOurs: readonly TraceSegment[]
}

/**
 * Finds which segment of one run is which of another's: first the longest sequence of equal segments in the same order,
 * then those that differ in little. Takes time in proportion to n log n: captures have 50,000 segments.
 */
export function align(theirs: Trace, ours: Trace): Alignment {
  const [theirKeys, ourKeys] = [new Keys(theirs), new Keys(ours)]
  const [all, own] = [segmentsOf(theirs), segmentsOf(ours)]
  const equal = inOrder(
    matches(
      all.map((segment) => theirKeys.exact(segment)),
      own.map((segment) => ourKeys.exact(segment)),
    ),
  )
  const pairs = equal.map(([t, o]) => ({ theirs: at(all, t), ours: at(own, o) }))
  const [restOfTheirs, restOfOurs] = unpaired(all, own, pairs)
  const alike = matches(
    restOfTheirs.map((segment) => theirKeys.loose(segment)),
    restOfOurs.map((segment) => ourKeys.loose(segment)),
  )
  pairs.push(...alike.map(([t, o]) => ({ theirs: at(restOfTheirs, t), ours: at(restOfOurs, o) })))
  const [onlyTheirs, onlyOurs] = unpaired(all, own, pairs)
  return { pairs: pairs.toSorted((a, b) => a.theirs.id - b.theirs.id), onlyTheirs, onlyOurs }
}

/** All segments of a run, in the order in which they were sent. */
export const segmentsOf = (trace: Trace): TraceSegment[] =>
  Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id))

const at = (segments: readonly TraceSegment[], place: number): TraceSegment => segments[place] as TraceSegment

function unpaired(
  theirs: readonly TraceSegment[],
  ours: readonly TraceSegment[],
  pairs: readonly AlignedPair[],
): [TraceSegment[], TraceSegment[]] {
  const taken = new Set(pairs.flatMap((pair) => [pair.theirs, pair.ours]))
  const free = (segment: TraceSegment): boolean => !taken.has(segment)
  return [theirs.filter(free), ours.filter(free)]
}

/** Who sent it, with which flags and numbers: what is equal of the same segment in two runs. */
class Keys {
  readonly #trace: Trace
  /** Numbers of all SYNs, forged ones too: no two runs share them, so everything is counted from the nearest. */
  readonly #isns: Record<Side, readonly number[]>

  constructor(trace: Trace) {
    this.#trace = trace
    const syns = segmentsOf(trace).filter((segment) => (segment.flags & SYN) !== 0)
    const isns = (side: Side) => [...new Set(syns.filter(({ from }) => from === side).map(({ seq }) => seq))]
    this.#isns = { C: isns('C'), S: isns('S') }
  }

  exact(segment: TraceSegment): string {
    const { from, ack, flags, retransmission, probe } = segment
    const acked = (flags & ACK) === 0 ? '' : this.#relative(otherSide(from), ack)
    const length = segment.text?.length ?? 0
    const name = flagNames(flags & ~PSH).join(' ')
    // What only a loss probe calls a retransmission is none of another kind.
    return [this.#start(segment), name, acked, length, retransmission, probe === 'keepalive'].join('|')
  }

  /** The same with another length, acknowledgment or count, or a reset with ACK and one without. */
  loose(segment: TraceSegment): string {
    const flags = segment.flags & (has(segment, RST) ? RST : ~PSH)
    const hasText = segment.text !== null
    return [this.#start(segment), flagNames(flags).join(' '), hasText].join('|')
  }

  #start({ conn, from, seq, injected, copyOf }: TraceSegment): string {
    const { clientPort, spoofed } = this.#trace.connections[conn] ?? {}
    const start = injected ? 'forged' : this.#relative(from, seq)
    return [clientPort, spoofed === null, from, start, injected, copyOf >= 0].join('|')
  }

  #relative(owner: Side, number: number): number {
    let nearest: number | null = null
    for (const isn of this.#isns[owner]) {
      const distance = (number - isn) | 0
      if (nearest === null || Math.abs(distance) < Math.abs(nearest)) nearest = distance
    }
    return nearest ?? number
  }
}

/** Places of equal keys: the first of a key with the first of the other side, the second with the second. */
function matches(a: readonly string[], b: readonly string[]): [number, number][] {
  const places = new Map<string, number[]>()
  for (const [place, key] of b.entries()) {
    const known = places.get(key)
    if (known === undefined) places.set(key, [place])
    else known.push(place)
  }
  const used = new Map<string, number>()
  return a.flatMap((key, place): [number, number][] => {
    const nth = used.get(key) ?? 0
    const other = places.get(key)?.[nth]
    if (other === undefined) return []
    used.set(key, nth + 1)
    return [[place, other]]
  })
}

/** The longest part of these matches in which both places ascend (patience sorting). */
function inOrder(all: readonly [number, number][]): [number, number][] {
  /** By length of a sequence: the least place in which one ends, and the match that ends it. */
  const ends: number[] = []
  const last: number[] = []
  const before: number[] = []
  for (const [i, [, place]] of all.entries()) {
    const length = firstAtOrAfter(ends, place)
    ends[length] = place
    last[length] = i
    before.push(last[length - 1] ?? -1)
  }
  const chosen: [number, number][] = []
  for (let i = last.at(-1) ?? -1; i >= 0; i = before[i] ?? -1) chosen.push(all[i] as [number, number])
  return chosen.reverse()
}
