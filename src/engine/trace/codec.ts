import { NOTES, type Probe, type Signal } from '../tcp/effect.ts'
import { TIMERS } from '../tcp/event.ts'
import type { Options } from '../tcp/options.ts'
import { RULE_IDS } from '../tcp/rules.ts'
import { STATES, type Side } from '../tcp/state.ts'
import { EDGES } from '../tcp/transitions.ts'
import {
  type Cause,
  END_REASONS,
  type EndReason,
  type Fact,
  type FactKind,
  type ScenarioItem,
  TCB_FIELDS,
  type TcbChange,
  type TraceCall,
  type TraceConnection,
  type TraceSegment,
  type Us,
} from './trace.ts'

/** Kinds of fact in the order of their codes; append only. */
export const FACT_KINDS = [
  'segment-sent',
  'segment-duplicated',
  'segment-injected',
  'segment-dropped',
  'segment-delivered',
  'segment-discarded',
  'data-delivered',
  'state-changed',
  'tcb-changed',
  'timer-set',
  'timer-cancelled',
  'timer-fired',
  'call-made',
  'call-returned',
  'signalled',
  'noted',
  'queues-changed',
  'host-rebooted',
  'run-ended',
] as const satisfies readonly FactKind[]

export const SIGNALS = [
  'established',
  'remote-closed',
  'reset',
  'refused',
  'timed-out',
  'closed',
  'urgent',
  'send-space',
] as const satisfies readonly Signal[]

export const PROBES = [
  null,
  'keepalive',
  'zero-window',
  'tail-loss',
] as const satisfies readonly (Probe | null)[]
export const FATES = [
  'delivered',
  'lost',
  'dropped',
  'in-flight',
] as const satisfies readonly TraceSegment['fate'][]
const ITEMS = ['app-step', 'fault', 'injection', 'reboot', 'start'] as const satisfies readonly ScenarioItem[]

/** A cause that is an item of the scenario, as one negative number; -1 is no cause. */
export function itemCause(item: ScenarioItem, index: number, side: Side | null): number {
  const sideCode = side === null ? 2 : side === 'C' ? 0 : 1
  return -2 - ((index * 3 + sideCode) * ITEMS.length + ITEMS.indexOf(item))
}

function causeOf(code: number): Cause {
  if (code >= 0) return { fact: code }
  if (code === -1) return null
  const rest = -2 - code
  const packed = Math.floor(rest / ITEMS.length)
  const sideCode = packed % 3
  return {
    item: ITEMS[rest % ITEMS.length] as ScenarioItem,
    index: Math.floor(packed / 3),
    side: sideCode === 2 ? null : sideCode === 0 ? 'C' : 'S',
  }
}

/** The trace as it travels: typed columns, and what is too small or too irregular for columns as plain objects. */
export interface TraceData {
  readonly version: number
  readonly endUs: Us
  readonly endReason: EndReason
  readonly facts: {
    readonly kind: Uint8Array
    readonly tUs: Float64Array
    readonly step: Uint32Array
    readonly cause: Int32Array
    /** Index into `RULE_IDS` plus one; 0 is none. */
    readonly rule: Uint16Array
    /** 0 C, 1 S, 2 none. */
    readonly side: Uint8Array
    readonly conn: Int32Array
    /** Meaning by kind, see `fact`. */
    readonly a: Float64Array
    readonly b: Float64Array
    readonly c: Float64Array
  }
  readonly changes: { readonly field: Uint8Array; readonly value: Float64Array }
  readonly segments: {
    readonly conn: Int32Array
    readonly from: Uint8Array
    readonly sourcePort: Uint16Array
    readonly destinationPort: Uint16Array
    readonly seq: Uint32Array
    readonly ack: Uint32Array
    readonly flags: Uint8Array
    readonly wnd: Uint16Array
    readonly up: Uint16Array
    readonly textStream: Int32Array
    readonly textOffset: Float64Array
    readonly textLength: Uint32Array
    /** Index into `options`, or -1. */
    readonly options: Int32Array
    readonly sentUs: Float64Array
    readonly endUs: Float64Array
    readonly fate: Uint8Array
    readonly copyOf: Int32Array
    readonly injected: Uint8Array
    readonly retransmission: Uint16Array
    readonly probe: Uint8Array
    readonly ordinal: Uint32Array
    readonly fault: Int32Array
    /** ISN the number counts from, or -1. */
    readonly seqBase: Float64Array
    readonly ackBase: Float64Array
    readonly sentFact: Int32Array
    readonly endFact: Int32Array
    readonly discardFact: Int32Array
    /** Index into `spoofed`, or -1. */
    readonly spoofed: Int32Array
  }
  /** First fact of each step. */
  readonly steps: Uint32Array
  readonly options: readonly Options[]
  readonly spoofed: readonly string[]
  readonly connections: readonly TraceConnection[]
  readonly calls: readonly TraceCall[]
  /** Labels of the bytes that applications wrote: [stream, from offset, to offset, label]. */
  readonly labels: readonly (readonly [number, number, number, string])[]
}

const SIDE_OF = ['C', 'S', null] as const

/** A trace, read row by row out of its columns. Rows are made when asked for; ask only for what is on screen. */
export class Trace {
  readonly data: TraceData

  constructor(data: TraceData) {
    this.data = data
  }

  get factCount(): number {
    return this.data.facts.kind.length
  }

  get segmentCount(): number {
    return this.data.segments.seq.length
  }

  /** Number of steps, the start (step 0) included. */
  get stepCount(): number {
    return this.data.steps.length
  }

  get endUs(): Us {
    return this.data.endUs
  }

  get connections(): readonly TraceConnection[] {
    return this.data.connections
  }

