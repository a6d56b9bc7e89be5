import { ACK, flagNames, RST, SYN } from '../../engine/tcp/segment.ts'
import type { Side } from '../../engine/tcp/state.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import type { TraceSegment } from '../../engine/trace/trace.ts'
import type { Difference } from './difference.ts'
import type { KernelSegment, KernelSide, KernelTrace } from './format.ts'
import { type Bases, Numbers } from './numbers.ts'
import { compareTime, HOP_MS, mayComeTooLate } from './times.ts'
import { sideOf } from './translate.ts'

/** What must be equal of a segment, in one shape for both. */
interface Shape {
  readonly n: number
  readonly conn: string
  readonly from: Side
  readonly flags: string
  readonly seq: number
  readonly ack: number | null
  /** The same two counted from the ISN of each earlier incarnation of these ports, and as they are if forged. */
  readonly seqFrom: readonly (number | undefined)[]
  readonly ackFrom: readonly (number | undefined)[]
  readonly len: number
  readonly fate: string
  readonly options: string
  readonly copyOf: number
}

export function compareSegments(kernel: KernelTrace, ours: Trace): Difference[] {
  const differences = compareAll(kernel, ours)
  const combined = withoutHastyAcks(kernel.segments)
  if (differences.length === 0 || combined.length === kernel.segments.length) return differences
  const others = compareAll({ ...kernel, segments: combined }, ours)
  return others.length < differences.length ? others : differences
}

/**
 * A process that answers a FIN at once finds its ACK just gone or still to come: one tick decides, and repeated runs
 * differ. This is the capture as it would be had each such answer come in time to carry the ACK.
 */
function withoutHastyAcks(segments: readonly KernelSegment[]): KernelSegment[] {
  const kept = segments.filter((segment, at) => !isHastyAck(segment, segments.slice(at + 1)))
  const places = new Map(kept.map((segment, at) => [segment.n, at + 1]))
  return kept.map((segment) => ({
    ...segment,
    n: places.get(segment.n) ?? segment.n,
    ...(segment.dup_of !== undefined && { dup_of: places.get(segment.dup_of) ?? segment.dup_of }),
  }))
}

/** A pure ACK of a FIN that data or a FIN follows at once with the same numbers. */
function isHastyAck(segment: KernelSegment, later: readonly KernelSegment[]): boolean {
  const next = later.find((other) => other.from === segment.from && other.conn === segment.conn)
  if (segment.flags.join() !== 'ACK' || segment.len > 0 || next === undefined) return false
  if (next.len === 0 && !next.flags.includes('FIN')) return false
  const apart = (next.t_sent_ms ?? Infinity) - (segment.t_sent_ms ?? 0)
  return next.seq === segment.seq && next.ack === segment.ack && apart <= HOP_MS
}

function compareAll(kernel: KernelTrace, ours: Trace): Difference[] {
  const expected = kernel.segments.map((segment) => kernelShape(segment, kernel.segments))
  const actual = ourShapes(ours, kernel)
  const order = pairUp(expected, actual, kernel)
  const differences: Difference[] = []
  for (const [at, want] of expected.entries()) {
    const got = actual[order[at] ?? -1]
    if (got === undefined) {
      differences.push({ what: `segment ${want.n}`, kernel: describe(want), ours: 'nothing' })
      continue
    }
    differences.push(
      ...compareShapes(want, got.shape),
      ...compareSegmentTimes(kernel.segments[at], got.row, ours),
    )
  }
  for (const [at, got] of actual.entries()) {
    if (!order.includes(at) && !mayComeTooLate(kernel.duration, got.row.sentUs, ours, got.row.sentFact))
      differences.push({ what: 'segment', kernel: 'nothing', ours: describe(got.shape) })
  }
  return differences
}

function kernelShape(segment: KernelSegment, all: readonly KernelSegment[]): Shape {
  const seen =
    segment.fate === 'in-flight' ? 'delivered' : segment.fate === 'unroutable' ? 'dropped' : segment.fate
  return {
    n: segment.n,
    conn: segment.conn,
    from: sideOf(segment.from),
    flags: [...segment.flags].sort().join('|'),
    seq: kernelNumber(segment, 'seq', segment.seq, segment.from, all),
    ack:
      segment.ack === null
        ? null
        : kernelNumber(segment, 'ack', segment.ack, segment.from === 'A' ? 'B' : 'A', all),
    seqFrom: kernelNumbersFrom(segment, 0, segment.from, all),
    ackFrom: kernelNumbersFrom(segment, 1, segment.from === 'A' ? 'B' : 'A', all),
    len: segment.len,
    fate: seen,
    options: segment.flags.includes('SYN') ? optionKinds(segment.options) : '',
    copyOf: segment.dup_of ?? 0,
  }
}

