import { settingsOf, type Settings } from '../../tcp/profiles.ts'
import { ACK, FIN, RST, SYN } from '../../tcp/segment.ts'
import type { TraceView } from '../../trace/trace-view.ts'
import type { Scenario } from '../scenario.ts'
import { FACT, FIELD, FIELD_COUNT, minus, plus, signalCode, STATE, TIMER_COUNT } from './columns.ts'

const REMOTE_CLOSED = signalCode('remote-closed')

/**
 * One trace, gone through once: what each end knew at each moment, worked out from what it sent, received and
 * delivered, and beside it what its TCB says. An *end* is one side of one incarnation, `conn * 2 + side`; a *slot* is
 * one side of one pair of ports, which a later incarnation takes over.
 */
export class Replay {
  readonly columns: TraceView
  readonly scenario: Scenario
  /** Settings of C and of S. */
  readonly settings: readonly [Settings, Settings]
  /** When the same scenario without faults ended; -1: not known. */
  readonly faultlessEndUs: number

  /** First connection with the same ports, by connection. */
  readonly tuple: readonly number[]
  /** By end: ISN of it and of its peer; -1: not known. */
  readonly iss: Float64Array
  readonly irs: Float64Array
  /** By end: bytes in order that it has delivered, and whether it has reached the peer's FIN. */
  readonly delivered: Float64Array
  readonly finReached: Uint8Array
  /** By end: first number after everything it has sent; -1: nothing. */
  readonly high: Float64Array
  /** By slot: state and connection. */
  readonly slotState: Int8Array
  readonly slotConn: Int32Array

  /** Facts that change the state of a slot, and the state before; what the TCB then says is in `changed`. */
  readonly changes: number[] = []
  readonly changeBefore: number[] = []

  /** By segment, at its sending: state of the sender, RCV.NXT as worked out, highest numbers of the peer and its own. */
  readonly txState: Int8Array
  readonly txRcvNxt: Float64Array
  readonly txPeerHigh: Float64Array
  readonly txOwnHigh: Float64Array
  /** By segment, at its arrival: state and connection of the receiver, RCV.NXT as worked out. */
  readonly rxState: Int8Array
  readonly rxConn: Int32Array
  readonly rxRcvNxt: Float64Array

  /** Ends of steps: last fact, slot that took part, its connection and state then. */
  readonly endFact: number[] = []
  readonly endSlot: number[] = []
  readonly endConn: number[] = []
  readonly endState: number[] = []

  readonly #fields: Float64Array
  readonly #txFields: Float64Array
  readonly #rxFields: Float64Array
  readonly #changeFields: number[] = []
  readonly #endFields: number[] = []
  readonly #endDue: number[] = []
  /** When each timer of a slot is due; -1: it does not run. */
  readonly #due: Float64Array
  /** What waits for the end of an event to learn the fields that go with it: [index, end] pairs. */
  #pendingSegments: number[] = []
  #pendingChanges: number[] = []
  #touched: number[] = []

  constructor(columns: TraceView, scenario: Scenario, faultlessEndUs = -1) {
    this.columns = columns
    this.scenario = scenario
    this.faultlessEndUs = faultlessEndUs
    this.settings = [settingsOfSide(scenario, 'C'), settingsOfSide(scenario, 'S')]
    const { connections, segmentCount } = columns
    const ends = connections.length * 2
    this.tuple = connections.map(({ clientPort, serverPort, spoofed }) =>
      connections.findIndex(
        (other) =>
          other.clientPort === clientPort && other.serverPort === serverPort && other.spoofed === spoofed,
      ),
    )
    this.iss = new Float64Array(ends).fill(-1)
    this.irs = new Float64Array(ends).fill(-1)
    this.delivered = new Float64Array(ends)
    this.finReached = new Uint8Array(ends)
    this.high = new Float64Array(ends).fill(-1)
    this.slotState = new Int8Array(ends).fill(STATE.none)
    this.slotConn = new Int32Array(ends).fill(-1)
    this.txState = new Int8Array(segmentCount).fill(STATE.none)
    this.txRcvNxt = new Float64Array(segmentCount).fill(-1)
    this.txPeerHigh = new Float64Array(segmentCount).fill(-1)
    this.txOwnHigh = new Float64Array(segmentCount).fill(-1)
    this.rxState = new Int8Array(segmentCount).fill(STATE.none)
    this.rxConn = new Int32Array(segmentCount).fill(-1)
    this.rxRcvNxt = new Float64Array(segmentCount).fill(-1)
    this.#fields = new Float64Array(ends * FIELD_COUNT)
    this.#txFields = new Float64Array(segmentCount * FIELD_COUNT)
    this.#rxFields = new Float64Array(segmentCount * FIELD_COUNT)
    this.#due = new Float64Array(ends * TIMER_COUNT).fill(-1)
    this.#readAll()
  }

