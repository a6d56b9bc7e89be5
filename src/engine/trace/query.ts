import { firstWhere, lastAtOrBefore } from '../../base/binary-search.ts'
import type { TimerName } from '../tcp/event.ts'
import { STATES, type Side, type State } from '../tcp/state.ts'
import { FACT_KINDS, type Trace } from './codec.ts'
import type { Fact, TcbField, TraceSegment, Us } from './trace.ts'

/**
 * Questions that views ask of a trace. All are functions of (trace, t) alone: going back in time is asking with a
 * smaller t. What needs a pass over the whole trace is made once per trace and kept beside it.
 */

export interface StateInterval {
  readonly side: Side
  readonly conn: number
  readonly state: State
  readonly fromUs: Us
  /** The end of the run if the state lasts until then. */
  readonly toUs: Us
  /** Fact that entered it, or -1 for the state at the start; of length 0, a listener's: the fact that leaves it. */
  readonly fact: number
  /** Edge of the state diagram that entered it (`T01` ...), or null at the start. */
  readonly edge: string | null
}

export interface TimerInterval {
  readonly side: Side
  readonly conn: number
  readonly timer: TimerName
  readonly setUs: Us
  readonly dueUs: Us
  readonly endUs: Us
  readonly end: 'fired' | 'cancelled' | 'restarted' | 'running'
  readonly setFact: number
  /** Fact of its end, or -1 while it runs at the end of the run. */
  readonly endFact: number
}

interface Index {
  states?: Readonly<Record<Side, readonly StateInterval[]>>
  timers?: readonly TimerInterval[]
  changes?: ReadonlyMap<string, readonly number[]>
  tcbs?: ReadonlyMap<string, ReadonlyMap<TcbField, { facts: number[]; values: number[] }>>
}

const indexes = new WeakMap<Trace, Index>()

function indexOf(trace: Trace): Index {
  let index = indexes.get(trace)
  if (index === undefined) {
    index = {}
    indexes.set(trace, index)
  }
  return index
}

/** Last step at or before a moment. */
export function stepAt(trace: Trace, tUs: Us): number {
  const { steps, facts } = trace.data
  const after = firstWhere(steps.length, (step) => (facts.tUs[steps[step] as number] as number) > tUs)
  return Math.max(0, after - 1)
}

/** Facts of a kind, in order. */
export function factsOfKind<K extends Fact['kind']>(trace: Trace, kind: K): Extract<Fact, { kind: K }>[] {
  const code = FACT_KINDS.indexOf(kind)
  const found: Extract<Fact, { kind: K }>[] = []
  const kinds = trace.data.facts.kind
  for (let i = 0; i < kinds.length; i++) {
    if (kinds[i] === code) found.push(trace.fact(i) as Extract<Fact, { kind: K }>)
  }
  return found
}

/**
 * States of one side over time: always that of its newest living connection, so that an old TIME-WAIT ends unseen. Where
 * a connection begins out of a listener that the side did not show before (it answers again), LISTEN has length 0.
 */
export function stateIntervals(trace: Trace, side: Side): readonly StateInterval[] {
  const index = indexOf(trace)
  index.states ??= { C: buildStates(trace, 'C'), S: buildStates(trace, 'S') }
  return index.states[side]
}

type StateChange = Extract<Fact, { kind: 'state-changed' }>

function buildStates(trace: Trace, side: Side): StateInterval[] {
  const changes = changesOf(trace, side)
  const first = changes[0]
  const start = { side, conn: first?.conn ?? -1, state: first?.from ?? 'CLOSED', fromUs: 0 } as const
  const intervals: StateInterval[] = []
  let open: StateInterval = { ...start, toUs: 0, fact: -1, edge: null }
  /** What is not over, by its ports: this side has one endpoint for them at a time. The newest is last. */
  const living = new Map<string, { readonly conn: number; readonly state: State }>()
  const show = (change: StateChange, shown: Pick<StateInterval, 'conn' | 'state' | 'edge'>): void => {
    intervals.push({ ...open, toUs: change.tUs })
    open = { side, ...shown, fromUs: change.tUs, toUs: change.tUs, fact: change.index }
  }
  for (const change of changes) {
    const { conn, from, to, edge } = change
    const ports = portsOf(trace, conn)
    const begins = !living.has(ports) || (from === 'TIME-WAIT' && to !== 'CLOSED')
    const isNewest = [...living.keys()].at(-1) === ports
    if (begins || isOver(to)) living.delete(ports)
    if (!isOver(to)) living.set(ports, { conn, state: to })
    if (!begins && !isNewest) continue
    if (from === 'LISTEN' && open.state !== 'LISTEN') show(change, { conn, state: from, edge: null })
    const next = isOver(to) ? [...living.values()].at(-1) : undefined
    show(change, next === undefined ? { conn, state: to, edge } : { ...next, edge: null })
  }
  intervals.push({ ...open, toUs: trace.endUs })
  return intervals
}

