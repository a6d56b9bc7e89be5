import { relativeAck, relativeSeq } from '../../diagram/segment-text.ts'
import type { CallOutcome } from '../../engine/trace/call-outcomes.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import { type Outcome, outcomeOf, type PathStep, type SideOutcome } from '../../engine/trace/outcome.ts'
import type { TraceSegment, Us } from '../../engine/trace/trace.ts'
import { SIDES, type Side } from '../../engine/tcp/state.ts'

/** What one run has in one row of the table. The words for it stand in i18n/<language>/compare.ts. */
export type Cell =
  | { readonly kind: 'count'; readonly value: number }
  | { readonly kind: 'bytes'; readonly value: number; readonly labels: readonly string[] }
  /** Null: it never comes to that. */
  | { readonly kind: 'moment'; readonly us: Us | null }
  | { readonly kind: 'length'; readonly us: Us }
  | { readonly kind: 'answer'; readonly yes: boolean | null }
  | { readonly kind: 'segment'; readonly segment: TraceSegment | null }
  /** From the last state that all runs share on. */
  | { readonly kind: 'path'; readonly steps: readonly PathStep[] }
  | { readonly kind: 'call'; readonly call: CallOutcome | null }

/** One thing in which runs are not the same. */
export interface DifferenceRow {
  /** For example `foreign.S`, or `call.C.0` for the first step of the client's script. */
  readonly id: string
  readonly measure: Measure
  readonly side: Side | null
  /** One for each run. */
  readonly cells: readonly Cell[]
}

/** Measures of a whole run, in the order in which the table has them. */
const OF_RUN = {
  closed: ({ closedUs }) => moment(closedUs),
  segments: ({ segments }) => count(segments),
  retransmissions: ({ retransmissions }) => count(retransmissions),
  losses: ({ losses }) => count(losses),
  resets: ({ resets }) => count(resets),
  strays: ({ strays }) => count(strays),
} as const satisfies Record<string, (outcome: Outcome) => Cell>

/** Measures of one side of it. */
const OF_SIDE = {
  foreign: (side) => ({ kind: 'bytes', value: side.foreignBytes, labels: side.foreignLabels }),
  undelivered: (side) => ({ kind: 'bytes', value: side.undeliveredBytes, labels: [] }),
  established: (side) => moment(side.establishedUs),
  confirmed: (side) => ({ kind: 'answer', yes: side.synConfirmed }),
  'time-wait': (side) => ({ kind: 'length', us: side.timeWaitUs }),
  port: (side) => moment(side.freeUs),
  delivered: (side) => ({ kind: 'bytes', value: side.deliveredBytes, labels: [] }),
  refused: (side) => count(side.refusedSyns),
} as const satisfies Record<string, (side: SideOutcome) => Cell>

export type Measure = keyof typeof OF_RUN | keyof typeof OF_SIDE | 'first-segment' | 'path' | 'call'

const count = (value: number): Cell => ({ kind: 'count', value })
const moment = (us: Us | null): Cell => ({ kind: 'moment', us })

/** Everything in which the runs differ, nothing in which they are the same. `asked`: ids of rows that come first. */
export function differences(traces: readonly Trace[], asked: readonly string[] = []): DifferenceRow[] {
  const outcomes = traces.map(outcomeOf)
  const rows = [
    row('first-segment', null, firstSegments(traces)),
    ...SIDES.map((side) => row('path', side, pathsFrom(outcomes.map(({ sides }) => sides[side].path)))),
    ...entries(OF_RUN).map(([measure, of]) => row(measure, null, outcomes.map(of))),
    ...entries(OF_SIDE).flatMap(([measure, of]) =>
      SIDES.map((side) =>
        row(
          measure,
          side,
          outcomes.map(({ sides }) => of(sides[side])),
        ),
      ),
    ),
    ...SIDES.flatMap((side) => callRows(side, outcomes)),
  ]
  const rank = ({ id }: DifferenceRow): number => (asked.includes(id) ? asked.indexOf(id) : asked.length)
  return rows.filter(({ cells }) => !allSame(cells)).sort((a, b) => rank(a) - rank(b))
}

const entries = <K extends string, V>(record: Readonly<Record<K, V>>): [K, V][] =>
  Object.entries(record) as [K, V][]

function row(measure: Measure, side: Side | null, cells: readonly Cell[], index?: number): DifferenceRow {
  const id = [measure, ...(side === null ? [] : [side]), ...(index === undefined ? [] : [index])].join('.')
  return { id, measure, side, cells }
}

/** What can be seen of a cell: rows of traces have numbers of their own. */
function allSame(cells: readonly Cell[]): boolean {
  const [first, ...others] = cells.map((cell) => JSON.stringify(visible(cell)))
  return others.every((other) => other === first)
}

function visible(cell: Cell): unknown {
  switch (cell.kind) {
    case 'segment':
      return cell.segment === null ? null : wire(cell.segment)
    case 'path':
      return cell.steps.map(stateAndEdge)
    case 'call': {
      if (cell.call === null) return null
      const { call, tookUs, bytes, result, errno, labels } = cell.call
      return [call, tookUs, bytes, result, errno, labels]
    }
    default:
      return cell
  }
}

/** The first segments that are not alike, in the order of sending and whatever the time. */
function firstSegments(traces: readonly Trace[]): Cell[] {
  const runs = traces.map((trace) => Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id)))
  const longest = Math.max(...runs.map((run) => run.length))
  let at = 0
  while (at < longest && new Set(runs.map((run) => wire(run[at] ?? null))).size === 1) at++
  return runs.map((run) => ({ kind: 'segment', segment: run[at] ?? null }))
}

function wire(segment: TraceSegment | null): string {
  if (segment === null) return ''
  const { from, flags, text, fate, copyOf } = segment
  return JSON.stringify([
    from,
    flags,
    relativeSeq(segment),
    relativeAck(segment),
    text?.length,
    fate,
    copyOf >= 0,
  ])
}

/** What is left of the paths behind the last state that all of them have in common. */
function pathsFrom(paths: readonly (readonly PathStep[])[]): Cell[] {
  const shortest = Math.min(...paths.map((path) => path.length))
  let shared = 0
  while (shared < shortest && new Set(paths.map((path) => stateAndEdge(path[shared]))).size === 1) shared++
  return paths.map((path) => ({ kind: 'path', steps: path.slice(Math.max(0, shared - 1)) }))
}

/** The same change for another reason is another change: LAST-ACK may end by an ACK or by a RST. */
const stateAndEdge = (step: PathStep | undefined): string => `${step?.state} ${step?.edge}`

/** A row for each step of a script, as far as any run came in it. */
function callRows(side: Side, outcomes: readonly Outcome[]): DifferenceRow[] {
  const runs = outcomes.map(({ sides }) => sides[side].calls)
  const steps = [...new Set(runs.flatMap((calls) => calls.map((call) => call.appStep)))].sort((a, b) => a - b)
  return steps.map((step) => {
    const cells = runs.map((calls): Cell => {
      return { kind: 'call', call: calls.find((call) => call.appStep === step) ?? null }
    })
    return row('call', side, cells, step)
  })
}