  /** A TCB field of the sender after the event that made it send this segment. */
  sender(segment: number, field: number): number {
    return this.#txFields[segment * FIELD_COUNT + field] as number
  }

  /** A TCB field of the receiver just before this segment reached it. */
  receiver(segment: number, field: number): number {
    return this.#rxFields[segment * FIELD_COUNT + field] as number
  }

  /** A TCB field after the event that made the n-th change of state. */
  changed(change: number, field: number): number {
    return this.#changeFields[change * FIELD_COUNT + field] as number
  }

  /** A TCB field at the n-th end of a step. */
  ended(at: number, field: number): number {
    return this.#endFields[at * FIELD_COUNT + field] as number
  }

  /** When a timer was due at the n-th end of a step; -1: it did not run. */
  endedDue(at: number, timer: number): number {
    return this.#endDue[at * TIMER_COUNT + timer] as number
  }

  /** A TCB field of an end when the run was over. */
  last(end: number, field: number): number {
    return this.#fields[end * FIELD_COUNT + field] as number
  }

  /** When a timer of a slot was due when the run was over; -1: it did not run. */
  lastDue(slot: number, timer: number): number {
    return this.#due[slot * TIMER_COUNT + timer] as number
  }

  /** Numbers that a segment takes. */
  lengthOf(segment: number): number {
    const { flags, textLength } = this.columns.segments
    const bits = flags[segment] as number
    return (textLength[segment] as number) + ((bits & SYN) !== 0 ? 1 : 0) + ((bits & FIN) !== 0 ? 1 : 0)
  }

  /** First number after a segment. */
  endOf(segment: number): number {
    return plus(this.columns.segments.seq[segment] as number, this.lengthOf(segment))
  }

  /** The slot that a segment reaches. */
  slotReachedBy(segment: number): number {
    const { conn, from } = this.columns.segments
    return (this.tuple[conn[segment] as number] as number) * 2 + (1 - (from[segment] as number))
  }

