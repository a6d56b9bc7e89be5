import type { Trace } from '../../engine/trace/codec.ts'
import { factsOfKind, whyChain } from '../../engine/trace/query.ts'
import type { TraceCall, TraceSegment } from '../../engine/trace/trace.ts'
import { ACK, flagNames, RST, SYN } from '../../engine/tcp/segment.ts'
import type { Side } from '../../engine/tcp/state.ts'
import type { KernelCall, KernelScenario, KernelSegment, KernelState, KernelTrace } from './format.ts'
import { sideOf, stepId } from './translate.ts'

/**
 * Holds a run of ours against what a kernel did: order, sender, flags, relative numbers, lengths, fates, kinds of
 * options on SYNs, states of both sides, what calls returned. Times are compared as loosely as kernel timers fire.
 */
export interface Difference {
  /** Which part, for example `segment 7 seq`. */
  readonly what: string
  readonly kernel: string
  readonly ours: string
}

export function compare(scenario: KernelScenario, kernel: KernelTrace, ours: Trace): Difference[] {
  return [
    ...compareSegments(kernel, ours),
    ...compareStates(kernel, ours),
    ...compareCalls(scenario, kernel, ours),
  ]
}

// --- Times ------------------------------------------------------------------------------------------------------

/** Wake-up and emulator latency of one hop. */
const HOP_MS = 2
/** Our clock is exact and the kernel's never early; what is rounded to milliseconds may seem to be. */
const EARLY_MS = 3

/**
 * How late the kernel may fire a timer of this length: its timer wheel (HZ 250) gets coarser with the length, and an
 * RTO follows a round trip that was measured a few milliseconds long.
 */
function timerLatenessMs(lengthMs: number): number {
  const wheel = lengthMs < 252 ? 12 : lengthMs < 2_016 ? 40 : lengthMs < 16_128 ? 270 : 2_080
  return wheel + lengthMs * 0.04
}

/** Lateness that the chain of causes of a fact explains: hops and timers since the last scheduled call. */
function explainedLatenessMs(ours: Trace, fact: number): number {
  let late = HOP_MS
  for (const cause of fact < 0 ? [] : whyChain(ours, fact)) {
    if (cause.kind === 'segment-delivered') late += HOP_MS
    if (cause.kind === 'timer-fired' && cause.cause !== null && 'fact' in cause.cause) {
      late += timerLatenessMs((cause.tUs - ours.fact(cause.cause.fact).tUs) / 1000)
    }
  }
  return late
}

function compareTime(
  what: string,
  kernelMs: number,
  oursUs: number,
  ours: Trace,
  fact: number,
): Difference[] {
  const lateMs = kernelMs - oursUs / 1000
  const allowed = explainedLatenessMs(ours, fact)
  if (lateMs >= -EARLY_MS - allowed && lateMs <= allowed + EARLY_MS) return []
  return [
    { what, kernel: `${kernelMs} ms`, ours: `${oursUs / 1000} ms (at most ${Math.round(allowed)} ms apart)` },
  ]
}

// --- Segments ---------------------------------------------------------------------------------------------------

/** What must be equal of a segment, in one shape for both. */
interface Shape {
  readonly n: number
  readonly conn: string
  readonly from: Side
  readonly flags: string
  readonly seq: number
  readonly ack: number | null
  readonly len: number
  readonly fate: string
  readonly options: string
  readonly copyOf: number
}

function compareSegments(kernel: KernelTrace, ours: Trace): Difference[] {
  const expected = kernel.segments.map(kernelShape)
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
    if (!order.includes(at))
      differences.push({ what: 'segment', kernel: 'nothing', ours: describe(got.shape) })
  }
  return differences
}

function kernelShape(segment: KernelSegment): Shape {
  const seen =
    segment.fate === 'in-flight' ? 'delivered' : segment.fate === 'unroutable' ? 'dropped' : segment.fate
  return {
    n: segment.n,
    conn: segment.conn,
    from: sideOf(segment.from),
    flags: [...segment.flags].sort().join('|'),
    seq: segment.seq,
    ack: segment.ack,
    len: segment.len,
    fate: seen,
    options: segment.flags.includes('SYN') ? optionKinds(segment.options) : '',
    copyOf: segment.dup_of ?? 0,
  }
}

