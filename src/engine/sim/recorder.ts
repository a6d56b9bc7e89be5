import type { Effect } from '../tcp/effect.ts'
import { isRunning } from '../tcp/context.ts'
import { type TimerName, TIMERS } from '../tcp/event.ts'
import type { RuleId } from '../tcp/rules.ts'
import { ACK, has, RST, SYN, type Text } from '../tcp/segment.ts'
import { otherSide, type Side } from '../tcp/state.ts'
import { edgeIndex } from '../tcp/transitions.ts'
import type { Errno } from '../host/errno.ts'
import type { Endpoint, Listener } from '../host/socket.ts'
import type { CallRecord, Ends, Packet, World } from '../host/world.ts'
import type { Faults, Handed } from '../net/fault.ts'
import { COPY_AFTER_US, passage } from '../net/link.ts'
import type { NewSegment, Place, TraceBuilder } from '../trace/builder.ts'
import { type EndReason, TCB_FIELDS } from '../trace/trace.ts'
import { Identities } from './identities.ts'
import type { LoopEvent } from './run.ts'
import type { Scenario } from './scenario.ts'
import { changedFields } from './tcb-fields.ts'

/**
 * The world of a lesson: it writes down everything that happens, gives every fact its cause, and hands segments to
 * the network. The only writer of the trace.
 */
export class Recorder implements World {
  now = 0
  readonly keepsHistory = false
  /** Fact, or item of the scenario, that whatever happens now goes back to. */
  cause = -1
  onHandedOver: (handed: Handed) => void = () => {}
  readonly identities: Identities
  readonly #builder: TraceBuilder
  readonly #scenario: Scenario
  readonly #faults: Faults
  readonly #push: (event: LoopEvent, atUs: number) => void
  /** Segments handed over by each side, and by each side on each connection. */
  readonly #handed = { C: 0, S: 0 }
  readonly #onConnection: number[] = []
  /** Row of the segment that is being received. */
  #receiving = -1

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
    this.identities = new Identities(scenario, this.#builder)
  }

  beginStep(tUs: number): void {
    this.now = tUs
    this.#builder.beginStep(tUs)
  }

  endStep(): void {
    this.#builder.dropEmptyStep()
  }

  /** Everything recorded inside goes back to `cause`. */
  within(cause: number, what: () => void): void {
    const outer = this.cause
    this.cause = cause
    what()
    this.cause = outer
    this.#receiving = -1
  }

  end(endUs: number, reason: EndReason): void {
    this.#builder.markInFlight()
    this.#builder.end(endUs, reason)
  }

  // --- The network ------------------------------------------------------------------------------------------

  arrived(segment: number, to: Side | null): number {
    const place = {
      side: to,
      conn: this.#builder.connOf(segment),
      cause: this.#builder.sentFactOf(segment),
      because: null,
    }
    this.#receiving = segment
    return this.#builder.segmentFact('segment-delivered', place, segment)
  }

  lost(segment: number, byFault: boolean): void {
    const conn = this.#builder.connOf(segment)
    this.#builder.segmentDropped(
      { side: null, conn, cause: this.#builder.sentFactOf(segment), because: null },
      segment,
      byFault,
    )
  }

  timerFired(side: Side, endpoint: Endpoint, timer: TimerName): number {
    const cause = this.#followed.get(endpoint)?.timerFacts[timer] ?? -1
    return this.#builder.timer('timer-fired', { side, conn: endpoint.conn, cause, because: null }, timer)
  }

  rebooted(side: Side, cause: number): number {
    return this.#builder.hostRebooted({ side, conn: -1, cause, because: 'HOST-CRASH' })
  }

