import { assert } from '../../base/assert.ts'
import { RULE_IDS, type RuleId } from '../tcp/rules.ts'
import type { Side } from '../tcp/state.ts'
import { FACT_KINDS } from './codec.ts'
import { Column } from './columns.ts'
import type { FactKind } from './trace.ts'

/** What a fact is about, beside what it says. */
export interface Place {
  readonly side: Side | null
  readonly conn: number
  /** Index of a fact, or an item code of `itemCause`, or -1. */
  readonly cause: number
  readonly because: RuleId | null
}

const RULE_CODES: ReadonlyMap<RuleId, number> = new Map(RULE_IDS.map((id, index) => [id, index + 1]))
const KIND_CODES: ReadonlyMap<FactKind, number> = new Map(FACT_KINDS.map((kind, index) => [kind, index]))

/** The facts of a trace while it is written, in steps: what happens at one moment and belongs together. */
export class FactTable {
  readonly columns = {
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
  /** The first fact of each step. */
  readonly steps = new Column(Uint32Array)
  #now = 0

  get length(): number {
    return this.columns.kind.length
  }

  get now(): number {
    return this.#now
  }

  /** Begins the next step; all facts until the next one belong to it. */
  beginStep(tUs: number): void {
    assert(tUs >= this.#now, 'time does not go back')
    this.#now = tUs
    this.steps.push(this.length)
  }

  /** Takes the last step back if nothing happened in it, so that every step shows something. */
  dropEmptyStep(): void {
    const last = this.steps.length - 1
    if (last >= 0 && this.steps.get(last) === this.length) this.steps.pop()
  }

  /** No step begins after this. */
  endAt(tUs: number): void {
    this.#now = tUs
  }

  /** Writes a fact; its number. What `a`, `b` and `c` say is up to its kind. */
  add(kind: FactKind, place: Place, a = 0, b = 0, c = 0): number {
    const f = this.columns
    f.kind.push(KIND_CODES.get(kind) ?? 0)
    f.tUs.push(this.#now)
    f.step.push(Math.max(0, this.steps.length - 1))
    f.cause.push(place.cause)
    f.rule.push(place.because === null ? 0 : (RULE_CODES.get(place.because) ?? 0))
    f.side.push(place.side === null ? 2 : place.side === 'C' ? 0 : 1)
    f.conn.push(place.conn)
    f.a.push(a)
    f.b.push(b)
    f.c.push(c)
    return this.length - 1
  }

  /** Forgets everything and keeps the room of the columns. */
  clear(): void {
    for (const column of Object.values(this.columns)) column.clear()
    this.steps.clear()
    this.#now = 0
  }
}