/** A listener (conn -1) is the side's state until it has a connection; after that its changes stand beside it. */
function changesOf(trace: Trace, side: Side): StateChange[] {
  const all = factsOfKind(trace, 'state-changed').filter((fact) => fact.side === side)
  const firstConnection = all.findIndex((fact) => fact.conn >= 0)
  return all.filter((fact, at) => fact.conn >= 0 || firstConnection < 0 || at < firstConnection)
}

function portsOf(trace: Trace, conn: number): string {
  const connection = trace.connections[conn]
  return connection === undefined
    ? `${conn}`
    : `${connection.clientPort} ${connection.serverPort} ${connection.spoofed}`
}

function isOver(state: State): boolean {
  return state === 'CLOSED' || state === 'LISTEN'
}

/** State of a side at a moment: after everything that happened at that instant. */
export function stateAt(trace: Trace, side: Side, tUs: Us): State {
  const intervals = stateIntervals(trace, side)
  const at = lastAtOrBefore(
    intervals.map((interval) => interval.fromUs),
    tUs,
  )
  return intervals[Math.max(0, at)]?.state ?? 'CLOSED'
}

/** State of a side after a step, which tells apart changes of one instant. */
export function stateAfterStep(trace: Trace, side: Side, step: number): State {
  const [, end] = trace.stepFacts(step)
  let state: State = stateIntervals(trace, side)[0]?.state ?? 'CLOSED'
  for (const interval of stateIntervals(trace, side)) {
    if (interval.fact >= end) break
    if (interval.fact >= 0) state = interval.state
  }
  return state
}

/** State of one endpoint just after a fact. */
export function endpointStateAfter(trace: Trace, side: Side, conn: number, factIndex: number): State {
  const index = indexOf(trace)
  index.changes ??= changesByEndpoint(trace)
  const changes = index.changes.get(`${side} ${conn}`)
  if (changes === undefined) return 'CLOSED'
  const last = lastAtOrBefore(changes, factIndex)
  return last < 0 ? 'CLOSED' : (STATES[trace.data.facts.b[changes[last] as number] as number] as State)
}

/** The facts that changed a state, by side and connection, ascending. */
function changesByEndpoint(trace: Trace): Map<string, number[]> {
  const changes = new Map<string, number[]>()
  for (const { side, conn, index } of factsOfKind(trace, 'state-changed')) {
    const key = `${side} ${conn}`
    const own = changes.get(key) ?? []
    changes.set(key, own)
    own.push(index)
  }
  return changes
}

/** Every period in which a timer ran, in the order of their starts. */
export function timerIntervals(trace: Trace): readonly TimerInterval[] {
  const index = indexOf(trace)
  index.timers ??= buildTimers(trace)
  return index.timers
}

const TIMER_FACTS = new Set(
  (['timer-set', 'timer-cancelled', 'timer-fired'] as const).map((kind) => FACT_KINDS.indexOf(kind)),
)

