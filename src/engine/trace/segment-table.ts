import type { Probe } from '../tcp/effect.ts'
import type { Options } from '../tcp/options.ts'
import type { Segment } from '../tcp/segment.ts'
import type { Side } from '../tcp/state.ts'
import { FATES, PROBES } from './codec.ts'
import { Column } from './columns.ts'
import type { TraceSegment } from './trace.ts'

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

/** The segments of a trace while it is written: a row for each copy on the wire. */
export class SegmentTable {
  readonly columns = {
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
  /** What rows refer to by number, each once. */
  readonly options: Options[] = []
  readonly spoofed: string[] = []
  readonly #optionIndex = new Map<string, number>()

  get length(): number {
    return this.columns.seq.length
  }

  /** Writes the row of a copy; its number. */
  add(row: NewSegment): number {
    const s = this.columns
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
    return this.length - 1
  }

  /** Segments that had not arrived when the run was cut are still in flight. */
  markInFlight(): void {
    const { endFact, fate } = this.columns
    for (let id = 0; id < this.length; id++) {
      if (endFact.get(id) < 0) fate.set(id, FATES.indexOf('in-flight'))
    }
  }

  /** Forgets everything and keeps the room of the columns. */
  clear(): void {
    for (const column of Object.values(this.columns)) column.clear()
    this.options.length = 0
    this.spoofed.length = 0
    this.#optionIndex.clear()
  }

  #optionsRow(options: Options | null): number {
    if (options === null) return -1
    const key = JSON.stringify(options)
    let row = this.#optionIndex.get(key)
    if (row === undefined) {
      row = this.options.length
      this.options.push(options)
      this.#optionIndex.set(key, row)
    }
    return row
  }

  #spoofedRow(address: string | null): number {
    if (address === null) return -1
    const known = this.spoofed.indexOf(address)
    return known >= 0 ? known : this.spoofed.push(address) - 1
  }
}