/**
 * A number that is marked absolute had no SYN of its own incarnation to count from. If an earlier incarnation on the
 * same ports had one, it counts from that: ISNs are random and differ from ours.
 */
function kernelNumber(
  segment: KernelSegment,
  field: 'seq' | 'ack',
  number: number,
  owner: KernelSide,
  all: readonly KernelSegment[],
): number {
  if (segment.absolute?.includes(field) !== true || (field === 'seq' && number === 0)) return number
  const ports = segment.conn.split('#')[0]
  const syn = all.findLast(
    (other) =>
      other.n < segment.n &&
      other.from === owner &&
      other.flags.includes('SYN') &&
      !isForged(other) &&
      other.conn.split('#')[0] === ports,
  )
  const isn = syn?.raw_seq_ack?.[0]
  return isn === undefined ? number : (number - isn) | 0
}

/** A number of the wire, counted from each ISN that its owner had on these ports before, and from 0 if it was forged. */
function kernelNumbersFrom(
  segment: KernelSegment,
  field: 0 | 1,
  owner: KernelSide,
  all: readonly KernelSegment[],
): (number | undefined)[] {
  const raw = segment.raw_seq_ack?.[field]
  if (raw === undefined) return []
  const [ports, life] = segment.conn.split('#')
  const lives = Array.from({ length: Number(life ?? 1) }, (_, at) =>
    at === 0 ? ports : `${ports}#${at + 1}`,
  )
  const isns = lives.map(
    (conn) =>
      all.findLast(
        (other) =>
          other.n < segment.n &&
          other.conn === conn &&
          other.from === owner &&
          other.flags.includes('SYN') &&
          !isForged(other),
      )?.raw_seq_ack?.[0],
  )
  return numbersFrom(raw, isns, isForged(segment))
}

function numbersFrom(
  raw: number,
  isns: readonly (number | undefined)[],
  forged: boolean,
): (number | undefined)[] {
  const earlier = isns.slice(0, -1)
  return [
    forged ? raw : undefined,
    ...earlier.map((isn) => (isn === undefined ? undefined : (raw - isn) | 0)),
  ]
}

function isForged(segment: KernelSegment): boolean {
  return (segment.injected ?? false) !== false
}

function optionKinds(options: Readonly<Record<string, unknown>>): string {
  return ['mss', 'sackok', 'ts', 'wscale']
    .filter((kind) => options[kind] !== undefined && options[kind] !== false)
    .join(' ')
}

/** One step of the kernel's clock (HZ 250). */
const TICK_MS = 4

/**
 * Segments that left at one instant by the timers of one side are in no order (several SYN,ACKs of one tick), and
 * neither are those of two ends that had not heard of each other's yet.
 */
function pairUp(
  expected: readonly Shape[],
  actual: readonly { shape: Shape; row: TraceSegment }[],
  kernel: KernelTrace,
): number[] {
  const order = expected.map((_, at) => at)
  for (const [at, want] of expected.entries()) {
    const here = order[at]
    if (here === undefined || sameSegment(want, actual[here]?.shape)) continue
    const other = order.findIndex(
      (candidate, later) =>
        later > at &&
        atOneTick(kernel.segments[at], kernel.segments[later]) &&
        sameSegment(want, actual[candidate]?.shape),
    )
    const swap = order[other]
    if (swap === undefined) continue
    order[at] = swap
    order[other] = here
  }
  return order
}

function sameSegment(a: Shape, b: Shape | undefined): boolean {
  if (b === undefined || a.conn !== b.conn || a.from !== b.from || a.flags !== b.flags) return false
  return isSame(a, b, 'seq')
}