function buildTimers(trace: Trace): TimerInterval[] {
  type Open = { -readonly [K in keyof TimerInterval]: TimerInterval[K] }
  const running = new Map<string, Open>()
  const intervals: Open[] = []
  const close = (key: string, tUs: Us, end: Open['end'], fact: number): void => {
    const open = running.get(key)
    if (open === undefined) return
    Object.assign(open, { endUs: tUs, end, endFact: fact })
    running.delete(key)
  }
  const kinds = trace.data.facts.kind
  for (let i = 0; i < kinds.length; i++) {
    if (!TIMER_FACTS.has(kinds[i] as number)) continue
    const fact = trace.fact(i)
    if (fact.kind !== 'timer-set' && fact.kind !== 'timer-cancelled' && fact.kind !== 'timer-fired') continue
    const side = fact.side ?? 'C'
    const key = `${side} ${fact.conn} ${fact.timer}`
    if (fact.kind !== 'timer-set') {
      // A SYN that reopens TIME-WAIT begins another life and cancels a timer of the one before.
      const own = running.has(key) ? key : `${side} ${formerLife(trace, fact.conn)} ${fact.timer}`
      close(own, fact.tUs, fact.kind === 'timer-fired' ? 'fired' : 'cancelled', i)
      continue
    }
    close(key, fact.tUs, 'restarted', i)
    const open: Open = {
      side,
      conn: fact.conn,
      timer: fact.timer,
      setUs: fact.tUs,
      dueUs: fact.dueUs,
      endUs: trace.endUs,
      end: 'running',
      setFact: i,
      endFact: -1,
    }
    running.set(key, open)
    intervals.push(open)
  }
  return intervals
}

/** The connection that had the same ports just before this one, or -1. */
export function formerLife(trace: Trace, conn: number): number {
  const connection = trace.connections[conn]
  if (connection === undefined) return -1
  const { clientPort, serverPort, incarnation } = connection
  return trace.connections.findIndex(
    (other) =>
      other.clientPort === clientPort &&
      other.serverPort === serverPort &&
      other.incarnation === incarnation - 1,
  )
}

/** All followed variables of one endpoint after a step; a field is absent until the endpoint exists. */
export function tcbAfterStep(
  trace: Trace,
  side: Side,
  conn: number,
  step: number,
): ReadonlyMap<TcbField, number> {
  const index = indexOf(trace)
  index.tcbs ??= buildTcbs(trace)
  const [, end] = trace.stepFacts(step)
  const values = new Map<TcbField, number>()
  for (const [field, history] of index.tcbs.get(`${side} ${conn}`) ?? []) {
    const at = lastAtOrBefore(history.facts, end - 1)
    if (at >= 0) values.set(field, history.values[at] as number)
  }
  return values
}

function buildTcbs(trace: Trace): NonNullable<Index['tcbs']> {
  const tcbs = new Map<string, Map<TcbField, { facts: number[]; values: number[] }>>()
  for (const fact of factsOfKind(trace, 'tcb-changed')) {
    const key = `${fact.side} ${fact.conn}`
    const fields = tcbs.get(key) ?? new Map<TcbField, { facts: number[]; values: number[] }>()
    tcbs.set(key, fields)
    for (const { field, value } of fact.changes) {
      const history = fields.get(field) ?? { facts: [], values: [] }
      fields.set(field, history)
      history.facts.push(fact.index)
      history.values.push(value)
    }
  }
  return tcbs
}

/** The chain of causes that leads to a fact, oldest first, the fact itself last. */
export function whyChain(trace: Trace, factIndex: number): Fact[] {
  return whyIndexes(trace, factIndex).map((index) => trace.fact(index))
}

/** The same as indexes of facts: in a long transfer a chain is as long as the run, and few of it are looked at. */
export function whyIndexes(trace: Trace, factIndex: number): number[] {
  const { cause } = trace.data.facts
  const chain: number[] = []
  // An item of the scenario, or nothing, is a negative number.
  for (let at = factIndex; at >= 0; at = cause[at] as number) chain.push(at)
  return chain.reverse()
}

/** Label of written bytes, for example D1, or '' if the scenario gave none. */
export function labelOf(trace: Trace, text: { readonly stream: number; readonly offset: number }): string {
  const found = trace.data.labels.find(
    ([stream, from, to]) => stream === text.stream && text.offset >= from && text.offset < to,
  )
  return found?.[3] ?? ''
}

/** The addresses of the two hosts, as text. */
export type Addresses = Readonly<Record<Side, string>>

/** Both ends of a segment as an IP header names them: a spoofed third host speaks and is answered in its own name. */
export function endsOfSegment(trace: Trace, segment: TraceSegment, addresses: Addresses) {
  const { from, sourcePort, destinationPort } = segment
  const client = segment.spoofed ?? trace.connections[segment.conn]?.spoofed ?? addresses.C
  const [source, destination] = from === 'C' ? [client, addresses.S] : [addresses.S, client]
  return { source, destination, sourcePort, destinationPort }
}