  get calls(): readonly TraceCall[] {
    return this.data.calls
  }

  kind(index: number): FactKind {
    return FACT_KINDS[this.data.facts.kind[index] as number] as FactKind
  }

  /** Time of a step; a step past the end has the time of the last. */
  stepTimeUs(step: number): Us {
    const first = this.data.steps[Math.min(Math.max(step, 0), this.stepCount - 1)] as number
    return this.data.facts.tUs[first] as number
  }

  /** Facts of one step: [first, end). */
  stepFacts(step: number): readonly [number, number] {
    const steps = this.data.steps
    return [steps[step] as number, step + 1 < steps.length ? (steps[step + 1] as number) : this.factCount]
  }

  fact(index: number): Fact {
    const f = this.data.facts
    const a = f.a[index] as number
    const b = f.b[index] as number
    const c = f.c[index] as number
    const rule = f.rule[index] as number
    const base = {
      index,
      tUs: f.tUs[index] as number,
      step: f.step[index] as number,
      cause: causeOf(f.cause[index] as number),
      because: rule === 0 ? null : (RULE_IDS[rule - 1] ?? null),
      side: SIDE_OF[f.side[index] as number] ?? null,
      conn: f.conn[index] as number,
    }
    const kind = this.kind(index)
    switch (kind) {
      case 'segment-sent':
      case 'segment-duplicated':
      case 'segment-injected':
      case 'segment-delivered':
      case 'segment-discarded':
        return { ...base, kind, segment: a }
      case 'segment-dropped':
        return { ...base, kind, segment: a, byFault: b === 1 }
      case 'data-delivered':
        return { ...base, kind, text: { stream: a, offset: b, length: c } }
      case 'state-changed':
        return {
          ...base,
          kind,
          from: STATES[a] as (typeof STATES)[number],
          to: STATES[b] as (typeof STATES)[number],
          edge: EDGES[c]?.id ?? '',
        }
      case 'tcb-changed':
        return { ...base, kind, changes: this.#changes(a, b) }
      case 'timer-set':
        return { ...base, kind, timer: TIMERS[a] as (typeof TIMERS)[number], dueUs: b }
      case 'timer-cancelled':
      case 'timer-fired':
        return { ...base, kind, timer: TIMERS[a] as (typeof TIMERS)[number] }
      case 'call-made':
      case 'call-returned':
        return { ...base, kind, call: a }
      case 'signalled':
        return { ...base, kind, signal: SIGNALS[a] as Signal }
      case 'noted':
        return { ...base, kind, note: NOTES[a] as (typeof NOTES)[number], value: b }
      case 'queues-changed':
        return { ...base, kind, synQueue: a, acceptQueue: b }
      case 'host-rebooted':
        return { ...base, kind }
      case 'run-ended':
        return { ...base, kind, reason: END_REASONS[a] as EndReason }
    }
  }

  segment(id: number): TraceSegment {
    const s = this.data.segments
    const at = (column: ArrayLike<number>): number => column[id] as number
    const length = at(s.textLength)
    const options = at(s.options)
    const spoofed = at(s.spoofed)
    return {
      id,
      conn: at(s.conn),
      from: at(s.from) === 0 ? 'C' : 'S',
      spoofed: spoofed < 0 ? null : (this.data.spoofed[spoofed] ?? null),
      sourcePort: at(s.sourcePort),
      destinationPort: at(s.destinationPort),
      seq: at(s.seq),
      ack: at(s.ack),
      flags: at(s.flags),
      wnd: at(s.wnd),
      up: at(s.up),
      text: length === 0 ? null : { stream: at(s.textStream), offset: at(s.textOffset), length },
      options: options < 0 ? null : (this.data.options[options] ?? null),
      sentUs: at(s.sentUs),
      endUs: at(s.endUs),
      fate: FATES[at(s.fate)] as TraceSegment['fate'],
      copyOf: at(s.copyOf),
      injected: at(s.injected) === 1,
      retransmission: at(s.retransmission),
      probe: PROBES[at(s.probe)] ?? null,
      ordinal: at(s.ordinal),
      fault: at(s.fault),
      seqBase: at(s.seqBase),
      ackBase: at(s.ackBase),
      sentFact: at(s.sentFact),
      endFact: at(s.endFact),
      discardFact: at(s.discardFact),
    }
  }

  #changes(first: number, count: number): TcbChange[] {
    const { field, value } = this.data.changes
    const changes: TcbChange[] = []
    for (let i = first; i < first + count; i++) {
      changes.push({ field: TCB_FIELDS[field[i] as number] as TcbChange['field'], value: value[i] as number })
    }
    return changes
  }
}

/** Buffers to hand over when the trace is posted to another thread. */
export function transferables(data: TraceData): ArrayBuffer[] {
  const columns = [
    ...Object.values(data.facts),
    ...Object.values(data.changes),
    ...Object.values(data.segments),
    data.steps,
  ]
  return columns.map((column: { buffer: ArrayBufferLike }) => column.buffer as ArrayBuffer)
}

function utf16Bytes(text: string): Uint8Array {
  return new Uint8Array(Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).buffer)
}

/** The trace as one canonical run of bytes: what D1 hashes and what two machines must agree on. */
export function canonicalBytes(data: TraceData): Uint8Array {
  const { facts, changes, segments, steps, ...rest } = data
  const head = utf16Bytes(JSON.stringify(rest))
  const columns = [...Object.values(facts), ...Object.values(changes), ...Object.values(segments), steps]
  const size = columns.reduce((sum, column) => sum + column.byteLength, head.length)
  const bytes = new Uint8Array(size)
  bytes.set(head)
  let at = head.length
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at)
    at += column.byteLength
  }
  return bytes
}
