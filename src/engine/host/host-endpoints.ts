import { type Context, newContext } from '../tcp/context.ts'
import type { Effect, Signal } from '../tcp/effect.ts'
import type { TcpEvent, TimerName, UserCall } from '../tcp/event.ts'
import type { Settings } from '../tcp/profiles.ts'
import type { RuleId } from '../tcp/rules.ts'
import { blankSegment } from '../tcp/segment.ts'
import type { Side } from '../tcp/state.ts'
import { stepInPlace } from '../tcp/step.ts'
import { newTcb, type Tcb } from '../tcp/tcb.ts'
import type { CallResult } from '../tcp/user-call/open.ts'
import { fastOpenCookie } from './cookie.ts'
import type { Endpoints } from './endpoint-table.ts'
import type { Endpoint, Listener, Socket } from './socket.ts'
import type { Ends, Packet, World } from './world.ts'

const SETTLE: TcpEvent = { kind: 'settle' }

/** An event that may still be filled in. */
type EventDraft<K extends TcpEvent['kind']> = {
  -readonly [F in keyof Extract<TcpEvent, { kind: K }>]: Extract<TcpEvent, { kind: K }>[F]
}

/**
 * The endpoints of one host, and what their steps lead to beside the wire: sockets hear of it, queues of listeners
 * move, TIME-WAIT is limited.
 */