  #readAll(): void {
    const { facts, factCount } = this.columns
    for (let i = 0; i < factCount; i++) {
      if (i > 0 && facts.step[i] !== facts.step[i - 1]) this.#endOfStep(i - 1)
      this.#read(i)
    }
    this.#endOfStep(factCount - 1)
  }

  #read(i: number): void {
    const { facts } = this.columns
    const kind = facts.kind[i] as number
    const side = facts.side[i] as number
    const conn = facts.conn[i] as number
    const a = facts.a[i] as number
    if (kind === FACT.delivered) return this.#arrival(a)
    if (side > 1 || conn < 0) return
    const end = conn * 2 + side
    const slot = (this.tuple[conn] as number) * 2 + side
    switch (kind) {
      case FACT.sent:
        return this.#sending(a, end, slot)
      case FACT.state:
        return this.#change(i, end, slot)
      case FACT.tcb:
        return this.#tcb(a, facts.b[i] as number, end, slot)
      case FACT.data:
        this.#learnIrs(i, end)
        this.delivered[end] = (this.delivered[end] as number) + (facts.c[i] as number)
        return
      case FACT.signalled:
        if (a === REMOTE_CLOSED) this.finReached[end] = 1
        return
      case FACT.timerSet:
        this.#touch(slot)
        this.#due[slot * TIMER_COUNT + a] = facts.b[i] as number
        return
      case FACT.timerCancelled:
      case FACT.timerFired:
        this.#touch(slot)
        this.#due[slot * TIMER_COUNT + a] = -1
    }
  }

  /** RCV.NXT by what the end has received: the SYN, bytes in order, the FIN. */
  #rcvNxt(end: number): number {
    const irs = this.irs[end] as number
    if (irs < 0) return -1
    return plus(irs, 1 + (this.delivered[end] as number) + (this.finReached[end] as number))
  }

  #arrival(segment: number): void {
    const slot = this.slotReachedBy(segment)
    const conn = this.slotConn[slot] as number
    this.rxState[segment] = this.slotState[slot] as number
    this.rxConn[segment] = conn
    if (conn < 0) return
    const end = conn * 2 + (slot & 1)
    this.rxRcvNxt[segment] = this.#rcvNxt(end)
    copy(this.#fields, end * FIELD_COUNT, this.#rxFields, segment * FIELD_COUNT)
  }

  #sending(segment: number, end: number, slot: number): void {
    const { flags, seq } = this.columns.segments
    const bits = flags[segment] as number
    this.txState[segment] = this.slotState[slot] as number
    this.txRcvNxt[segment] = this.#rcvNxt(end)
    this.txPeerHigh[segment] = this.high[end ^ 1] as number
    this.txOwnHigh[segment] = this.high[end] as number
    this.#pendingSegments.push(segment, end)
    this.#touch(slot)
    if ((bits & RST) !== 0) return
    if ((bits & SYN) !== 0 && (this.iss[end] as number) < 0) this.iss[end] = seq[segment] as number
    const after = this.endOf(segment)
    const high = this.high[end] as number
    if (high < 0 || minus(after, high) > 0) this.high[end] = after
  }

  #change(i: number, end: number, slot: number): void {
    const { facts } = this.columns
    this.changes.push(i)
    this.changeBefore.push(this.slotState[slot] as number)
    this.#pendingChanges.push(this.changes.length - 1, end)
    this.slotState[slot] = facts.b[i] as number
    this.slotConn[slot] = end >> 1
    this.#touch(slot)
    this.#learnIrs(i, end)
  }

  /** The peer's ISN is that of the SYN that made this fact; behind a cookie, one before its ACK. */
  #learnIrs(i: number, end: number): void {
    if ((this.irs[end] as number) >= 0) return
    const { facts, segments } = this.columns
    const cause = facts.cause[i] as number
    if (cause < 0 || facts.kind[cause] !== FACT.delivered) return
    const segment = facts.a[cause] as number
    const bits = segments.flags[segment] as number
    const seq = segments.seq[segment] as number
    if ((bits & SYN) !== 0) {
      this.irs[end] = seq
      // An old SYN may begin an incarnation that its sender knows nothing of; that much it did send.
      if ((this.high[end ^ 1] as number) < 0 && segments.injected[segment] === 0)
        this.high[end ^ 1] = this.endOf(segment)
    } else if ((bits & ACK) !== 0 && facts.a[i] === STATE.listen) {
      this.irs[end] = plus(seq, -1)
      this.iss[end] = plus(segments.ack[segment] as number, -1)
      this.high[end] = segments.ack[segment] as number
    }
  }

  #tcb(first: number, count: number, end: number, slot: number): void {
    const { field, value } = this.columns.changes
    for (let c = first; c < first + count; c++) {
      this.#fields[end * FIELD_COUNT + (field[c] as number)] = value[c] as number
      // An end that joins the peer's incarnation has sent its SYN in another one.
      if (field[c] === FIELD.iss && (this.iss[end] as number) < 0) this.iss[end] = value[c] as number
    }
    // A failed reopen gives the slot back to the connection it was taken from.
    this.slotConn[slot] = end >> 1
    this.#touch(slot)
    this.#settlePending()
  }

  #endOfStep(fact: number): void {
    this.#settlePending()
    for (const slot of this.#touched) {
      const conn = this.slotConn[slot] as number
      this.endFact.push(fact)
      this.endSlot.push(slot)
      this.endConn.push(conn)
      this.endState.push(this.slotState[slot] as number)
      const from = Math.max(0, conn * 2 + (slot & 1)) * FIELD_COUNT
      for (let f = 0; f < FIELD_COUNT; f++) this.#endFields.push(this.#fields[from + f] as number)
      for (let t = 0; t < TIMER_COUNT; t++) this.#endDue.push(this.#due[slot * TIMER_COUNT + t] as number)
    }
    if (this.#touched.length > 0) this.#touched = []
  }

  #settlePending(): void {
    const segments = this.#pendingSegments
    const changes = this.#pendingChanges
    if (segments.length > 0) {
      for (let p = 0; p < segments.length; p += 2) {
        const from = (segments[p + 1] as number) * FIELD_COUNT
        copy(this.#fields, from, this.#txFields, (segments[p] as number) * FIELD_COUNT)
      }
      this.#pendingSegments = []
    }
    if (changes.length > 0) {
      for (let p = 0; p < changes.length; p += 2) {
        const from = (changes[p + 1] as number) * FIELD_COUNT
        for (let f = 0; f < FIELD_COUNT; f++) this.#changeFields.push(this.#fields[from + f] as number)
      }
      this.#pendingChanges = []
    }
  }

  #touch(slot: number): void {
    if (!this.#touched.includes(slot)) this.#touched.push(slot)
  }
}

function copy(from: Float64Array, at: number, to: Float64Array, place: number): void {
  for (let f = 0; f < FIELD_COUNT; f++) to[place + f] = from[at + f] as number
}

function settingsOfSide(scenario: Scenario, side: 'C' | 'S'): Settings {
  const host = scenario.hosts[side]
  return settingsOf(host.profile ?? scenario.profile, { ...scenario.settings, ...host.settings })
}
