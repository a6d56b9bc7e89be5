import { draw } from '../../../base/rng.ts'
import type { Errno } from '../../host/errno.ts'
import type { Endpoint } from '../../host/socket.ts'
import type { CallId, Ends, Packet, World } from '../../host/world.ts'
import { PURPOSE } from '../../net/link.ts'
import type { Effect, NoteId } from '../../tcp/effect.ts'
import type { RuleId } from '../../tcp/rules.ts'
import { ofSide, type Side } from '../../tcp/state.ts'
import type { Connections } from './connections.ts'
import type { Counters, StateCounts } from './counters.ts'
import type { ParkingTable } from './parked.ts'
import { ADDRESS } from './spec.ts'
import type { TimerQueue } from './timers.ts'
import { type Flight, FORGED, type Wire } from './wire.ts'

/** The ISN clock ticks every four microseconds (RFC 9293 3.4.1, MUST-8). */
const ISN_TICK_US = 4
/** 28 bits of hash: numbers stay small integers for most of an hour, which JavaScript computes with faster. */
const ISN_HASH = 0x0fff_ffff

/**
 * What the hosts of a population live in: it carries segments, keeps timers and counts, where the recorder of a lesson
 * writes everything down.
 */
export class PopulationWorld implements World {
  now = 0
  /** Endpoints that have something new for their application. */
  readonly woken: Endpoint[] = []
  /** Connection that connect() opens at present, or that the arriving segment belongs to. */
  conn = FORGED
  readonly #seed: number
  readonly #wire: Wire
  readonly #timers: Readonly<Record<Side, TimerQueue>>
  readonly #tables: Readonly<Record<Side, ParkingTable>>
  readonly #connections: Connections
  readonly #counters: Counters
  readonly #states: StateCounts
  readonly #onClientTimeWait: (endpoint: Endpoint) => void
  readonly #onClientGone: (endpoint: Endpoint) => void

  constructor(parts: {
    readonly seed: number
    readonly wire: Wire
    readonly timers: Readonly<Record<Side, TimerQueue>>
    readonly tables: Readonly<Record<Side, ParkingTable>>
    readonly connections: Connections
    readonly counters: Counters
    readonly states: StateCounts
    readonly onClientTimeWait: (endpoint: Endpoint) => void
    readonly onClientGone: (endpoint: Endpoint) => void
  }) {
    this.#seed = parts.seed
    this.#wire = parts.wire
    this.#timers = parts.timers
    this.#tables = parts.tables
    this.#connections = parts.connections
    this.#counters = parts.counters
    this.#states = parts.states
    this.#onClientTimeWait = parts.onClientTimeWait
    this.#onClientGone = parts.onClientGone
  }

  claimConnection(): number {
    return this.conn
  }

  /** RFC 6528: the clock plus a keyed hash of both ends, so numbers of one 4-tuple only grow. */
  nextIss(side: Side): number {
    const port = this.conn === FORGED ? 0 : this.#connections.port(this.conn)
    const direction = side === 'C' ? 0 : 1
    const hash = draw(this.#seed, port, direction, 0, PURPOSE.isn) & ISN_HASH
    return (Math.floor(this.now / ISN_TICK_US) + hash) >>> 0
  }

  streamOf(side: Side, conn: number): number {
    return conn * 2 + (side === 'C' ? 0 : 1)
  }

  apply(side: Side, endpoint: Endpoint, effect: Effect, offending: Packet | null): void {
    switch (effect.kind) {
      case 'send-segment':
        return this.#send(side, endpoint, effect, offending)
      case 'set-timer':
        // TIME-WAIT ends by the row that the endpoint is put away as.
        if (effect.timer !== 'time-wait') ofSide(this.#timers, side).arm(endpoint, effect.dueUs, this.now)
        return
      case 'deliver':
      case 'signal-user':
        if (this.woken.at(-1) !== endpoint) this.woken.push(endpoint)
        return
      case 'state-changed':
        this.#states.move(side, effect.from, effect.to)
        if (effect.to === 'TIME-WAIT') this.#enteredTimeWait(side, endpoint)
        else if (effect.to === 'CLOSED' && side === 'C') this.#onClientGone(endpoint)
        return
      case 'noted':
        this.noted(side, endpoint.conn, effect.note)
        return
      case 'segment-discarded':
        return this.#countDiscard(effect.because)
      case 'cancel-timer':
      case 'delete-tcb':
        return
    }
  }

  sendWithoutEndpoint(side: Side, packet: Packet): void {
    this.#wire.hand(side, this.#wire.copy(packet), this.now)
  }

  discarded(side: Side, packet: Packet, because: RuleId): void {
    this.#countDiscard(because)
    if (packet.conn === FORGED || (because !== 'HOST-BACKLOG' && because !== 'HOST-ACCEPT-QUEUE')) return
    const { ordinal } = packet as Flight
    const from = side === 'C' ? 'S' : 'C'
    this.#connections.refused.push({ conn: packet.conn, from, ordinal, atUs: this.now, because })
  }

  noted(_side: Side, conn: number, note: NoteId): void {
    if (note === 'rtt-sample') return
    if (note === 'syn-cookie-sent' && conn !== FORGED) this.#connections.withCookie.add(conn)
    const { notes } = this.#counters
    notes[note] = (notes[note] ?? 0) + 1
  }

  /** Forgotten without a segment: the system's limit on TIME-WAIT entries. */
  crashed(side: Side, endpoint: Endpoint): void {
    this.#states.move(side, endpoint.tcb.state, 'CLOSED')
    if (side === 'C') this.#onClientGone(endpoint)
  }

  tcbChanged(): void {}
  queuesChanged(): void {}
  listenerChanged(): void {}
  wrote(): void {}

  labelOf(): string {
    return ''
  }

  callMade(): CallId {
    return 0
  }

  callReturned(_call: CallId, _conn: number, _result: number, _errno: Errno | null): void {}

  #send(
    side: Side,
    endpoint: Endpoint,
    effect: Extract<Effect, { kind: 'send-segment' }>,
    offending: Packet | null,
  ): void {
    if (effect.retransmission > 0) this.#counters.retransmitted += 1
    const flight = this.#wire.load(effect.segment)
    flight.sourceAddress = ofSide(ADDRESS, side)
    flight.sourcePort = endpoint.localPort
    flight.destinationAddress = endpoint.remoteAddress
    flight.destinationPort = endpoint.remotePort
    flight.conn = effect.reply && offending !== null ? offending.conn : endpoint.conn
    flight.ordinal = 0
    this.#wire.hand(side, flight, this.now)
  }

  #enteredTimeWait(side: Side, endpoint: Endpoint): void {
    ofSide(this.#tables, side).noteTimeWait(endpoint)
    if (side === 'C') this.#onClientTimeWait(endpoint)
  }

  #countDiscard(because: RuleId): void {
    const { discarded } = this.#counters
    discarded[because] = (discarded[because] ?? 0) + 1
  }
}

/** Both ends of a connection, as the client sees them. */
export function endsOfClient(port: number, destinationPort: number): Ends {
  return { localPort: port, remoteAddress: ADDRESS.S, remotePort: destinationPort }
}
