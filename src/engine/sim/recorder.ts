import type { Effect } from '../tcp/effect.ts'
import { isRunning } from '../tcp/context.ts'
import { type TimerName, TIMERS } from '../tcp/event.ts'
import type { RuleId } from '../tcp/rules.ts'
import { ACK, copySegment, has, RST, SYN, type Text } from '../tcp/segment.ts'
import { otherSide, type Side } from '../tcp/state.ts'
import { edgeIndex } from '../tcp/transitions.ts'
import type { Errno } from '../host/errno.ts'
import type { Endpoint, Listener } from '../host/socket.ts'
import type { CallRecord, Ends, Packet, World } from '../host/world.ts'
import type { Faults } from '../net/fault.ts'
import type { TraceBuilder } from '../trace/builder.ts'
import type { Place } from '../trace/fact-table.ts'
import { type EndReason, TCB_FIELDS } from '../trace/trace.ts'
import { Handover } from './handover.ts'
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
  /** Fact, or item of the scenario, that whatever happens now goes back to. */
  cause = -1
  readonly identities: Identities
  readonly #builder: TraceBuilder
  readonly #scenario: Scenario
  readonly handover: Handover
  readonly #push: (event: LoopEvent, atUs: number) => void
  /** Row of the segment that is being received. */
  #receiving = -1

  constructor(
    scenario: Scenario,
    faults: Faults,
    builder: TraceBuilder,
    push: (event: LoopEvent, atUs: number) => void,
  ) {
    this.#scenario = scenario
    this.handover = new Handover(scenario, faults, builder, push)
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
    const how = { ...this.#firstTime(), ...this.identities.basesOfForged(packet, from) }
    const place: Place = { side: null, conn: packet.conn, cause, because: 'SIM-INJECTED' }
    return this.arrived(this.handover.inject(packet, from, spoofed, how, place), otherSide(from))
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
    const how = { ...this.#firstTime(), ...this.identities.basesOfReply(packet, side) }
    this.handover.hand(side, packet, place, how)
  }

  /** What is said of a segment that no timer has sent. */
  #firstTime(): { readonly sentUs: number; readonly retransmission: number; readonly probe: null } {
    return { sentUs: this.now, retransmission: 0, probe: null }
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
      segment: copySegment(effect.segment),
      conn,
    }
    this.identities.learn(side, endpoint)
    if (!replies) this.identities.noteSent(side, packet.segment, conn)
    const bases = replies
      ? this.identities.basesOfReply(packet, side)
      : {
          seqBase: endpoint.tcb.iss,
          ackBase: has(packet.segment, RST) || has(packet.segment, ACK) ? endpoint.tcb.irs : -1,
        }
    const place = { side, conn, cause: this.cause, because: effect.because }
    const { retransmission, probe } = effect
    const { seqBase, ackBase } = bases
    this.handover.hand(side, packet, place, { sentUs: this.now, retransmission, probe, seqBase, ackBase })
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
