import type { Fault } from '../../engine/sim/scenario.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import type { TraceSegment } from '../../engine/trace/trace.ts'
import type { ExploredRun } from '../../scenario/explored.ts'

/** What is done to one segment, in the order of the engine's four faults. */
export const KINDS = ['lost', 'copied', 'late', 'very-late'] as const
type Kind = (typeof KINDS)[number]

/** One fault of an explored run: place of the segment among all that are handed over, from 1. */
export interface Mark {
  readonly nth: number
  readonly kind: Kind
}

/** Delays up to this make a segment late, longer ones very late: past the RTO. */
const LATE_US = 1_000_000

export function markOf({ match, ...fault }: Fault): Mark {
  const nth = typeof match.nth === 'number' ? match.nth : 0
  if (fault.do === 'drop') return { nth, kind: 'lost' }
  if (fault.do === 'duplicate') return { nth, kind: 'copied' }
  return { nth, kind: fault.byUs <= LATE_US ? 'late' : 'very-late' }
}

export const keyOf = (marks: readonly Mark[]): string =>
  marks.map(({ nth, kind }) => `${nth} ${kind}`).join(', ')

/** Runs by what was done in them. */
export function byMarks(runs: readonly ExploredRun[]): ReadonlyMap<string, ExploredRun> {
  return new Map(runs.map((run) => [keyOf(run.faults.map(markOf)), run]))
}

/** The segments that faults are counted by: what the senders hand over, in order. */
export function handedOver(trace: Trace): TraceSegment[] {
  return Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id)).filter(
    ({ copyOf, injected }) => copyOf < 0 && !injected,
  )
}

/** A kind of ending: what is equal in all its runs. Times and retransmissions may differ. */
export interface OutcomeClass {
  /** A, B ... by frequency; the ending of the run without faults is always among them. */
  readonly letter: string
  readonly example: ExploredRun
  readonly runs: readonly ExploredRun[]
  /** Shortest and longest time until everything is closed, microseconds; null where that never comes. */
  readonly closedUs: readonly [number, number] | null
}

/** The classes of endings, the most frequent first. */
export function classesOf(runs: readonly ExploredRun[]): OutcomeClass[] {
  const groups = new Map<string, ExploredRun[]>()
  for (const run of runs) {
    const key = endingOf(run)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [run])
    else group.push(run)
  }
  return [...groups.values()]
    .sort((a, b) => b.length - a.length)
    .map((group, i) => ({
      letter: letterOf(i),
      example: group[0] as ExploredRun,
      runs: group,
      closedUs: rangeOf(group),
    }))
}

export function endingOf({ brief, broken }: ExploredRun): string {
  const { states, errors, delivered, foreignBytes, closedUs } = brief
  return JSON.stringify([states, errors, delivered, foreignBytes, closedUs === null, broken])
}

/** A to Z, then AA, AB ... */
function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last
}

function rangeOf(runs: readonly ExploredRun[]): OutcomeClass['closedUs'] {
  const times = runs.flatMap(({ brief }) => (brief.closedUs === null ? [] : [brief.closedUs]))
  return times.length === 0 ? null : [Math.min(...times), Math.max(...times)]
}

/** What the map and the table are ordered and shaded by. */
export const MEASURES = ['ending', 'closed', 'retransmissions', 'errors', 'data'] as const
export type Measure = (typeof MEASURES)[number]

/** A number to sort and to shade by: how rare the ending is; runs that never close come last. */
export type ValueOf = (run: ExploredRun, measure: Measure) => number

export function valuesFor(classes: readonly OutcomeClass[]): ValueOf {
  const places = new Map(classes.flatMap(({ runs }, place) => runs.map((run) => [run, place])))
  return (run, measure) =>
    measure === 'ending' ? (places.get(run) ?? classes.length) : measured(run, measure)
}

function measured({ brief }: ExploredRun, measure: Exclude<Measure, 'ending'>): number {
  switch (measure) {
    case 'closed':
      return brief.closedUs ?? Number.POSITIVE_INFINITY
    case 'retransmissions':
      return brief.retransmissions
    case 'errors':
      return brief.errors.length
    case 'data':
      return brief.delivered.C + brief.delivered.S
  }
}

const SHADES = 5

/** 0 (lightest) to 4: where a run lies between the least and the most of all runs. */
export function shader(
  runs: readonly ExploredRun[],
  measure: Measure,
  valueOf: ValueOf,
): (run: ExploredRun) => number {
  const values = [...new Set(runs.map((run) => valueOf(run, measure)))].sort((a, b) => a - b)
  const rank = new Map(values.map((value, i) => [value, i]))
  const most = Math.max(1, values.length - 1)
  return (run) => Math.round(((rank.get(valueOf(run, measure)) ?? 0) / most) * (SHADES - 1))
}

export function sorted(
  runs: readonly ExploredRun[],
  measure: Measure | 'faults',
  descending: boolean,
  valueOf: ValueOf,
): ExploredRun[] {
  const sign = descending ? -1 : 1
  const compare =
    measure === 'faults'
      ? (a: ExploredRun, b: ExploredRun) => compareMarks(a.faults.map(markOf), b.faults.map(markOf))
      : (a: ExploredRun, b: ExploredRun) => difference(valueOf(a, measure), valueOf(b, measure))
  return [...runs].sort((a, b) => sign * compare(a, b))
}

/** Of two times that never come none is later. */
const difference = (a: number, b: number): number => (a === b ? 0 : a - b)

function compareMarks(a: readonly Mark[], b: readonly Mark[]): number {
  if (a.length !== b.length) return a.length - b.length
  for (const [i, mark] of a.entries()) {
    const other = b[i] as Mark
    if (mark.nth !== other.nth) return mark.nth - other.nth
    if (mark.kind !== other.kind) return KINDS.indexOf(mark.kind) - KINDS.indexOf(other.kind)
  }
  return 0
}