function atOneTick(a: KernelSegment | undefined, b: KernelSegment | undefined): boolean {
  const [first, second] = [a?.t_sent_ms ?? null, b?.t_sent_ms ?? null]
  if (first === null || second === null || Math.abs(first - second) > TICK_MS) return false
  if (a?.from === b?.from) return a?.conn !== b?.conn
  // What one end sends has no order to what the other sends before either has heard of it.
  return second < (a?.t_delivered_ms ?? Infinity) && first < (b?.t_delivered_ms ?? Infinity)
}

/** Our rows in the kernel files' terms: numbers relative as they count them, incarnations as they tell them apart. */
function ourShapes(ours: Trace, kernel: KernelTrace): { shape: Shape; row: TraceSegment }[] {
  const rows = Array.from({ length: ours.segmentCount }, (_, id) => ours.segment(id)).filter(
    (row) => row.sentUs <= kernel.duration * 1000,
  )
  const numbers = new Numbers(ours, rows)
  return rows.map((row, at) => ({
    row,
    shape: ourShape(row, numbers.next(row), kernel.segments[at], at + 1),
  }))
}

function ourShape(row: TraceSegment, bases: Bases, want: KernelSegment | undefined, n: number): Shape {
  const raw = want?.absolute ?? []
  const literalZero = row.seq === 0 && (row.flags & RST) !== 0
  return {
    n,
    conn: bases.conn,
    from: row.from,
    flags: flagNames(row.flags).sort().join('|'),
    seq: relative(row.seq, literalZero ? undefined : raw.includes('seq') ? bases.oldSeq : bases.seq),
    ack: (row.flags & ACK) === 0 ? null : relative(row.ack, raw.includes('ack') ? bases.oldAck : bases.ack),
    seqFrom: numbersFrom(row.seq, bases.isns[row.from], row.injected),
    ackFrom: numbersFrom(row.ack, bases.isns[row.from === 'C' ? 'S' : 'C'], row.injected),
    len: row.text?.length ?? 0,
    fate: row.fate === 'delivered' || row.fate === 'in-flight' ? 'delivered' : 'dropped',
    options:
      (row.flags & SYN) === 0
        ? ''
        : optionKinds({
            mss: row.options?.mss,
            sackok: row.options?.sackPermitted,
            ts: row.options?.timestamps,
            wscale: row.options?.windowScale,
          }),
    copyOf: row.copyOf < 0 ? 0 : row.copyOf + 1,
  }
}

function relative(number: number, base: number | undefined): number {
  return base === undefined ? number : (number - base) | 0
}

const FIELDS = ['conn', 'from', 'flags', 'seq', 'ack', 'len', 'fate', 'options', 'copyOf'] as const

/**
 * A forged number is the same if it was forged as the same, and a number of an earlier incarnation if it lies as far
 * from the ISN of that one: from the present ISN both are as far as chance will have it.
 */
function isSame(want: Shape, got: Shape, field: (typeof FIELDS)[number]): boolean {
  if (want[field] === got[field]) return true
  if (field !== 'seq' && field !== 'ack') return false
  if (want[field] === null || got[field] === null) return false
  const [wanted, given] = field === 'seq' ? [want.seqFrom, got.seqFrom] : [want.ackFrom, got.ackFrom]
  return wanted.some((number, at) => number !== undefined && number === given[at])
}

function compareShapes(want: Shape, got: Shape): Difference[] {
  return FIELDS.filter((field) => !isSame(want, got, field)).map((field) => ({
    what: `segment ${want.n} (${describe(want)}) ${field}`,
    kernel: String(want[field]),
    ours: String(got[field]),
  }))
}

function compareSegmentTimes(want: KernelSegment | undefined, got: TraceSegment, ours: Trace): Difference[] {
  if (want === undefined) return []
  const sent = want.t_sent_ms ?? want.t_delivered_ms
  if (sent === null) return []
  const times = compareTime(`segment ${want.n} sent`, sent, got.sentUs, ours, got.sentFact)
  if (want.t_delivered_ms === null || want.t_sent_ms === null || got.fate !== 'delivered') return times
  return [
    ...times,
    ...compareTime(`segment ${want.n} delivered`, want.t_delivered_ms, got.endUs, ours, got.sentFact),
  ]
}

function describe(shape: Shape): string {
  return `${shape.from} ${shape.flags} seq ${shape.seq} ack ${shape.ack ?? '-'} len ${shape.len} ${shape.fate}`
}
