import { flagNames, has, SYN } from '../../engine/tcp/segment.ts'
import { SIDES } from '../../engine/tcp/state.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import { stateIntervals } from '../../engine/trace/query.ts'
import type { TraceSegment, Us } from '../../engine/trace/trace.ts'
import { align } from '../../scenario/align.ts'
import { timerLatenessMs } from '../../scenario/kernel/times.ts'
import { explainAlone, explainAnswered, explainLate, explainPair, onlyAnsweredBy } from './explain.ts'
import { type Pair, type Waits, waitsOf } from './waits.ts'

/** Why a kernel does something else; each has a text. */
export const REASONS = [
  'syn-options',
  'linear-syn',
  'tail-loss-probe',
  'rto-minimum',
  'rack',
  'delayed-ack',
  'dsack',
  'duplicate-syn',
  'syn-after-rst',
  'listen-queue',
  'reset-with-ack',
  'segment-size',
  'time-wait-length',
  'errno',
  /** It comes of a difference before it. */
  'follows',
] as const

export type Reason = (typeof REASONS)[number] | 'unexplained'

/** One thing that a kernel did otherwise. */
export interface Difference {
  readonly why: Reason
  /** Segments that show it, or null where there is none. */
  readonly kernel: TraceSegment | null
  readonly ours: TraceSegment | null
  /** The moment in the kernel's run, or in ours where the kernel did nothing. */
  readonly tUs: Us
  /** How long each waited for it, where that is the difference. */
  readonly waits: Waits | null
  /** What each said, where that is the difference. */
  readonly said: readonly [kernel: string, ours: string] | null
}

export interface Judgement {
  readonly differences: readonly Difference[]
  /** Segments that both sent, alike and in time. */
  readonly alike: number
  /** The most by which one of those was late or early, microseconds. */
  readonly latestUs: Us
}

/** What is not said of a difference. */
const NOTHING = { kernel: null, ours: null, waits: null, said: null }

/** Everything that the kernel did otherwise than a run of ours, in the order in which it shows. */
export function judge(kernel: Trace, ours: Trace): Judgement {
  const { pairs: aligned, onlyTheirs, onlyOurs } = align(kernel, ours)
  const pairs = aligned.map((pair): Pair => ({ kernel: pair.theirs, ours: pair.ours }))
  const all = pairs.map((pair) => judgePair(pair, pairs, kernel, ours))
  const inTime = all.flatMap(({ lateUs }) => (lateUs === null ? [] : [lateUs]))
  const answered = onlyAnsweredBy(onlyTheirs)
  const alone = [
    ...onlyTheirs.map(
      (segment): Difference => ({
        ...NOTHING,
        why: answered.has(segment.conn)
          ? explainAnswered(segment)
          : explainAlone(segment, kernel, ours, true),
        kernel: segment,
        tUs: segment.sentUs,
      }),
    ),
    // What would have come after the kernel's last moment nobody knows.
    ...onlyOurs
      .filter(({ sentUs }) => sentUs <= kernel.endUs)
      .map(
        (segment): Difference => ({
          ...NOTHING,
          why: explainAlone(segment, ours, kernel, false),
          ours: segment,
          tUs: segment.sentUs,
        }),
      ),
  ]
  const found = [
    ...options(pairs),
    ...timeWaits(kernel, ours),
    ...failures(kernel, ours),
    ...all.flatMap(({ difference }) => (difference === null ? [] : [difference])),
    ...alone,
  ]
  return {
    differences: settled(inOrder(joined(found))),
    alike: inTime.length,
    latestUs: inTime.reduce((most, lateUs) => Math.max(most, lateUs), 0),
  }
}

/** What is different of two segments, or by how much the kernel's was late or early. */
function judgePair(
  pair: Pair,
  pairs: readonly Pair[],
  kernel: Trace,
  ours: Trace,
): { readonly difference: Difference | null; readonly lateUs: Us | null } {
  const waits = waitsOf(pair, pairs, ours)
  const base = { ...NOTHING, ...pair, tUs: pair.kernel.sentUs }
  const unlike = explainPair(pair)
  if (unlike !== null) {
    const said = [saidBy(pair.kernel, unlike), saidBy(pair.ours, unlike)] as const
    return { difference: { ...base, why: unlike, said }, lateUs: null }
  }
  if (isInTime(waits)) return { difference: null, lateUs: Math.abs(waits.kernelUs - waits.oursUs) }
  return { difference: { ...base, why: explainLate(pair, waits, kernel), waits }, lateUs: null }
}

/** What is unlike in a segment, in few letters. */
const saidBy = ({ flags, text }: TraceSegment, why: Reason): string =>
  why === 'segment-size' ? `${text?.length ?? 0} B` : flagNames(flags).join(' ')

