import { PriorityQueue } from '../../../base/priority-queue.ts'
import type { Packet } from '../../host/world.ts'
import { COPY_AFTER_US, isLost, type LinkSpec, passage } from '../../net/link.ts'
import { ofSide, otherSide, type Side } from '../../tcp/state.ts'
import type { Connections } from './connections.ts'
import type { Counters } from './counters.ts'
import { Lane } from './lanes.ts'
import { blankSegment, copySegment, type Segment, type SegmentDraft } from '../../tcp/segment.ts'
import type { SegmentLog } from './segment-log.ts'
import { ADDRESS } from './spec.ts'

/**
 * A segment under way, with its place among those that its sender sent on this connection, once it is on the wire. The
 * wire owns these objects and uses them again: one is good until whoever it has reached is done with it.
 */
export interface Flight extends FilledIn<Packet> {
  readonly segment: SegmentDraft
  ordinal: number
}

type FilledIn<T> = { -readonly [K in keyof T]: T[K] }

/** Connection number of forged segments: they belong to none. */
export const FORGED = -1

/** The path between the two hosts: what is sent waits here until it arrives. */
export class Wire {
  /** Of a link whose delay never changes: they arrive as they were sent. */
  readonly lanes: Readonly<Record<Side, Lane<Flight>>> = { C: new Lane(), S: new Lane() }
  /** Everything else. */
  readonly heap = new PriorityQueue<Flight>()
  readonly #links: Readonly<Record<Side, LinkSpec>>
  readonly #chance: Readonly<Record<Side, boolean>>
  readonly #connections: Connections
  readonly #counters: Counters
  readonly #log: SegmentLog
  /** Objects that carry nothing at present. */
  readonly #idle: Flight[] = []
  #created = 0

  constructor(
    network: { readonly CtoS: LinkSpec; readonly StoC: LinkSpec },
    connections: Connections,
    counters: Counters,
    log: SegmentLog,
  ) {
    this.#links = { C: network.CtoS, S: network.StoC }
    this.#chance = { C: leavesToChance(network.CtoS), S: leavesToChance(network.StoC) }
    this.#connections = connections
    this.#counters = counters
    this.#log = log
  }

  get inFlight(): number {
    return this.lanes.C.size + this.lanes.S.size + this.heap.size
  }

  /** A flight with this segment in it, to be addressed and handed over. */
  load(segment: Segment): Flight {
    const flight = this.#idle.pop() ?? newFlight()
    copySegment(segment, flight.segment)
    return flight
  }

  /** The flight is over and dealt with. */
  unload(flight: Flight): void {
    this.#idle.push(flight)
  }

  /** A segment is handed over by one of the hosts. */
  hand(from: Side, flight: Flight, now: number): void {
    const { conn } = flight
    if (from === 'C') this.#counters.sent.C += 1
    else this.#counters.sent.S += 1
    if (conn === FORGED || flight.destinationAddress !== ofSide(ADDRESS, otherSide(from))) {
      this.#counters.lost += 1
      return this.unload(flight)
    }
    flight.ordinal = this.#connections.countSegment(conn, from)
    if (ofSide(this.#chance, from)) return this.#risk(from, flight, now)
    this.#log.add(now, conn, from, flight.segment, false)
    ofSide(this.lanes, from).push(now + ofSide(this.#links, from).delayUs, flight)
  }

  /** A forged segment for the server, from somewhere else on the net. */
  forge(packet: Packet, now: number): void {
    this.#counters.forged += 1
    this.lanes.C.push(now + this.#links.C.delayUs, this.copy(packet))
  }

  /** A flight like this packet. */
  copy(packet: Packet, ordinal = 0): Flight {
    const flight = this.load(packet.segment)
    flight.sourceAddress = packet.sourceAddress
    flight.sourcePort = packet.sourcePort
    flight.destinationAddress = packet.destinationAddress
    flight.destinationPort = packet.destinationPort
    flight.conn = packet.conn
    flight.ordinal = ordinal
    return flight
  }

  #risk(from: Side, flight: Flight, now: number): void {
    const link = ofSide(this.#links, from)
    const seed = this.#connections.seedOf(flight.conn)
    const direction = from === 'C' ? 0 : 1
    const lost = isLost(link, seed, 0, direction, flight.ordinal)
    this.#log.add(now, flight.conn, from, flight.segment, lost)
    if (lost) this.#counters.lost += 1
    if (isOnlyLossy(link)) {
      if (lost) this.unload(flight)
      else ofSide(this.lanes, from).push(now + link.delayUs, flight)
      return
    }
    const { ordinal } = flight
    const { delayUs, duplicated } = passage(link, { seed, conn: 0, direction, ordinal })
    if (duplicated) this.#counters.duplicated += 1
    const second = duplicated ? this.copy(flight, ordinal) : null
    if (lost) this.unload(flight)
    else this.heap.push(now + delayUs, 0, this.#created++, flight)
    if (second !== null) this.heap.push(now + delayUs + COPY_AFTER_US, 0, this.#created++, second)
  }
}

function newFlight(): Flight {
  return {
    sourceAddress: '',
    sourcePort: 0,
    destinationAddress: '',
    destinationPort: 0,
    segment: blankSegment(),
    conn: FORGED,
    ordinal: 0,
  }
}

function leavesToChance(link: LinkSpec): boolean {
  return link.lossPpm > 0 || !isOnlyLossy(link)
}

function isOnlyLossy(link: LinkSpec): boolean {
  return link.jitterUs === 0 && link.duplicatePpm === 0 && link.reorderPpm === 0
}
