import { RST } from '../tcp/segment.ts'
import { otherSide, type Side, SIDES } from '../tcp/state.ts'
import { edgeIndex } from '../tcp/transitions.ts'
import { TraceBuilder } from '../trace/builder.ts'
import type { TraceData } from '../trace/codec.ts'
import { TCB_FIELDS } from '../trace/trace.ts'
import { beginningOf } from './begin-states.ts'
import type { Capture } from './capture.ts'
import { type Doubt, DOUBTS } from './doubt.ts'
import type { Flight } from './fates.ts'
import { basesOf, type NumberBases, seqBaseOf, textOf, textRange } from './number-bases.ts'
import type { Observed } from './observe.ts'
import { type Change, ObservedEnd, type Range } from './observed-end.ts'
import { middleOf, type Moment, type Timeline } from './timeline.ts'

/** What is followed of one connection while its moments are written down. */
interface Connection {
  readonly ports: Readonly<Record<Side, number>>
  readonly bases: NumberBases
  readonly ends: Readonly<Record<Side, ObservedEnd>>
  /** Fact of the last arrival that this end has not answered yet, or -1. */
  readonly unanswered: Record<Side, number>
  /** Values of the followed variables, as last written. */
  readonly written: Readonly<Record<Side, number[]>>
  /** By side: how often each number was sent. */
  readonly sendings: Readonly<Record<Side, Map<number, number>>>
}

/** The variables that packets show, and their places in `TCB_FIELDS`. */
const SHOWN = (['iss', 'irs', 'snd.una', 'snd.nxt', 'rcv.nxt'] as const).map((field) =>
  TCB_FIELDS.indexOf(field),
)

/** Writes the moments of a timeline down as facts. */
export class TraceWriter {
  readonly #builder = new TraceBuilder()
  readonly #capture: Capture
  readonly #timeline: Timeline
  readonly #connections: Connection[] = []
  /** By flight: its segment in the trace. */
  readonly #segments: number[] = []
  /** What is doubted: by fact, its place in `DOUBTS` plus one. */
  readonly #doubts = new Map<number, number>()
  readonly #ordinals = { C: 0, S: 0 }
  #step: { tUs: number; side: Side | null } | null = null

  constructor(capture: Capture, timeline: Timeline) {
    this.#capture = capture
    this.#timeline = timeline
  }

