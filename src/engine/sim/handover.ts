import type { Effect } from '../tcp/effect.ts'
import { otherSide, type Side } from '../tcp/state.ts'
import type { Packet } from '../host/world.ts'
import type { Faults, Handed } from '../net/fault.ts'
import { COPY_AFTER_US, passage } from '../net/link.ts'
import type { TraceBuilder } from '../trace/builder.ts'
import type { Place } from '../trace/fact-table.ts'
import type { NewSegment } from '../trace/segment-table.ts'
import type { LoopEvent } from './run.ts'
import type { Scenario } from './scenario.ts'

/** Where hosts hand their segments to the network: what becomes of each is decided and written down here. */
export class Handover {
  onHandedOver: (handed: Handed) => void = () => {}
  readonly #builder: TraceBuilder
  readonly #scenario: Scenario
  readonly #faults: Faults
  readonly #push: (event: LoopEvent, atUs: number) => void
  /** Segments handed over by each side, and by each side on each connection. */
  readonly #handed = { C: 0, S: 0 }
  readonly #onConnection: number[] = []

  constructor(
    scenario: Scenario,
    faults: Faults,
    builder: TraceBuilder,
    push: (event: LoopEvent, atUs: number) => void,
  ) {
    this.#scenario = scenario
    this.#faults = faults
    this.#builder = builder
    this.#push = push
  }

  /** One segment is handed to the network: the path and the scenario's faults decide what becomes of it. */
  hand(side: Side, packet: Packet, place: Place, how: Sending): void {
    const { sentUs: now } = how
    const ordinal = ++this.#handed[side]
    const { sourcePort, destinationPort, segment, conn } = packet
    const handed: Handed = { from: side, sourcePort, destinationPort, segment, atUs: now }
    const link = side === 'C' ? this.#scenario.network.CtoS : this.#scenario.network.StoC
    const key = {
      seed: this.#scenario.seed,
      conn,
      direction: side === 'C' ? 0 : 1,
      ordinal: this.#count(side, conn),
    }
    const path = passage(link, key)
    const fault = this.#faults.interfere(handed)
    const delayUs = path.delayUs + fault.extraDelayUs
    const to = this.#receiverOf(side, packet)
    const gone = path.lost || fault.dropped || to === null
    const endUs = now + (gone ? Math.floor(delayUs / 2) : delayUs)
    const fate = fault.dropped ? 'dropped' : gone ? 'lost' : 'delivered'
    const row = this.#row(side, packet, how, { endUs, fate, copyOf: -1, ordinal, fault: fault.fault })
    const sent = this.#builder.segmentFact('segment-sent', place, row)
    this.#builder.setSentFact(row, sent)
    if (gone) this.#push({ kind: 'loss', segment: row, byFault: fault.dropped }, endUs)
    else this.#push({ kind: 'arrival', segment: row, packet, to }, endUs)
    const copies = path.duplicated ? [COPY_AFTER_US, ...fault.copiesUs] : fault.copiesUs
    for (const afterUs of copies)
      this.#copy(side, packet, row, sent, now + delayUs + afterUs, how, fault.fault, to)
    this.onHandedOver(handed)
  }

  /** Puts a forged segment on the wire, where it arrives in the same instant; its row. */
  inject(packet: Packet, from: Side, spoofed: string | null, how: Sending, place: Place): number {
    const row = this.#builder.segment({
      conn: packet.conn,
      from,
      spoofed,
      sourcePort: packet.sourcePort,
      destinationPort: packet.destinationPort,
      segment: packet.segment,
      sentUs: how.sentUs,
      endUs: how.sentUs,
      fate: 'delivered',
      copyOf: -1,
      injected: true,
      retransmission: how.retransmission,
      probe: how.probe,
      ordinal: 0,
      fault: -1,
      seqBase: how.seqBase,
      ackBase: how.ackBase,
      sentFact: -1,
    })
    this.#builder.setSentFact(row, this.#builder.segmentFact('segment-injected', place, row))
    return row
  }

  /** A copy made by the network: a row of its own, caused by the original. */
  #copy(
    side: Side,
    packet: Packet,
    original: number,
    cause: number,
    endUs: number,
    how: Sending,
    fault: number,
    to: Side | null,
  ): void {
    const fate = to === null ? 'lost' : 'delivered'
    const row = this.#row(side, packet, how, { endUs, fate, copyOf: original, ordinal: 0, fault })
    const fact = this.#builder.segmentFact(
      'segment-duplicated',
      { side: null, conn: packet.conn, cause, because: null },
      row,
    )
    this.#builder.setSentFact(row, fact)
    if (to === null) this.#push({ kind: 'loss', segment: row, byFault: false }, endUs)
    else this.#push({ kind: 'arrival', segment: row, packet, to }, endUs)
  }

  /** The row of one copy on the wire. Written out: this is where a run spends its time, and spreading costs. */
  #row(side: Side, packet: Packet, how: Sending, flight: Flight): number {
    return this.#builder.segment({
      conn: packet.conn,
      from: side,
      spoofed: null,
      sourcePort: packet.sourcePort,
      destinationPort: packet.destinationPort,
      segment: packet.segment,
      sentUs: how.sentUs,
      endUs: flight.endUs,
      fate: flight.fate,
      copyOf: flight.copyOf,
      injected: false,
      retransmission: how.retransmission,
      probe: how.probe,
      ordinal: flight.ordinal,
      fault: flight.fault,
      seqBase: how.seqBase,
      ackBase: how.ackBase,
      sentFact: -1,
    })
  }

  /** The other host, or nobody: an answer to a spoofed address finds no one. */
  #receiverOf(side: Side, packet: Packet): Side | null {
    const other = otherSide(side)
    return packet.destinationAddress === this.#scenario.hosts[other].address ? other : null
  }

  #count(side: Side, conn: number): number {
    const end = conn * 2 + (side === 'C' ? 0 : 1)
    const count = (this.#onConnection[end] ?? 0) + 1
    this.#onConnection[end] = count
    return count
  }
}

/** What becomes of one copy of a segment. */
type Flight = Pick<NewSegment, 'endUs' | 'fate' | 'copyOf' | 'ordinal' | 'fault'>

/** What the sender says of a segment beside its numbers. */
export interface Sending {
  readonly sentUs: number
  readonly retransmission: number
  readonly probe: Extract<Effect, { kind: 'send-segment' }>['probe']
  readonly seqBase: number
  readonly ackBase: number
}