function optionKinds(options: Readonly<Record<string, unknown>>): string {
  return ['mss', 'sackok', 'ts', 'wscale']
    .filter((kind) => options[kind] !== undefined && options[kind] !== false)
    .join(' ')
}

/** Segments that left at one instant by the timers of one side are in no order (several SYN,ACKs of one tick). */
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
  return b !== undefined && a.conn === b.conn && a.from === b.from && a.flags === b.flags && a.seq === b.seq
}

function atOneTick(a: KernelSegment | undefined, b: KernelSegment | undefined): boolean {
  const [first, second] = [a?.t_sent_ms ?? null, b?.t_sent_ms ?? null]
  if (first === null || second === null || a?.from !== b?.from || a?.conn === b?.conn) return false
  return Math.abs(first - second) <= 4
}

/** Our rows in the kernel files' terms: copies after their originals, numbers relative as they count them. */
function ourShapes(ours: Trace, kernel: KernelTrace): { shape: Shape; row: TraceSegment }[] {
  const bases = forgedBases(ours)
  const shapes: { shape: Shape; row: TraceSegment }[] = []
  for (let id = 0; id < ours.segmentCount; id++) {
    const row = ours.segment(id)
    if (row.sentUs > kernel.duration * 1000) continue
    const conn = connName(ours, row)
    if ((row.flags & SYN) !== 0 && !row.injected) bases.set(`${conn} ${row.from}`, row.seq)
    const want = kernel.segments[shapes.length]
    shapes.push({ row, shape: ourShape(row, conn, bases, want, shapes.length + 1) })
  }
  return shapes
}

/** Where nothing but forged SYNs is sent on a pair of ports, their numbers are the base. */
function forgedBases(ours: Trace): Map<string, number> {
  const bases = new Map<string, number>()
  const rows = Array.from({ length: ours.segmentCount }, (_, id) => ours.segment(id))
  for (const row of rows.toReversed()) {
    if ((row.flags & SYN) !== 0 && row.injected) bases.set(`${connName(ours, row)} ${row.from}`, row.seq)
  }
  for (const row of rows) {
    if ((row.flags & SYN) !== 0 && !row.injected) bases.delete(`${connName(ours, row)} ${row.from}`)
  }
  return new Map([...firstRealSyns(ours, rows), ...bases])
}

/** Before its first SYN a side's numbers count from that SYN all the same. */
function firstRealSyns(ours: Trace, rows: readonly TraceSegment[]): Map<string, number> {
  const first = new Map<string, number>()
  for (const row of rows.toReversed()) {
    if ((row.flags & SYN) !== 0 && !row.injected) first.set(`${connName(ours, row)} ${row.from}`, row.seq)
  }
  return first
}