  /** A connection and what its ends were before its first packet. Step 0 must be open. */
  connect(of: number, ports: Readonly<Record<Side, number>>, incarnation: number): void {
    const flights = (this.#timeline.byStream[of] ?? []).map((index) => this.#flight(index))
    const packets = flights.map(({ packet }) => packet)
    const bases = basesOf(packets)
    const beginning = beginningOf(packets)
    const conn = this.#builder.connection({
      clientPort: ports.C,
      serverPort: ports.S,
      spoofed: null,
      incarnation,
      isn: bases.isn,
    })
    const end = (side: Side): ObservedEnd => new ObservedEnd(beginning.state[side], aliveUntil(flights, side))
    this.#connections.push({
      ports,
      bases,
      ends: { C: end('C'), S: end('S') },
      unanswered: { C: -1, S: -1 },
      written: { C: SHOWN.map(() => -1), S: SHOWN.map(() => -1) },
      sendings: { C: new Map(), S: new Map() },
    })
    for (const side of SIDES) this.#beginState(side, conn, beginning)
  }

  begin(): void {
    this.#builder.beginStep(0)
  }

  write({ tUs, kind, flight }: Moment): void {
    switch (kind) {
      case 'is-sent':
        return this.#send(flight, tUs)
      case 'is-lost':
        return this.#lose(flight, tUs)
      case 'arrives':
        return this.#arrive(flight, tUs)
    }
  }

  /** The last states stay for as long as a flight takes, so that they can be seen. */
  finish(): TraceData {
    const { moments, path } = this.#timeline
    const flightUs = Math.max(path.leadUs.C + path.tailUs.C, path.leadUs.S + path.tailUs.S)
    return this.#builder.finish((moments.at(-1)?.tUs ?? 0) + flightUs, 'stopped')
  }

  /** The doubts about all facts as a column. */
  doubtsOf(facts: number): Uint8Array {
    const column = new Uint8Array(facts)
    for (const [fact, doubt] of this.#doubts) column[fact] = doubt
    return column
  }

  #beginState(side: Side, conn: number, { state, doubt }: ReturnType<typeof beginningOf>): void {
    const to = state[side]
    if (to === 'CLOSED') return
    // A listener stands for itself, before any connection.
    const isListener = to === 'LISTEN'
    const place = { side, conn: isListener ? -1 : conn, cause: -1, because: null }
    const edge = isListener ? edgeIndex('CLOSED', 'LISTEN', 'open-passive') : -1
    const fact = this.#builder.stateChanged(place, 'CLOSED', to, edge)
    this.#doubt(fact, doubt)
  }

  #send(flight: number, tUs: number): void {
    const { packet } = this.#flight(flight)
    const connection = this.#connection(packet)
    const side = packet.from
    this.#openStep(tUs, side)
    const segment = this.#addSegment(flight, connection)
    const cause = connection.unanswered[side]
    connection.unanswered[side] = -1
    const fact = this.#builder.segmentFact(
      'segment-sent',
      { side, conn: packet.conn, cause, because: null },
      segment,
    )
    this.#builder.setSentFact(segment, fact)
    const { changes, text } = connection.ends[side].sends(packet, connection.ends[otherSide(side)], tUs)
    this.#follow(packet, side, fact, changes, text, 'seen-from-later')
  }

  #lose(flight: number, tUs: number): void {
    const { packet } = this.#flight(flight)
    const segment = this.#segments[flight] as number
    this.#openStep(tUs, null)
    const cause = this.#builder.sentFactOf(segment)
    const place = { side: null, conn: packet.conn, cause, because: null }
    this.#doubt(this.#builder.segmentDropped(place, segment, false), this.#timeline.fates[flight]?.doubt)
  }

  #arrive(flight: number, tUs: number): void {
    const { packet } = this.#flight(flight)
    const connection = this.#connection(packet)
    const side = otherSide(packet.from)
    const segment = this.#segments[flight] as number
    this.#step = null
    this.#openStep(tUs, side)
    const cause = this.#builder.sentFactOf(segment)
    const place = { side, conn: packet.conn, cause, because: null }
    const fact = this.#builder.segmentFact('segment-delivered', place, segment)
    this.#doubt(fact, this.#timeline.fates[flight]?.doubt)
    connection.unanswered[side] = fact
    const { changes, text } = connection.ends[side].receives(packet, tUs)
    this.#follow(packet, side, fact, changes, text, null)
  }

  /** What an end sends at the very instant of an arrival belongs to the same step. */
  #openStep(tUs: number, side: Side | null): void {
    if (this.#step?.tUs === tUs && this.#step.side === side && side !== null) return
    this.#builder.beginStep(tUs)
    this.#step = { tUs, side }
  }

  #follow(
    packet: Observed,
    side: Side,
    cause: number,
    changes: readonly Change[],
    text: Range | null,
    doubtOfText: Doubt | null,
  ): void {
    const { conn } = packet
    const place = { side, conn, cause, because: null }
    const connection = this.#connection(packet)
    if (text !== null) {
      const delivered = textOf(connection.bases, conn, otherSide(side), text)
      this.#doubt(this.#builder.dataDelivered(place, delivered), doubtOfText)
    }
    for (const { from, to, event, doubt } of changes) {
      this.#doubt(this.#builder.stateChanged(place, from, to, edgeIndex(from, to, event)), doubt)
    }
    this.#builder.tcbChanged(place, this.#changedFields(connection, side))
  }

  #changedFields({ ends, written }: Connection, side: Side): [field: number, value: number][] {
    const { iss, irs, sndUna, sndNxt, rcvNxt } = ends[side]
    const before = written[side]
    const changed: [number, number][] = []
    for (const [i, value] of [iss, irs, sndUna, sndNxt, rcvNxt].entries()) {
      if (value === before[i]) continue
      changed.push([SHOWN[i] as number, value])
      before[i] = value
    }
    return changed
  }

  #addSegment(index: number, connection: Connection): number {
    const flight = this.#flight(index)
    const { packet } = flight
    const { tcp } = this.#capture
    const lost = this.#timeline.fates[index]?.lost === true
    const { row, from, conn } = packet
    const before = countSending(connection, packet)
    const segment = this.#builder.segment({
      conn,
      from,
      spoofed: null,
      sourcePort: connection.ports[from],
      destinationPort: connection.ports[otherSide(from)],
      segment: {
        seq: packet.seq,
        ack: packet.ack,
        flags: packet.flags,
        wnd: tcp.wnd[row] as number,
        up: tcp.up[row] as number,
        text: packet.length === 0 ? null : textOf(connection.bases, conn, from, textRange(packet)),
        options: flight.options,
      },
      sentUs: flight.sentUs,
      endUs: lost ? middleOf(flight) : flight.arrivesUs,
      fate: lost ? 'lost' : 'delivered',
      copyOf: -1,
      injected: false,
      retransmission: packet.repeated ? Math.max(1, before) : 0,
      probe: probeOf(packet),
      ordinal: ++this.#ordinals[from],
      fault: -1,
      seqBase: seqBaseOf(packet, connection.bases),
      ackBase: connection.bases.base[otherSide(from)],
      sentFact: -1,
    })
    this.#segments[index] = segment
    return segment
  }

  #flight(index: number): Flight {
    return this.#timeline.flights[index] as Flight
  }

  #connection({ conn }: Observed): Connection {
    return this.#connections[conn] as Connection
  }

  #doubt(fact: number, doubt: Doubt | null | undefined): void {
    if (doubt !== null && doubt !== undefined) this.#doubts.set(fact, DOUBTS.indexOf(doubt) + 1)
  }
}

/** How often the numbers of this packet have been sent before, as far as they began alike. */
function countSending({ sendings }: Connection, { from, seq, end }: Observed): number {
  if (seq === end) return 0
  const before = sendings[from].get(seq) ?? 0
  sendings[from].set(seq, before + 1)
  return before
}

/** When an end was last heard of with anything but a reset. */
function aliveUntil(flights: readonly Flight[], side: Side): number {
  const last = flights.findLast(({ packet }) => packet.from === side && (packet.flags & RST) === 0)
  return last?.sentUs ?? -1
}

function probeOf({ anomalies }: Observed): 'keepalive' | 'zero-window' | null {
  if (anomalies.includes('keepalive')) return 'keepalive'
  return anomalies.includes('zero-window-probe') ? 'zero-window' : null
}
