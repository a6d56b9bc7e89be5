import { ACK, flagNames, has, PSH, RST, SYN } from '../../engine/tcp/segment.ts'
import { otherSide, type Side } from '../../engine/tcp/state.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import type { TraceSegment } from '../../engine/trace/trace.ts'

/** One thing that both did. */
export interface Pair {
  readonly kernel: TraceSegment
  readonly ours: TraceSegment
}

export interface Alignment {
  /** In the order of the kernel. */
  readonly pairs: readonly Pair[]
  /** What only one of them sent. */
  readonly onlyKernel: readonly TraceSegment[]
  readonly onlyOurs: readonly TraceSegment[]
}

/** Lays two runs side by side: the longest common sequence of equal segments, then those that differ in little. */
export function align(kernel: Trace, ours: Trace): Alignment {
  const [theirs, own] = [segmentsOf(kernel), segmentsOf(ours)]
  const [kernelKeys, ourKeys] = [new Keys(kernel), new Keys(ours)]
  const pairs: Pair[] = common(
    theirs.map((segment) => kernelKeys.exact(segment)),
    own.map((segment) => ourKeys.exact(segment)),
  ).map(([k, o]) => ({ kernel: theirs[k] as TraceSegment, ours: own[o] as TraceSegment }))
  let [restOfKernel, restOfOurs] = [without(theirs, pairs), without(own, pairs)]
  for (const segment of restOfKernel) {
    const key = kernelKeys.loose(segment)
    const other = restOfOurs.find((candidate) => ourKeys.loose(candidate) === key)
    if (other === undefined) continue
    pairs.push({ kernel: segment, ours: other })
    restOfOurs = without(restOfOurs, pairs)
  }
  restOfKernel = without(restOfKernel, pairs)
  return {
    pairs: pairs.toSorted((a, b) => a.kernel.id - b.kernel.id),
    onlyKernel: restOfKernel,
    onlyOurs: restOfOurs,
  }
}

export const segmentsOf = (trace: Trace): TraceSegment[] =>
  Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id))

const without = (segments: readonly TraceSegment[], pairs: readonly Pair[]): TraceSegment[] =>
  segments.filter((segment) => !pairs.some((pair) => pair.kernel === segment || pair.ours === segment))

/** Who sent it, with which flags and numbers: what is equal of the same segment in two runs. */
class Keys {
  readonly #trace: Trace
  /** Numbers of all SYNs, forged ones too: no two runs share them, so everything is counted from the nearest. */
  readonly #isns: Record<Side, readonly number[]>

  constructor(trace: Trace) {
    this.#trace = trace
    const syns = segmentsOf(trace).filter((segment) => (segment.flags & SYN) !== 0)
    const isns = (side: Side) => syns.filter(({ from }) => from === side).map(({ seq }) => seq)
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
    const distances = this.#isns[owner].map((isn) => (number - isn) | 0)
    return distances.toSorted((a, b) => Math.abs(a) - Math.abs(b))[0] ?? number
  }
}

/** Places of a longest common subsequence. */
function common(a: readonly string[], b: readonly string[]): [number, number][] {
  const lengths = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i] as number[]
      row[j] = a[i] === b[j] ? 1 + at(i + 1, j + 1) : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const places: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) places.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return places
}