function ourShape(
  row: TraceSegment,
  conn: string,
  bases: ReadonlyMap<string, number>,
  want: KernelSegment | undefined,
  n: number,
): Shape {
  const seqBase = bases.get(`${conn} ${row.from}`)
  const ackBase = bases.get(`${conn} ${row.from === 'C' ? 'S' : 'C'}`)
  const raw = want?.absolute ?? []
  const literalZero = row.seq === 0 && (row.flags & RST) !== 0
  return {
    n,
    conn,
    from: row.from,
    flags: flagNames(row.flags).sort().join('|'),
    seq: relative(row.seq, raw.includes('seq') || literalZero ? undefined : seqBase),
    ack: (row.flags & ACK) === 0 ? null : relative(row.ack, raw.includes('ack') ? undefined : ackBase),
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

/** `Aport-Bport`; a later incarnation that was opened by a SYN of its own gets `#2`, a spoofed one `@host`. */
function connName(ours: Trace, row: TraceSegment): string {
  const connection = ours.connections[row.conn]
  const pair =
    row.from === 'C' ? [row.sourcePort, row.destinationPort] : [row.destinationPort, row.sourcePort]
  const host = connection?.spoofed ?? null
  const spoofed = host === null ? '' : `@${host.split('.').at(-1)}`
  return `${pair.join('-')}${incarnationMark(ours, row)}${spoofed}`
}

/** Counts only incarnations that C or S opened with a SYN of their own that was not forged. */
function incarnationMark(ours: Trace, row: TraceSegment): string {
  const own = ours.connections[row.conn]
  if (own === undefined) return ''
  const opened = ours.connections.filter(
    (other) =>
      other.id <= own.id &&
      other.clientPort === own.clientPort &&
      other.serverPort === own.serverPort &&
      other.spoofed === own.spoofed &&
      beginsWithOwnSyn(ours, other.id),
  ).length
  return opened > 1 ? `#${opened}` : ''
}

function beginsWithOwnSyn(ours: Trace, conn: number): boolean {
  const { segments } = ours.data
  for (let id = 0; id < ours.segmentCount; id++) {
    if (segments.conn[id] !== conn || ((segments.flags[id] ?? 0) & (SYN | ACK)) !== SYN) continue
    return segments.injected[id] === 0
  }
  return false
}

const FIELDS = ['conn', 'from', 'flags', 'seq', 'ack', 'len', 'fate', 'options', 'copyOf'] as const

function compareShapes(want: Shape, got: Shape): Difference[] {
  return FIELDS.filter((field) => want[field] !== got[field]).map((field) => ({
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

// --- States -----------------------------------------------------------------------------------------------------

/** States as the kernel shows them, on each pair of ports of each side. */
function compareStates(kernel: KernelTrace, ours: Trace): Difference[] {
  const differences: Difference[] = []
  const actual = ourStates(ours, kernel.duration * 1000)
  const expected = new Map<string, KernelState[]>()
  for (const state of kernel.states) {
    // A listener's own entry, and a socket that never got a port, are no connections.
    if (state.sock.endsWith('*') || state.sock.startsWith('0>')) continue
    const key = `${state.side} ${state.sock}`
    expected.set(key, [...(expected.get(key) ?? []), state])
  }
  for (const key of new Set([...expected.keys(), ...actual.keys()])) {
    differences.push(...compareStateLists(key, expected.get(key) ?? [], actual.get(key) ?? [], ours))
  }
  return differences
}

interface OurState {
  readonly state: string
  readonly tUs: number
  readonly fact: number
}

/** The states of each pair of ports; LISTEN is the listener's own and no state of a connection there. */
function ourStates(ours: Trace, endUs: number): Map<string, OurState[]> {
  const lists = new Map<string, OurState[]>()
  for (const change of factsOfKind(ours, 'state-changed')) {
    const connection = ours.connections[change.conn]
    if (connection === undefined || change.side === null || change.tUs > endUs) continue
    const [local, remote] =
      change.side === 'C'
        ? [connection.clientPort, connection.serverPort]
        : [connection.serverPort, connection.clientPort]
    const key = `${change.side === 'C' ? 'A' : 'B'} ${local}>${remote}`
    const list = lists.get(key) ?? []
    lists.set(key, list)
    const state = change.to === 'LISTEN' ? 'CLOSED' : change.to
    list.push({ state: state.replaceAll('-', '_'), tUs: change.tUs, fact: change.index })
  }
  return lists
}

function compareStateLists(
  key: string,
  want: readonly KernelState[],
  got: readonly OurState[],
  ours: Trace,
): Difference[] {
  const kernel = want.filter((state, at) => !isPassing(state, want[at - 1], want[at + 1], got))
  const mine = got.filter((state, at) => !isUnseen(state, got[at + 1], kernel))
  const names = { kernel: kernel.map((s) => s.state).join(' '), ours: mine.map((s) => s.state).join(' ') }
  if (names.kernel !== names.ours) return [{ what: `states of ${key}`, ...names }]
  return kernel.flatMap((state, at) => {
    const counterpart = mine[at]
    if (counterpart === undefined) return []
    return compareTime(`${key} ${state.state}`, state.t_ms, counterpart.tUs, ours, counterpart.fact)
  })
}

/**
 * The kernel passes three states that a run of ours does not enter: FIN_WAIT_2 when FIN and the ACK of our FIN come
 * together (RFC 9293 Figure 5 note 2), SYN_RECEIVED when a cookie makes the connection, and CLOSED when a SYN reopens
 * TIME_WAIT, which it does by ending one small socket and making another.
 */
function isPassing(
  state: KernelState,
  before: KernelState | undefined,
  after: KernelState | undefined,
  got: readonly OurState[],
): boolean {
  if (after === undefined || after.t_ms - state.t_ms > HOP_MS) return false
  const passed = `${before?.state ?? ''} ${state.state} ${after.state}`
  if (passed === 'FIN_WAIT_1 FIN_WAIT_2 TIME_WAIT') return !got.some((other) => other.state === 'FIN_WAIT_2')
  if (passed === 'TIME_WAIT CLOSED SYN_RECEIVED') return true
  return passed === ' SYN_RECEIVED ESTABLISHED' && !got.some((other) => other.state === 'SYN_RECEIVED')
}

/** Mini-sockets are polled every 2 ms: one that lives shorter may never be seen. */
const POLLED = new Set(['SYN_RECEIVED', 'FIN_WAIT_2', 'TIME_WAIT'])

function isUnseen(state: OurState, next: OurState | undefined, kernel: readonly KernelState[]): boolean {
  const short = next !== undefined && next.tUs - state.tUs <= HOP_MS * 1000
  return short && POLLED.has(state.state) && !kernel.some((other) => other.state === state.state)
}

// --- Calls ------------------------------------------------------------------------------------------------------

function compareCalls(scenario: KernelScenario, kernel: KernelTrace, ours: Trace): Difference[] {
  return kernel.calls.flatMap((call) => {
    const step = scenario.app[call.side].findIndex(
      (each, index) => stepId(call.side, each, index) === call.id,
    )
    const made = ours.calls.filter((other) => other.side === sideOf(call.side) && other.appStep === step)
    return compareCall(call, made, ours)
  })
}

/** One step may be several calls of ours: recvn and drain are recv() again and again. */
function compareCall(want: KernelCall, made: readonly TraceCall[], ours: Trace): Difference[] {
  const name = `${want.side} ${want.id} ${want.op}()`
  const last = made.at(-1)
  if (last === undefined)
    return [{ what: name, kernel: `called at ${want.t_call_ms} ms`, ours: 'never called' }]
  if (want.t_return_ms === null || last.returnedUs === null) {
    const blocked = (isBlocked: boolean): string => (isBlocked ? 'still blocked' : 'returned')
    const pair = { kernel: blocked(want.t_return_ms === null), ours: blocked(last.returnedUs === null) }
    return pair.kernel === pair.ours ? [] : [{ what: name, ...pair }]
  }
  const result = resultOf(want, made, last, ours)
  const differences: Difference[] = []
  if (String(want.ret) !== String(result)) {
    differences.push({ what: `${name} result`, kernel: String(want.ret), ours: String(result) })
  }
  if (want.errno !== last.errno) {
    differences.push({ what: `${name} errno`, kernel: String(want.errno), ours: String(last.errno) })
  }
  return [
    ...differences,
    ...compareTime(`${name} returned`, want.t_return_ms, last.returnedUs, ours, last.returnedFact),
  ]
}

function resultOf(
  want: KernelCall,
  made: readonly TraceCall[],
  last: TraceCall,
  ours: Trace,
): number | string | null {
  if (last.result === -1) return -1
  if (want.op === 'accept') return `from port ${ours.connections[last.conn]?.clientPort}`
  if (want.op === 'drain' || want.op === 'recvn')
    return made.reduce((sum, call) => sum + (call.result ?? 0), 0)
  return last.result
}
