import { assert } from '../../base/assert.ts'
import { NOTES, type Probe, type Signal } from '../tcp/effect.ts'
import { TIMERS, type TimerName } from '../tcp/event.ts'
import type { Options } from '../tcp/options.ts'
import { RULE_IDS, type RuleId } from '../tcp/rules.ts'
import type { Segment, Text } from '../tcp/segment.ts'
import { type Side, STATES, type State } from '../tcp/state.ts'
import { FACT_KINDS, FATES, PROBES, SIGNALS, type TraceData } from './codec.ts'
import { Column } from './columns.ts'
import {
  END_REASONS,
  type EndReason,
  type FactKind,
  TCB_FIELDS,
  TRACE_VERSION,
  type TraceCall,
  type TraceConnection,
  type TraceSegment,
} from './trace.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** What a fact is about, beside what it says. */
export interface Place {
  readonly side: Side | null
  readonly conn: number
  /** Index of a fact, or an item code of `itemCause`, or -1. */
  readonly cause: number
  readonly because: RuleId | null
}

/** Everything about a copy on the wire that is known when it is handed over. */
export interface NewSegment {
  readonly conn: number
  readonly from: Side
  readonly spoofed: string | null
  readonly sourcePort: number
  readonly destinationPort: number
  readonly segment: Segment
  readonly sentUs: number
  readonly endUs: number
  readonly fate: TraceSegment['fate']
  readonly copyOf: number
  readonly injected: boolean
  readonly retransmission: number
  readonly probe: Probe | null
  readonly ordinal: number
  readonly fault: number
  readonly seqBase: number
  readonly ackBase: number
  readonly sentFact: number
}

const RULE_CODES: ReadonlyMap<RuleId, number> = new Map(RULE_IDS.map((id, index) => [id, index + 1]))
const KIND_CODES: ReadonlyMap<FactKind, number> = new Map(FACT_KINDS.map((kind, index) => [kind, index]))

type Loose<T> = { readonly [K in keyof T]: ArrayLike<number> }

/**
 * A trace's columns as something reads them that does not care which kind of array they are: those of a finished
 * trace, or of one still in its builder. The arrays may be longer than the counts say.
 */
export interface TraceView
  extends Pick<TraceData, 'endUs' | 'endReason' | 'connections' | 'calls' | 'options'> {
  readonly facts: Loose<TraceData['facts']>
  readonly changes: Loose<TraceData['changes']>
  readonly segments: Loose<TraceData['segments']>
  readonly steps: ArrayLike<number>
  readonly factCount: number
  readonly segmentCount: number
  readonly stepCount: number
}