  /** Puts a forged segment on the wire, where it arrives in the same instant. */
  injected(packet: Packet, from: Side, spoofed: string | null, cause: number): number {
    const bases = this.identities.basesOfForged(packet, from)
    const segment = this.#builder.segment({
      conn: packet.conn,
      from,
      spoofed,
      sourcePort: packet.sourcePort,
      destinationPort: packet.destinationPort,
      segment: packet.segment,
      sentUs: this.now,
      endUs: this.now,
      fate: 'delivered',
      copyOf: -1,
      injected: true,
      retransmission: 0,
      probe: null,
      ordinal: 0,
      fault: -1,
      ...bases,
      sentFact: -1,
    })
    const sent = this.#builder.segmentFact(
      'segment-injected',
      { side: null, conn: packet.conn, cause, because: 'SIM-INJECTED' },
      segment,
    )
    this.#builder.setSentFact(segment, sent)
    return this.arrived(segment, otherSide(from))
  }

  // --- World: identities ------------------------------------------------------------------------------------

  claimConnection(side: Side, ends: Ends, peerIsn: number | null): number {
    return this.identities.claim(side, ends, peerIsn)
  }

  nextIss(side: Side, conn: number): number {
    return this.identities.nextIss(side, conn, this.now)
  }

  streamOf(side: Side, conn: number): number {
    return this.identities.streamOf(side, conn)
  }

  // --- World: what endpoints do -----------------------------------------------------------------------------

  apply(side: Side, endpoint: Endpoint, effect: Effect, offending: Packet | null): void {
    const place: Place = { side, conn: endpoint.conn, cause: this.cause, because: effect.because }
    switch (effect.kind) {
      case 'send-segment':
        return this.#send(side, endpoint, effect, offending)
      case 'set-timer':
        return this.#setTimer(place, side, endpoint, effect.timer, effect.dueUs)
      case 'cancel-timer':
        this.#builder.timer('timer-cancelled', place, effect.timer)
        return
      case 'deliver':
        this.#builder.dataDelivered(place, effect.text)
        return
      case 'signal-user':
        this.#builder.signalled(place, effect.signal)
        return
      case 'state-changed':
        this.#builder.stateChanged(
          place,
          effect.from,
          effect.to,
          edgeIndex(effect.from, effect.to, effect.event),
        )
        return
      case 'segment-discarded':
        if (this.#receiving >= 0) this.#builder.segmentFact('segment-discarded', place, this.#receiving)
        return
      case 'noted':
        this.#builder.noted(place, effect.note, effect.value)
        return
      case 'delete-tcb':
        return
    }
  }

  discarded(side: Side, packet: Packet, because: RuleId): void {
    const place = { side, conn: packet.conn, cause: this.cause, because }
    if (this.#receiving >= 0) this.#builder.segmentFact('segment-discarded', place, this.#receiving)
  }

  noted(
    side: Side,
    conn: number,
    note: Extract<Effect, { kind: 'noted' }>['note'],
    value: number,
    because: RuleId,
  ): void {
    this.#builder.noted({ side, conn, cause: this.cause, because }, note, value)
  }

  tcbChanged(side: Side, endpoint: Endpoint): void {
    // A listener's clone that did not open anything knows nothing of the connection whose segment it answered.
    if (endpoint.tcb.state === 'LISTEN') return
    const place: Place = { side, conn: endpoint.conn, cause: this.cause, because: null }
    const followed = this.#follow(endpoint)
    const all = followed.conn !== endpoint.conn
    followed.conn = endpoint.conn
    this.#builder.tcbChanged(place, changedFields(followed.values, endpoint.tcb, all))
    this.identities.learn(side, endpoint)
  }

  queuesChanged(side: Side, listener: Listener): void {
    const place = { side, conn: -1, cause: this.cause, because: null }
    this.#builder.queuesChanged(place, listener.synQueue, listener.acceptQueue.length)
  }

  listenerChanged(side: Side, change: 'opened' | 'closed' | 'crashed'): void {
    const { from, to, event, because } = LISTENER_CHANGES[change]
    this.#builder.stateChanged(
      { side, conn: -1, cause: this.cause, because },
      from,
      to,
      edgeIndex(from, to, event),
    )
  }

  crashed(side: Side, endpoint: Endpoint, because: RuleId): void {
    const place: Place = { side, conn: endpoint.conn, cause: this.cause, because }
    for (const timer of TIMERS) {
      if (isRunning(endpoint.tcb, timer)) this.#builder.timer('timer-cancelled', place, timer)
    }
    const { state } = endpoint.tcb
    if (state !== 'CLOSED')
      this.#builder.stateChanged(place, state, 'CLOSED', edgeIndex(state, 'CLOSED', 'host-crash'))
  }

  // --- World: calls -----------------------------------------------------------------------------------------

  wrote(stream: number, from: number, to: number, label: string): void {
    this.#builder.label(stream, from, to, label)
  }

  labelOf(text: Text): string {
    return this.#builder.labelOf(text)
  }

  callMade(side: Side, conn: number, what: CallRecord): number {
    const id = this.#builder.callMade({ side, conn, cause: this.cause, because: null }, what)
    this.cause = this.#builder.callFact(id)
    return id
  }

  callReturned(call: number, conn: number, result: number, errno: Errno | null, label: string): void {
    // A call that returns at once goes back to itself, one that was blocked to what has just happened.
    const side = this.#builder.callSide(call)
    this.cause = this.#builder.callReturned(
      { side, conn, cause: this.cause, because: null },
      call,
      result,
      errno,
      label,
    )
  }

  // --- Sending ----------------------------------------------------------------------------------------------

  sendWithoutEndpoint(side: Side, packet: Packet, because: RuleId): void {
    const place = { side, conn: packet.conn, cause: this.cause, because }
    // A cookie is an ISN that nobody remembers but the trace.
    if (has(packet.segment, SYN)) this.identities.know(packet.conn, side, packet.segment.seq)
    this.#hand(side, packet, place, {
      retransmission: 0,
      probe: null,
      ...this.identities.basesOfReply(packet, side),
    })
  }

  #send(
    side: Side,
    endpoint: Endpoint,
    effect: Extract<Effect, { kind: 'send-segment' }>,
    offending: Packet | null,
  ): void {
    const replies = effect.reply && offending !== null
    const conn = replies ? offending.conn : endpoint.conn
    const packet: Packet = {
      sourceAddress: this.#scenario.hosts[side].address,
      sourcePort: endpoint.localPort,
      destinationAddress: endpoint.remoteAddress,
      destinationPort: endpoint.remotePort,
      segment: effect.segment,
      conn,
    }
    this.identities.learn(side, endpoint)
    if (!replies) this.identities.noteSent(side, effect.segment, conn)
    const bases = replies
      ? this.identities.basesOfReply(packet, side)
      : {
          seqBase: endpoint.tcb.iss,
          ackBase: has(effect.segment, RST) || has(effect.segment, ACK) ? endpoint.tcb.irs : -1,
        }
    const place = { side, conn, cause: this.cause, because: effect.because }
    const { retransmission, probe } = effect
    const { seqBase, ackBase } = bases
    this.#hand(side, packet, place, { retransmission, probe, seqBase, ackBase })
  }

  /** One segment is handed to the network: the path and the scenario's faults decide what becomes of it. */
  #hand(side: Side, packet: Packet, place: Place, how: Sending): void {
    const ordinal = ++this.#handed[side]
    const { sourcePort, destinationPort, segment, conn } = packet
    const handed: Handed = { from: side, sourcePort, destinationPort, segment, atUs: this.now }
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
    const endUs = this.now + (gone ? Math.floor(delayUs / 2) : delayUs)
    const fate = fault.dropped ? 'dropped' : gone ? 'lost' : 'delivered'
    const row = this.#row(side, packet, how, { endUs, fate, copyOf: -1, ordinal, fault: fault.fault })
    const sent = this.#builder.segmentFact('segment-sent', place, row)
    this.#builder.setSentFact(row, sent)
    if (gone) this.#push({ kind: 'loss', segment: row, byFault: fault.dropped }, endUs)
    else this.#push({ kind: 'arrival', segment: row, packet, to }, endUs)
    const copies = path.duplicated ? [COPY_AFTER_US, ...fault.copiesUs] : fault.copiesUs
    for (const afterUs of copies)
      this.#copy(side, packet, row, sent, this.now + delayUs + afterUs, how, fault.fault, to)
    this.onHandedOver(handed)
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
      sentUs: this.now,
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

  readonly #followed = new WeakMap<Endpoint, Followed>()

  #follow(endpoint: Endpoint): Followed {
    let followed = this.#followed.get(endpoint)
    if (followed === undefined) {
      followed = { conn: -1, values: new Float64Array(TCB_FIELDS.length), timerFacts: {} }
      this.#followed.set(endpoint, followed)
    }
    return followed
  }

  #setTimer(place: Place, side: Side, endpoint: Endpoint, timer: TimerName, dueUs: number): void {
    this.#follow(endpoint).timerFacts[timer] = this.#builder.timer('timer-set', place, timer, dueUs)
    this.#push({ kind: 'timer', side, endpoint, timer, dueUs }, dueUs)
  }
}

/** The states of a listening TCB, which belongs to no connection. */
const LISTENER_CHANGES = {
  opened: { from: 'CLOSED', to: 'LISTEN', event: 'open-passive', because: 'RFC9293-3.10.1-PASSIVE' },
  closed: { from: 'LISTEN', to: 'CLOSED', event: 'close', because: 'RFC9293-3.10.4' },
  crashed: { from: 'LISTEN', to: 'CLOSED', event: 'host-crash', because: 'HOST-CRASH' },
} as const

/** What the trace knows of an endpoint: its TCB as last written down, and which fact set each timer. */
interface Followed {
  conn: number
  readonly values: Float64Array
  readonly timerFacts: Partial<Record<TimerName, number>>
}

/** What becomes of one copy of a segment. */
type Flight = Pick<NewSegment, 'endUs' | 'fate' | 'copyOf' | 'ordinal' | 'fault'>

/** What the sender says of a segment beside its numbers. */
interface Sending {
  readonly retransmission: number
  readonly probe: Extract<Effect, { kind: 'send-segment' }>['probe']
  readonly seqBase: number
  readonly ackBase: number
}
