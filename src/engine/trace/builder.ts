import { assert } from '../../base/assert.ts'
import { NOTES, type Signal } from '../tcp/effect.ts'
import { TIMERS, type TimerName } from '../tcp/event.ts'
import type { Text } from '../tcp/segment.ts'
import { type Side, STATES, type State } from '../tcp/state.ts'
import { type NewCall, CallTable } from './call-table.ts'
import { SIGNALS, type TraceData } from './codec.ts'
import { Column, finished, viewed, widthOf } from './columns.ts'
import { FactTable, type Place } from './fact-table.ts'
import { type NewSegment, SegmentTable } from './segment-table.ts'
import { END_REASONS, type EndReason, TCB_FIELDS, TRACE_VERSION, type TraceConnection } from './trace.ts'
import type { TraceView } from './trace-view.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** Writes a trace, fact by fact, in the order in which things happen. */
export class TraceBuilder {
  readonly #facts = new FactTable()
  readonly #changes = { field: new Column(Uint8Array), value: new Column(Float64Array) }
  readonly #segments = new SegmentTable()
  readonly #widths = {
    fact: widthOf(this.#facts.columns),
    change: widthOf(this.#changes),
    segment: widthOf(this.#segments.columns),
  }
  readonly #connections: Mutable<TraceConnection>[] = []
  readonly #calls = new CallTable()
  readonly #labels: (readonly [number, number, number, string])[] = []
  #endReason: EndReason = 'cancelled'

  get factCount(): number {
    return this.#facts.length
  }

  /** Bytes of the columns that are written so far, as they will travel. */
  get bytes(): number {
    const { fact, change, segment } = this.#widths
    return fact * this.factCount + change * this.#changes.field.length + segment * this.segmentCount
  }

  get segmentCount(): number {
    return this.#segments.length
  }

  get steps(): number {
    return this.#facts.steps.length
  }

  /** Begins the next step; all facts until the next one belong to it. */
  beginStep(tUs: number): void {
    this.#facts.beginStep(tUs)
  }

  /** Takes the last step back if nothing happened in it, so that every step shows something. */
  dropEmptyStep(): void {
    this.#facts.dropEmptyStep()
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
    const fact = this.#facts.add(kind, place, segment)
    if (kind === 'segment-delivered') this.#segments.columns.endFact.set(segment, fact)
    if (kind === 'segment-discarded') this.#segments.columns.discardFact.set(segment, fact)
    return fact
  }

  segmentDropped(place: Place, segment: number, byFault: boolean): number {
    const fact = this.#facts.add('segment-dropped', place, segment, byFault ? 1 : 0)
    this.#segments.columns.endFact.set(segment, fact)
    return fact
  }

  dataDelivered(place: Place, text: Text): number {
    return this.#facts.add('data-delivered', place, text.stream, text.offset, text.length)
  }

  stateChanged(place: Place, from: State, to: State, edge: number): number {
    return this.#facts.add('state-changed', place, STATES.indexOf(from), STATES.indexOf(to), edge)
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
    this.#facts.add('tcb-changed', place, first, changed.length)
  }

  timer(
    kind: 'timer-set' | 'timer-cancelled' | 'timer-fired',
    place: Place,
    timer: TimerName,
    dueUs = 0,
  ): number {
    return this.#facts.add(kind, place, TIMERS.indexOf(timer), dueUs)
  }

  signalled(place: Place, signal: Signal): number {
    return this.#facts.add('signalled', place, SIGNALS.indexOf(signal))
  }

  noted(place: Place, note: (typeof NOTES)[number], value: number): number {
    return this.#facts.add('noted', place, NOTES.indexOf(note), value)
  }

  queuesChanged(place: Place, synQueue: number, acceptQueue: number): number {
    return this.#facts.add('queues-changed', place, synQueue, acceptQueue)
  }

  hostRebooted(place: Place): number {
    return this.#facts.add('host-rebooted', place)
  }

  /** A call row and the fact that it was made. */
  callMade(place: Place, call: NewCall): number {
    const madeFact = this.#facts.add('call-made', place, this.#calls.rows.length)
    return this.#calls.add(call, place, this.#facts.now, madeFact)
  }

  callReturned(place: Place, id: number, result: number, errno: string | null, label: string): number {
    const returnedFact = this.#facts.add('call-returned', place, id)
    const returned = { conn: place.conn, returnedUs: this.#facts.now, result, errno, returnedFact }
    this.#calls.returned(id, returned, label)
    return returnedFact
  }

  connOf(segment: number): number {
    return this.#segments.columns.conn.get(segment)
  }

  sentFactOf(segment: number): number {
    return this.#segments.columns.sentFact.get(segment)
  }

  callSide(id: number): Side {
    return this.#calls.rows[id]?.side ?? 'C'
  }

  /** Segments that had not arrived when the run was cut are still in flight. */
  markInFlight(): void {
    this.#segments.markInFlight()
  }

  callFact(id: number): number {
    return this.#calls.rows[id]?.madeFact ?? -1
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
    return this.#segments.add(row)
  }

  setSentFact(segment: number, fact: number): void {
    this.#segments.columns.sentFact.set(segment, fact)
  }

  /** Ends the trace. Nothing may be written after it. */
  end(endUs: number, reason: EndReason): void {
    this.#facts.endAt(endUs)
    this.#endReason = reason
    this.#facts.add(
      'run-ended',
      { side: null, conn: -1, cause: -1, because: null },
      END_REASONS.indexOf(reason),
    )
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
      endUs: this.#facts.now,
      endReason: this.#endReason,
      facts: finished(this.#facts.columns),
      changes: finished(this.#changes),
      segments: finished(this.#segments.columns),
      steps: this.#facts.steps.finish(),
      options: this.#segments.options,
      spoofed: this.#segments.spoofed,
      connections: this.#connections,
      calls: this.#calls.rows,
      labels: this.#labels,
    }
  }

  /** The trace as it lies here, without a copy: valid until something is written or all is cleared. */
  view(): TraceView {
    return {
      facts: viewed(this.#facts.columns),
      changes: viewed(this.#changes),
      segments: viewed(this.#segments.columns),
      steps: this.#facts.steps.view(),
      factCount: this.factCount,
      segmentCount: this.segmentCount,
      stepCount: this.steps,
      endUs: this.#facts.now,
      endReason: this.#endReason,
      options: this.#segments.options,
      connections: this.#connections,
      calls: this.#calls.rows,
    }
  }

  /** Forgets everything and keeps the room for it, for whoever runs a thousand scenarios. */
  clear(): void {
    this.#segments.clear()
    this.#facts.clear()
    for (const column of Object.values(this.#changes)) column.clear()
    for (const list of [this.#connections, this.#calls.rows, this.#labels]) list.length = 0
  }
}