export class HostEndpoints {
  readonly side: Side
  readonly endpoints: Endpoints
  settings: Settings
  readonly world: World
  readonly secret: number
  #nextEndpoint = 1
  /** Endpoints that owe an acknowledgment at the end of this instant. */
  readonly #owing: Endpoint[] = []
  #inTimeWait = 0
  readonly #context: Context
  /** The event of a step, like its context: each is over before the next begins. */
  readonly #arrival: EventDraft<'segment-arrives'> = {
    kind: 'segment-arrives',
    segment: blankSegment(),
    iss: 0,
    stream: 0,
    mayReopen: false,
    fastOpenCookie: 0,
  }
  readonly #timeout: EventDraft<'timeout'> = { kind: 'timeout', timer: 'retransmission' }
  readonly #userCall: EventDraft<'user-call'> = { kind: 'user-call', call: { kind: 'close' } }
  /** Connections in TIME-WAIT beyond the system's limit. */
  readonly #surplus: Endpoint[] = []

  constructor(side: Side, settings: Settings, secret: number, world: World, endpoints: Endpoints) {
    this.side = side
    this.settings = settings
    this.secret = secret
    this.world = world
    this.endpoints = endpoints
    this.#context = newContext(newTcb(settings), 0)
  }

  /** A timer of an endpoint has fired. */
  fire(endpoint: Endpoint, timer: TimerName): void {
    this.#timeout.timer = timer
    this.step(endpoint, this.#timeout, null)
  }

  /** A user call on an endpoint (RFC 9293 3.10.1 to 3.10.6). */
  call(endpoint: Endpoint, call: UserCall): CallResult {
    this.#userCall.call = call
    const counted = this.#isSmallOrphan(endpoint.tcb.state, endpoint)
    const result = this.step(endpoint, this.#userCall, null)
    if (call.kind === 'release' && !counted && this.#isSmallOrphan(endpoint.tcb.state, endpoint))
      this.#countInTimeWait(endpoint)
    return result
  }

  /** All that this instant set off is done: what still has to be acknowledged is, endpoint by endpoint. */
  settle(): void {
    if (this.#owing.length > 0) this.#payAcknowledgments()
    // Only now: the last ACK of a connection that is not to wait has left like any other.
    if (this.#surplus.length === 0) return
    for (const endpoint of this.#surplus.splice(0)) this.forget(endpoint, 'HOST-TW-BUCKETS')
  }

  #payAcknowledgments(): void {
    const owing = this.#owing
    if (owing.length > 1) owing.sort((a, b) => b.id - a.id)
    for (let endpoint = owing.pop(); endpoint !== undefined; endpoint = owing.pop()) {
      if (endpoint.tcb.ackOwed === 'now' && !endpoint.inbox.dead) this.step(endpoint, SETTLE, null)
    }
  }

  /** A new endpoint in CLOSED, with the options of the socket that connects or listens. */
  add(ends: Ends, conn: number, holder: Socket): Endpoint {
    const endpoint = this.endpoints.fresh(this.settingsFor(holder))
    endpoint.id = this.#nextEndpoint++
    endpoint.conn = conn
    endpoint.localPort = ends.localPort
    endpoint.remoteAddress = ends.remoteAddress
    endpoint.remotePort = ends.remotePort
    endpoint.reuseAddr = holder.options.reuseAddr === true
    endpoint.tcb.keepaliveOn = holder.options.keepalive !== undefined
    this.endpoints.add(endpoint)
    return endpoint
  }

  /** The endpoint is forgotten and nothing is sent: a crash (RFC 9293 3.5.1), or a system that is short of memory. */
  forget(endpoint: Endpoint, because: RuleId = 'HOST-CRASH'): void {
    this.world.crashed(this.side, endpoint, because)
    const { state } = endpoint.tcb
    if (state === 'TIME-WAIT' || this.#isSmallOrphan(state, endpoint)) this.#inTimeWait -= 1
    this.drop(endpoint)
  }

  /** Runs one step of an endpoint and does what it asks for. */
  step(endpoint: Endpoint, event: TcpEvent, packet: Packet | null): CallResult {
    const { tcb } = endpoint
    const { effects } = this.#context
    const result = stepInPlace(this.#context, tcb, event, this.world.now)
    for (let at = 0; at < effects.length; at++) {
      const effect = effects.at(at)
      this.world.apply(this.side, endpoint, effect, packet)
      this.#react(endpoint, effect)
    }
    if (tcb.ackOwed === 'now' && this.#owing.at(-1) !== endpoint) this.#owing.push(endpoint)
    this.world.tcbChanged(this.side, endpoint)
    return result
  }

  #react(endpoint: Endpoint, effect: Effect): void {
    switch (effect.kind) {
      case 'deliver':
        endpoint.inbox.readable.push(effect.text)
        return
      case 'signal-user':
        return this.#signal(endpoint, effect.signal)
      case 'state-changed':
        return this.#stateChanged(endpoint, effect.from, effect.to)
      case 'delete-tcb':
        return this.drop(endpoint)
      case 'send-segment':
      case 'set-timer':
      case 'cancel-timer':
      case 'segment-discarded':
      case 'noted':
        return
    }
  }

  #stateChanged(endpoint: Endpoint, from: Tcb['state'], to: Tcb['state']): void {
    const { listener, inbox } = endpoint
    if (listener !== null && from === 'SYN-RECEIVED') this.changeSynQueue(listener, -1)
    if (from === 'TIME-WAIT' || this.#isSmallOrphan(from, endpoint)) this.#inTimeWait -= 1
    if (to === 'TIME-WAIT') this.#enteredTimeWait(endpoint, from)
    else if (this.#isSmallOrphan(to, endpoint)) this.#countInTimeWait(endpoint)
    if (to !== 'CLOSED') return
    inbox.dead = true
    // A reset in CLOSE-WAIT is told apart by what the state was (tcp-facts 4.15).
    if (inbox.pendingError === 'ECONNRESET' && from === 'CLOSE-WAIT')
      inbox.pendingError = this.settings.closeWaitReset
    // Linux calls refused only what was refused in SYN-SENT (tcp_reset()).
    if (
      inbox.pendingError === 'ECONNREFUSED' &&
      from === 'SYN-RECEIVED' &&
      this.settings.doubtful === 'linux'
    )
      inbox.pendingError = 'ECONNRESET'
  }

  #enteredTimeWait(endpoint: Endpoint, from: Tcb['state']): void {
    endpoint.listener = null
    if (from === 'SYN-RECEIVED' && endpoint.previous !== null) {
      // A failed reopen: the old connection is back, and so is who held it.
      Object.assign(endpoint, endpoint.previous, { previous: null })
      this.#inTimeWait += 1
      return
    }
    endpoint.timeWaitSinceUs = this.world.now
    this.#countInTimeWait(endpoint)
  }

  #countInTimeWait(endpoint: Endpoint): void {
    this.#inTimeWait += 1
    const limit = this.settings.twBuckets
    if (limit !== null && this.#inTimeWait > limit) this.#surplus.push(endpoint)
  }

  /** Linux keeps FIN-WAIT-2 of a closed socket among its sockets in TIME-WAIT. */
  #isSmallOrphan(state: Tcb['state'], { tcb }: Endpoint): boolean {
    return state === 'FIN-WAIT-2' && tcb.released && tcb.settings.doubtful === 'linux'
  }

  #signal(endpoint: Endpoint, signal: Signal): void {
    switch (signal) {
      case 'established':
        return this.established(endpoint)
      case 'remote-closed':
        endpoint.inbox.endOfFile = true
        return
      case 'reset':
        endpoint.inbox.pendingError = 'ECONNRESET'
        return
      case 'refused':
        endpoint.inbox.pendingError = 'ECONNREFUSED'
        return
      case 'timed-out':
        endpoint.inbox.pendingError = 'ETIMEDOUT'
        return
      case 'closed':
      case 'urgent':
      case 'send-space':
        return
    }
  }

  /** Both SYNs are known here: connect() may return, or the connection waits for accept(). */
  established(endpoint: Endpoint): void {
    endpoint.inbox.established = true
    const { listener } = endpoint
    if (listener === null || endpoint.socket !== null || listener.acceptQueue.includes(endpoint)) return
    listener.acceptQueue.push(endpoint)
    this.world.queuesChanged(this.side, listener)
  }

  changeSynQueue(listener: Listener, by: number): void {
    listener.synQueue += by
    this.world.queuesChanged(this.side, listener)
  }

  drop(endpoint: Endpoint): void {
    this.endpoints.delete(endpoint)
    endpoint.inbox.dead = true
  }

  /** The event that a packet is to an endpoint. The ISS is only used where the segment opens a connection. */
  arrival(conn: number, packet: Packet, mayReopen: boolean, iss = 0): TcpEvent {
    const arrival = this.#arrival
    arrival.segment = packet.segment
    arrival.iss = iss
    arrival.stream = this.world.streamOf(this.side, conn)
    arrival.mayReopen = mayReopen
    arrival.fastOpenCookie =
      packet.segment.options?.fastOpen === undefined ? 0 : fastOpenCookie(this.secret, packet.sourceAddress)
    return arrival
  }

  /** Settings for a connection of this socket: the host's, with what the socket's options change. */
  settingsFor(socket: Socket): Settings {
    const { keepalive, userTimeoutUs } = socket.options
    if (keepalive === undefined && userTimeoutUs === undefined) return this.settings
    return {
      ...this.settings,
      ...(keepalive !== undefined && {
        keepaliveIdleUs: keepalive.idleUs,
        keepaliveIntervalUs: keepalive.intervalUs,
        keepaliveProbes: keepalive.probes,
      }),
      ...(userTimeoutUs !== undefined && { userTimeoutUs }),
    }
  }
}