/** Kernel timers fire late and never early; a hop takes a little longer in the real world. */
function isInTime({ kernelUs, oursUs, byTimer }: Waits): boolean {
  const late = kernelUs - oursUs
  const allowedUs = 6_000 + (byTimer ? timerLatenessMs(oursUs / 1_000) * 1_000 : 0)
  return late <= allowedUs && late >= -allowedUs
}

/** What only one did and what only the other did at that place is one difference. */
function joined(found: readonly Difference[]): Difference[] {
  const left = inOrder(found)
  const result: Difference[] = []
  while (left.length > 0) {
    const one = left.shift() as Difference
    const at = left.findIndex((other) => isOtherHalf(one, other))
    const [other] = at < 0 ? [] : left.splice(at, 1)
    result.push(other === undefined ? one : whole(one, other))
  }
  return result
}

function whole(a: Difference, b: Difference): Difference {
  const [kernel, ours] = [a.kernel ?? b.kernel, a.ours ?? b.ours] as [TraceSegment, TraceSegment]
  const said = [saidBy(kernel, a.why), saidBy(ours, a.why)] as const
  return { ...a, kernel, ours, tUs: kernel.sentUs, said }
}

const placeOf = ({ kernel, ours }: Difference): number => (kernel ?? ours)?.id ?? -1

const inOrder = (found: readonly Difference[]): Difference[] =>
  found.toSorted((a, b) => a.tUs - b.tUs || placeOf(a) - placeOf(b))

/** Halves of one difference lie within this much time. */
const NEAR_US = 60_000

function isOtherHalf(one: Difference, other: Difference): boolean {
  if (one.why !== other.why || Math.abs(one.tUs - other.tUs) > NEAR_US) return false
  const [a, b] = [one.kernel ?? one.ours, other.kernel ?? other.ours]
  return (
    a?.from === b?.from &&
    a !== undefined &&
    (one.kernel === null) !== (other.kernel === null) &&
    (one.ours === null) !== (other.ours === null)
  )
}

/** What nobody can explain by itself comes of something before it. */
function settled(found: readonly Difference[]): Difference[] {
  const isCause = ({ why }: Difference) => why !== 'syn-options' && why !== 'unexplained'
  return found.map((one, at) =>
    one.why === 'unexplained' && found.slice(0, at).some(isCause) ? { ...one, why: 'follows' } : one,
  )
}

// --- What is not a matter of single segments ----------------------------------------------------------------------

/** Of all SYNs the first tells it. */
function options(pairs: readonly Pair[]): Difference[] {
  const pair = pairs.find(
    ({ kernel, ours }) => has(kernel, SYN) && !kernel.injected && kinds(kernel) !== kinds(ours),
  )
  if (pair === undefined) return []
  const said = [kinds(pair.kernel), kinds(pair.ours)] as const
  return [{ ...NOTHING, why: 'syn-options', ...pair, tUs: pair.kernel.sentUs, said }]
}

const kinds = ({ options: all }: TraceSegment): string =>
  [
    all?.mss === undefined ? [] : ['MSS'],
    all?.sackPermitted === true ? ['SACK'] : [],
    all?.timestamps === undefined ? [] : ['TS'],
    all?.windowScale === undefined ? [] : ['WS'],
  ]
    .flat()
    .join(' ')

/** Only where a kernel was watched until the end of TIME-WAIT. */
function timeWaits(kernel: Trace, ours: Trace): Difference[] {
  return SIDES.flatMap((side): Difference[] => {
    const [k, o] = [kernel, ours].map((trace) =>
      stateIntervals(trace, side).find(({ state }) => state === 'TIME-WAIT'),
    )
    if (k === undefined || o === undefined || k.toUs >= kernel.endUs) return []
    const waits = { kernelUs: k.toUs - k.fromUs, oursUs: o.toUs - o.fromUs, byTimer: true }
    return isInTime(waits) ? [] : [{ ...NOTHING, why: 'time-wait-length', tUs: k.toUs }]
  })
}

function failures(kernel: Trace, ours: Trace): Difference[] {
  const all = (trace: Trace) => trace.calls.filter(({ errno }) => errno !== null)
  const rest = all(ours)
  return all(kernel).flatMap((call): Difference[] => {
    const at = rest.findIndex((other) => other.side === call.side && other.call === call.call)
    const [other] = at < 0 ? [] : rest.splice(at, 1)
    if (other === undefined || other.errno === call.errno) return []
    const said = [`${call.call}() ${call.errno}`, `${other.call}() ${other.errno}`] as const
    return [{ ...NOTHING, why: 'errno', tUs: call.returnedUs ?? call.atUs, said }]
  })
}