/** Writes a trace, fact by fact, in the order in which things happen. */
export class TraceBuilder {
  readonly #facts = {
    kind: new Column(Uint8Array),
    tUs: new Column(Float64Array),
    step: new Column(Uint32Array),
    cause: new Column(Int32Array),
    rule: new Column(Uint16Array),
    side: new Column(Uint8Array),
    conn: new Column(Int32Array),
    a: new Column(Float64Array),
    b: new Column(Float64Array),
    c: new Column(Float64Array),
  }
  readonly #changes = { field: new Column(Uint8Array), value: new Column(Float64Array) }
  readonly #segments = {
    conn: new Column(Int32Array),
    from: new Column(Uint8Array),
    sourcePort: new Column(Uint16Array),
    destinationPort: new Column(Uint16Array),
    seq: new Column(Uint32Array),
    ack: new Column(Uint32Array),
    flags: new Column(Uint8Array),
    wnd: new Column(Uint16Array),
    up: new Column(Uint16Array),
    textStream: new Column(Int32Array),
    textOffset: new Column(Float64Array),
    textLength: new Column(Uint32Array),
    options: new Column(Int32Array),
    sentUs: new Column(Float64Array),
    endUs: new Column(Float64Array),
    fate: new Column(Uint8Array),
    copyOf: new Column(Int32Array),
    injected: new Column(Uint8Array),
    retransmission: new Column(Uint16Array),
    probe: new Column(Uint8Array),
    ordinal: new Column(Uint32Array),
    fault: new Column(Int32Array),
    seqBase: new Column(Float64Array),
    ackBase: new Column(Float64Array),
    sentFact: new Column(Int32Array),
    endFact: new Column(Int32Array),
    discardFact: new Column(Int32Array),
    spoofed: new Column(Int32Array),
  }
  readonly #steps = new Column(Uint32Array)
  readonly #widths = {
    fact: widthOf(this.#facts),
    change: widthOf(this.#changes),
    segment: widthOf(this.#segments),
  }
  readonly #options: Options[] = []
  readonly #optionIndex = new Map<string, number>()
  readonly #spoofed: string[] = []
  readonly #connections: Mutable<TraceConnection>[] = []
  readonly #calls: Mutable<TraceCall>[] = []
  readonly #labels: (readonly [number, number, number, string])[] = []
  #now = 0
  #endReason: EndReason = 'cancelled'

  get factCount(): number {
    return this.#facts.kind.length
  }

  /** Bytes of the columns that are written so far, as they will travel. */
  get bytes(): number {
    const { fact, change, segment } = this.#widths
    return fact * this.factCount + change * this.#changes.field.length + segment * this.segmentCount
  }

  get segmentCount(): number {
    return this.#segments.seq.length
  }

  get steps(): number {
    return this.#steps.length
  }

  /** Begins the next step; all facts until the next one belong to it. */
  beginStep(tUs: number): void {
    assert(tUs >= this.#now, 'time does not go back')
    this.#now = tUs
    this.#steps.push(this.factCount)
  }

  /** Takes the last step back if nothing happened in it, so that every step shows something. */
  dropEmptyStep(): void {
    const last = this.#steps.length - 1
    if (last >= 0 && this.#steps.get(last) === this.factCount) this.#steps.pop()
  }

  segmentFact(
    kind:
      | 'segment-sent'
      | 'segment-duplicated'
      | 'segment-injected'
      | 'segment-delivered'
      | 'segment-discarded',
    place: Place,
    segment: number,
  ): number {
    const fact = this.#fact(kind, place, segment)
    if (kind === 'segment-delivered') this.#segments.endFact.set(segment, fact)
    if (kind === 'segment-discarded') this.#segments.discardFact.set(segment, fact)
    return fact
  }

  segmentDropped(place: Place, segment: number, byFault: boolean): number {
    const fact = this.#fact('segment-dropped', place, segment, byFault ? 1 : 0)
    this.#segments.endFact.set(segment, fact)
    return fact
  }

  dataDelivered(place: Place, text: Text): number {
    return this.#fact('data-delivered', place, text.stream, text.offset, text.length)
  }

  stateChanged(place: Place, from: State, to: State, edge: number): number {
    return this.#fact('state-changed', place, STATES.indexOf(from), STATES.indexOf(to), edge)
  }

  /** One fact for all fields that changed; none if nothing did. */
  tcbChanged(place: Place, changed: readonly (readonly [field: number, value: number])[]): void {
    if (changed.length === 0) return
    const first = this.#changes.field.length
    for (const [field, value] of changed) {
      assert(field < TCB_FIELDS.length, 'a followed field')
      this.#changes.field.push(field)
      this.#changes.value.push(value)
    }
    this.#fact('tcb-changed', place, first, changed.length)
  }

  timer(
    kind: 'timer-set' | 'timer-cancelled' | 'timer-fired',
    place: Place,
    timer: TimerName,
    dueUs = 0,
  ): number {
    return this.#fact(kind, place, TIMERS.indexOf(timer), dueUs)
  }

  signalled(place: Place, signal: Signal): number {
    return this.#fact('signalled', place, SIGNALS.indexOf(signal))
  }

  noted(place: Place, note: (typeof NOTES)[number], value: number): number {
    return this.#fact('noted', place, NOTES.indexOf(note), value)
  }

  queuesChanged(place: Place, synQueue: number, acceptQueue: number): number {
    return this.#fact('queues-changed', place, synQueue, acceptQueue)
  }

  hostRebooted(place: Place): number {
    return this.#fact('host-rebooted', place)
  }

  /** A call row and the fact that it was made. */
  callMade(
    place: Place,
    call: Omit<
      TraceCall,
      'id' | 'side' | 'conn' | 'atUs' | 'returnedUs' | 'result' | 'errno' | 'madeFact' | 'returnedFact'
    >,
  ): number {
    const id = this.#calls.length
    const madeFact = this.#fact('call-made', place, id)
    this.#calls.push({
      socket: call.socket,
      call: call.call,
      args: call.args,
      label: call.label,
      appStep: call.appStep,
      id,
      side: place.side ?? 'C',
      conn: place.conn,
      atUs: this.#now,
      returnedUs: null,
      result: null,
      errno: null,
      madeFact,
      returnedFact: -1,
    })
    return id
  }

  callReturned(place: Place, id: number, result: number, errno: string | null, label: string): number {
    const call = this.#calls[id]
    assert(call !== undefined, 'a call returns that was made')
    const returnedFact = this.#fact('call-returned', place, id)
    call.returnedUs = this.#now
    call.result = result
    call.errno = errno
    call.returnedFact = returnedFact
    call.conn = place.conn
    if (label !== '') call.label = label
    return returnedFact
  }

  connOf(segment: number): number {
    return this.#segments.conn.get(segment)
  }

  sentFactOf(segment: number): number {
    return this.#segments.sentFact.get(segment)
  }

  callSide(id: number): Side {
    return this.#calls[id]?.side ?? 'C'
  }

  /** Segments that had not arrived when the run was cut are still in flight. */
  markInFlight(): void {
    for (let id = 0; id < this.segmentCount; id++) {
      if (this.#segments.endFact.get(id) < 0) this.#segments.fate.set(id, FATES.indexOf('in-flight'))
    }
  }

  callFact(id: number): number {
    return this.#calls[id]?.madeFact ?? -1
  }

  connection(connection: Omit<TraceConnection, 'id'>): number {
    const id = this.#connections.length
    this.#connections.push({ ...connection, id })
    return id
  }

  /** An ISN that has become known. */
  knowIsn(conn: number, side: Side, isn: number): void {
    const connection = this.#connections[conn]
    if (connection === undefined || connection.isn[side] === isn) return
    connection.isn = side === 'C' ? { C: isn, S: connection.isn.S } : { C: connection.isn.C, S: isn }
  }

  label(stream: number, from: number, to: number, label: string): void {
    this.#labels.push([stream, from, to, label])
  }

  labelOf(text: Text): string {
    const found = this.#labels.find(
      ([s, from, to]) => s === text.stream && text.offset >= from && text.offset < to,
    )
    return found?.[3] ?? ''
  }

  segment(row: NewSegment): number {
    const s = this.#segments
    const { segment } = row
    s.conn.push(row.conn)
    s.from.push(row.from === 'C' ? 0 : 1)
    s.sourcePort.push(row.sourcePort)
    s.destinationPort.push(row.destinationPort)
    s.seq.push(segment.seq)
    s.ack.push(segment.ack)
    s.flags.push(segment.flags)
    s.wnd.push(segment.wnd)
    s.up.push(segment.up)
    s.textStream.push(segment.text?.stream ?? 0)
    s.textOffset.push(segment.text?.offset ?? 0)
    s.textLength.push(segment.text?.length ?? 0)
    s.options.push(this.#optionsRow(segment.options))
    s.sentUs.push(row.sentUs)
    s.endUs.push(row.endUs)
    s.fate.push(FATES.indexOf(row.fate))
    s.copyOf.push(row.copyOf)
    s.injected.push(row.injected ? 1 : 0)
    s.retransmission.push(row.retransmission)
    s.probe.push(PROBES.indexOf(row.probe))
    s.ordinal.push(row.ordinal)
    s.fault.push(row.fault)
    s.seqBase.push(row.seqBase)
    s.ackBase.push(row.ackBase)
    s.sentFact.push(row.sentFact)
    s.endFact.push(-1)
    s.discardFact.push(-1)
    s.spoofed.push(this.#spoofedRow(row.spoofed))
    return this.segmentCount - 1
  }

  setSentFact(segment: number, fact: number): void {
    this.#segments.sentFact.set(segment, fact)
  }

  /** Ends the trace. Nothing may be written after it. */
  end(endUs: number, reason: EndReason): void {
    this.#now = endUs
    this.#endReason = reason
    this.#fact('run-ended', { side: null, conn: -1, cause: -1, because: null }, END_REASONS.indexOf(reason))
  }

  /** Ends the trace and gives it. */
  finish(endUs: number, reason: EndReason): TraceData {
    this.end(endUs, reason)
    return this.data()
  }

  /** The trace as it stands, cut to length and independent of this builder. */
  data(): TraceData {
    return {
      version: TRACE_VERSION,
      endUs: this.#now,
      endReason: this.#endReason,
      facts: finished(this.#facts),
      changes: finished(this.#changes),
      segments: finished(this.#segments),
      steps: this.#steps.finish(),
      options: this.#options,
      spoofed: this.#spoofed,
      connections: this.#connections,
      calls: this.#calls,
      labels: this.#labels,
    }
  }

  /** The trace as it lies here, without a copy: valid until something is written or all is cleared. */
  view(): TraceView {
    return {
      facts: viewed(this.#facts),
      changes: viewed(this.#changes),
      segments: viewed(this.#segments),
      steps: this.#steps.view(),
      factCount: this.factCount,
      segmentCount: this.segmentCount,
      stepCount: this.steps,
      endUs: this.#now,
      endReason: this.#endReason,
      options: this.#options,
      connections: this.#connections,
      calls: this.#calls,
    }
  }

  /** Forgets everything and keeps the room for it, for whoever runs a thousand scenarios. */
  clear(): void {
    for (const columns of [this.#facts, this.#changes, this.#segments]) {
      for (const column of Object.values(columns)) column.clear()
    }
    this.#steps.clear()
    for (const list of [this.#options, this.#spoofed, this.#connections, this.#calls, this.#labels])
      list.length = 0
    this.#optionIndex.clear()
    this.#now = 0
  }

  #optionsRow(options: Options | null): number {
    if (options === null) return -1
    const key = JSON.stringify(options)
    let row = this.#optionIndex.get(key)
    if (row === undefined) {
      row = this.#options.length
      this.#options.push(options)
      this.#optionIndex.set(key, row)
    }
    return row
  }

  #spoofedRow(address: string | null): number {
    if (address === null) return -1
    const known = this.#spoofed.indexOf(address)
    return known >= 0 ? known : this.#spoofed.push(address) - 1
  }

  #fact(kind: FactKind, place: Place, a = 0, b = 0, c = 0): number {
    const f = this.#facts
    f.kind.push(KIND_CODES.get(kind) ?? 0)
    f.tUs.push(this.#now)
    f.step.push(Math.max(0, this.#steps.length - 1))
    f.cause.push(place.cause)
    f.rule.push(place.because === null ? 0 : (RULE_CODES.get(place.because) ?? 0))
    f.side.push(place.side === null ? 2 : place.side === 'C' ? 0 : 1)
    f.conn.push(place.conn)
    f.a.push(a)
    f.b.push(b)
    f.c.push(c)
    return this.factCount - 1
  }
}

/** Bytes of one row. */
function widthOf(columns: Readonly<Record<string, { readonly width: number }>>): number {
  return Object.values(columns).reduce((sum, { width }) => sum + width, 0)
}

type Finished<T> = { [K in keyof T]: T[K] extends Column<infer A> ? A : never }

type Viewed<T> = { readonly [K in keyof T]: ArrayLike<number> }

function viewed<T extends Record<string, { view(): Float64Array }>>(columns: T): Viewed<T> {
  const views: Record<string, ArrayLike<number>> = {}
  for (const name in columns) views[name] = (columns[name] as { view(): Float64Array }).view()
  return views as Viewed<T>
}

function finished<T extends Record<string, { finish(): unknown }>>(columns: T): Finished<T> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, column.finish()]),
  ) as Finished<T>
}
