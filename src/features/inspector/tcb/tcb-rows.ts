import type { Side, State } from '../../../engine/tcp/state.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import {
  endpointStateAfter,
  tcbAfterStep,
  type TimerInterval,
  timerIntervals,
} from '../../../engine/trace/query.ts'
import { TCB_FIELDS, type TcbField } from '../../../engine/trace/trace.ts'
import { count, duration } from '../../../i18n/format.ts'
import type { Messages } from '../../../i18n/en.ts'

type Words = Messages['inspector']['tcb']

/** Both ends of one connection after a step, ready to be shown. Pure. */
export interface TcbTable {
  readonly states: Readonly<Record<Side, Cell<State>>>
  readonly rows: readonly TcbRow[]
  readonly timers: Readonly<Record<Side, readonly TimerInterval[]>>
}

interface TcbRow {
  readonly field: TcbField
  readonly name: string
  readonly cells: Readonly<Record<Side, Cell<string>>>
}

interface Cell<T> {
  /** Null: this end has no TCB. */
  readonly value: T | null
  /** In this very step. */
  readonly hasChanged: boolean
}

/** What one looks for first; the rest follows in the order of the trace. */
const FIRST: readonly TcbField[] = [
  'snd.una',
  'snd.nxt',
  'rcv.nxt',
  'snd.wnd',
  'rcv.wnd',
  'srttUs',
  'rtoUs',
  'backoff',
]
const FIELDS = [...FIRST, ...TCB_FIELDS.filter((field) => !FIRST.includes(field))]

export function tcbTable(trace: Trace, conn: number, step: number, words: Words): TcbTable {
  const ends = { C: endOf(trace, 'C', conn, step), S: endOf(trace, 'S', conn, step) }
  const cell = (side: Side, field: TcbField): Cell<string> => {
    const { values, changed } = ends[side]
    const value = values.get(field)
    const text = value === undefined ? null : textOf(field, value, values, words)
    return { value: text, hasChanged: changed.has(field) }
  }
  return {
    states: { C: ends.C.state, S: ends.S.state },
    rows: FIELDS.map((field) => ({
      field,
      name: nameOf(field, words),
      cells: { C: cell('C', field), S: cell('S', field) },
    })),
    timers: { C: runningTimers(trace, 'C', conn, step), S: runningTimers(trace, 'S', conn, step) },
  }
}

type Values = ReadonlyMap<TcbField, number>

function endOf(trace: Trace, side: Side, conn: number, step: number) {
  const [first, end] = trace.stepFacts(step)
  const inStep = changedInStep(trace, side, conn, step)
  const before: Values = step === 0 ? new Map() : tcbAfterStep(trace, side, conn, step - 1)
  const values = tcbAfterStep(trace, side, conn, step)
  const state = endpointStateAfter(trace, side, conn, end - 1)
  const stateBefore = first === 0 ? state : endpointStateAfter(trace, side, conn, first - 1)
  return {
    state: { value: values.size === 0 ? null : state, hasChanged: state !== stateBefore },
    values,
    changed: new Set(inStep.filter((field) => values.get(field) !== before.get(field))),
  }
}

function changedInStep(trace: Trace, side: Side, conn: number, step: number): TcbField[] {
  const [first, end] = trace.stepFacts(step)
  const fields: TcbField[] = []
  for (let i = first; i < end; i++) {
    if (trace.kind(i) !== 'tcb-changed') continue
    const fact = trace.fact(i)
    const isOwn = fact.kind === 'tcb-changed' && fact.side === side && fact.conn === conn
    if (isOwn) fields.push(...fact.changes.map((change) => change.field))
  }
  return fields
}

function runningTimers(trace: Trace, side: Side, conn: number, step: number): TimerInterval[] {
  const [, end] = trace.stepFacts(step)
  return timerIntervals(trace).filter(
    (timer) =>
      timer.side === side &&
      timer.conn === conn &&
      timer.setFact < end &&
      (timer.endFact < 0 || timer.endFact >= end),
  )
}

/** Names of the RFC in its capitals; our own ones in the reader's language. */
function nameOf(field: TcbField, words: Words): string {
  const known: Readonly<Record<string, string>> = words.field
  if (Object.hasOwn(known, field)) return known[field] ?? field
  return RFC_NAMES[field] ?? field.toUpperCase()
}

const RFC_NAMES: Readonly<Partial<Record<TcbField, string>>> = {
  srttUs: 'SRTT',
  rttvarUs: 'RTTVAR',
  rtoUs: 'RTO',
  tsRecent: 'TS.Recent',
  'snd.maxWnd': 'MAX.SND.WND',
  'snd.scale': 'Snd.Wind.Shift',
  'rcv.scale': 'Rcv.Wind.Shift',
  'snd.mss': 'Eff.snd.MSS',
}

/** Numbers of which stream a field holds: they are shown counted from its ISN. */
const STREAM: Readonly<Partial<Record<TcbField, 'iss' | 'irs'>>> = {
  'snd.una': 'iss',
  'snd.nxt': 'iss',
  'snd.wl2': 'iss',
  'snd.up': 'iss',
  'rcv.nxt': 'irs',
  'snd.wl1': 'irs',
  'rcv.up': 'irs',
}

function textOf(field: TcbField, value: number, values: Values, words: Words): string {
  const stream = STREAM[field]
  if (stream !== undefined) return relative(value, values.get(stream) ?? -1)
  switch (field) {
    case 'srttUs':
    case 'rttvarUs':
      return value < 0 ? '–' : duration(value)
    case 'rtoUs':
      return duration(value)
    case 'passive':
      return value === 1 ? words.passive : words.active
    case 'synTimerExpired':
    case 'finSent':
    case 'finReceived':
    case 'timestampsOn':
    case 'sackOn':
    case 'released':
      return value === 1 ? words.yes : words.no
    case 'iss':
    case 'irs':
    case 'tsRecent':
      return value < 0 ? '–' : String(value)
    default:
      return count(value)
  }
}

/** A number that has not been learnt yet is 0 in the trace, and so is an urgent pointer that was never set. */
function relative(value: number, base: number): string {
  return value === 0 ? '–' : String((value - Math.max(base, 0)) >>> 0)
}
