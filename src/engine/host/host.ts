import { type Context, newContext } from '../tcp/context.ts'
import type { Effect, Signal } from '../tcp/effect.ts'
import type { TcpEvent, TimerName, UserCall } from '../tcp/event.ts'
import type { Settings } from '../tcp/profiles.ts'
import type { RuleId } from '../tcp/rules.ts'
import { answerWithoutConnection } from '../tcp/segment-arrives/closed.ts'
import { isReopening } from '../tcp/segment-arrives/time-wait.ts'
import { ACK, has, RST, type Segment, SYN } from '../tcp/segment.ts'
import { add, gt, leq } from '../tcp/seq.ts'
import type { Side } from '../tcp/state.ts'
import { stepInPlace } from '../tcp/step.ts'
import { copyTcb, newTcb, type Tcb } from '../tcp/tcb.ts'
import { openFromCookie } from '../tcp/cookie-open.ts'
import type { CallResult } from '../tcp/user-call/open.ts'
import { cookieFor, fastOpenCookie, readCookie, rememberedOptions, synAckWithCookie } from './cookie.ts'
import { EndpointTable, type Endpoints } from './endpoint-table.ts'
import { type Endpoint, type Listener, newInbox, type Socket } from './socket.ts'
import type { Ends, Packet, World } from './world.ts'

/** What connect() may put on the SYN (RFC 7413): a cookie, else the one remembered, and so much text. */
export interface FastOpen {
  readonly cookie: number | undefined
  readonly bytes: number
}

const SETTLE: TcpEvent = { kind: 'settle' }

/**
 * One host: its endpoints and listeners, and what an operating system does between the wire and the sockets
 * (RFC 9293 3.3.1 and 3.9.1; queues and cookies after RFC 4987; tcp-facts 4.11).
 */
export class Host {
  readonly side: Side
  readonly address: string
  readonly endpoints: Endpoints
  readonly listeners = new Map<number, Listener>()
  settings: Settings
  readonly #world: World
  readonly #secret: number
  /** Fast Open cookies of servers, by address. */
  readonly #cookies = new Map<string, number>()
  #nextEndpoint = 1
  /** Endpoints that owe an acknowledgment at the end of this instant. */
  readonly #owing: Endpoint[] = []
  #inTimeWait = 0
  readonly #context: Context
  /** Connections in TIME-WAIT beyond the system's limit. */
  readonly #surplus: Endpoint[] = []

  constructor(
    side: Side,
    address: string,
    settings: Settings,
    secret: number,
    world: World,
    endpoints: Endpoints = new EndpointTable(),
  ) {
    this.side = side
    this.address = address
    this.settings = settings
    this.#secret = secret
    this.#world = world
    this.endpoints = endpoints
    this.#context = newContext(newTcb(settings), 0)
  }

  /** A segment has reached this host: to its endpoint, else to the listener, else a RST (RFC 9293 3.10.7). */
  arrive(packet: Packet): void {
    const { destinationPort, sourceAddress, sourcePort } = packet
    const endpoint = this.endpoints.get(destinationPort, sourceAddress, sourcePort)
    if (endpoint !== undefined) return this.#toEndpoint(endpoint, packet)
    const listener = this.listeners.get(destinationPort)
    if (listener !== undefined) return this.#toListener(listener, packet)
    this.#withoutConnection(packet)
  }

  /** A timer of an endpoint has fired. */
  fire(endpoint: Endpoint, timer: TimerName): void {
    this.#step(endpoint, { kind: 'timeout', timer }, null)
  }

  /** A user call on an endpoint (RFC 9293 3.10.1 to 3.10.6). */
  call(endpoint: Endpoint, call: UserCall): CallResult {
    return this.#step(endpoint, { kind: 'user-call', call }, null)
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
      if (endpoint.tcb.ackOwed === 'now' && !endpoint.inbox.dead) this.#step(endpoint, SETTLE, null)
    }
  }

  /** A new endpoint in CLOSED for a socket that wants to connect. */
  addEndpoint(ends: Ends, conn: number, socket: Socket | null, tcb: Tcb): Endpoint {
    const endpoint: Endpoint = {
      id: this.#nextEndpoint++,
      conn,
      tcb,
      localPort: ends.localPort,
      remoteAddress: ends.remoteAddress,
      remotePort: ends.remotePort,
      socket,
      listener: null,
      reuseAddr: socket?.options.reuseAddr === true,
      timeWaitSinceUs: -1,
      slot: -1,
      inbox: newInbox(),
      previous: null,
    }
    this.endpoints.add(endpoint)
    return endpoint
  }

  /** connect(): the SYN leaves, from a new endpoint or in place of `reuse`, one in TIME-WAIT (Linux tcp_tw_reuse). */
  connect(ends: Ends, socket: Socket, reuse: Endpoint | null, fast: FastOpen | null): Endpoint {
    const tcb = reuse === null ? this.endpoints.freshTcb(this.#settingsFor(socket)) : copyTcb(reuse.tcb)
    if (reuse !== null) this.#drop(reuse)
    const conn = this.#world.claimConnection(this.side, ends, null)
    const endpoint = this.addEndpoint(ends, conn, socket, tcb)
    const keepaliveOn = socket.options.keepalive !== undefined
    if (endpoint.tcb.keepaliveOn !== keepaliveOn) endpoint.tcb = { ...endpoint.tcb, keepaliveOn }
    const call = {
      kind: 'open-active',
      iss: this.#world.nextIss(this.side, conn),
      stream: this.#world.streamOf(this.side, conn),
      takeOver: reuse !== null,
    } as const
    const fastOpen = fast && {
      fastOpen: fast.cookie ?? this.cookieFrom(ends.remoteAddress),
      bytes: fast.bytes,
    }
    this.call(endpoint, fastOpen === null ? call : { ...call, ...fastOpen })
    return endpoint
  }

  /** The endpoint is forgotten and nothing is sent: a crash (RFC 9293 3.5.1), or a system that is short of memory. */
  forget(endpoint: Endpoint, because: RuleId = 'HOST-CRASH'): void {
    this.#world.crashed(this.side, endpoint, because)
    if (endpoint.tcb.state === 'TIME-WAIT') this.#inTimeWait -= 1
    this.#drop(endpoint)
  }

  /** All state is lost and nothing is sent (RFC 9293 3.5.1); listeners may come back with the host. */
  crash(listenersReturn: boolean): void {
    for (const endpoint of this.endpoints.all()) this.forget(endpoint)
    for (const listener of this.listeners.values()) {
      listener.synQueue = 0
      listener.acceptQueue.length = 0
      if (!listenersReturn) this.#world.listenerChanged(this.side, 'crashed')
    }
    if (!listenersReturn) this.listeners.clear()
    this.#cookies.clear()
  }

  /** The listener goes; connections that nobody has accepted are reset (RFC 9293 3.10.4 as sockets have it). */
  closeListener(listener: Listener): void {
    // On Windows a second listener may have taken its place.
    if (this.listeners.get(listener.port) === listener) this.listeners.delete(listener.port)
    this.#world.listenerChanged(this.side, 'closed')
    for (const endpoint of this.endpoints.all().filter((other) => other.listener === listener)) {
      // A request that is no connection yet just disappears with its listener (Linux).
      const isRequest = endpoint.tcb.state === 'SYN-RECEIVED' && this.settings.synReceived === 'request'
      this.call(endpoint, isRequest ? { kind: 'refuse', segment: null } : { kind: 'abort' })
    }
  }

  #toEndpoint(endpoint: Endpoint, packet: Packet): void {
    if (this.#acceptQueueRefuses(endpoint, packet)) return
    this.#rememberCookie(packet)
    const mayReopen = this.listeners.has(packet.destinationPort)
    if (isReopening(endpoint.tcb, packet.segment, mayReopen)) return this.#reopen(endpoint, packet)
    this.#joinPeer(endpoint, packet)
    this.#step(endpoint, this.#arrival(endpoint.conn, packet, mayReopen), packet)
    if (endpoint.tcb.state === 'LISTEN') this.#drop(endpoint)
  }

  /**
   * The SYN that answers or crosses ours says which incarnation we are in: the peer's end may have had several tries
   * with our SYN, or begun anew.
   */
  #joinPeer(endpoint: Endpoint, packet: Packet): void {
    const { segment, conn } = packet
    const { state, iss, snd } = endpoint.tcb
    if (state !== 'SYN-SENT' || conn === endpoint.conn || !has(segment, SYN) || has(segment, RST)) return
    if (has(segment, ACK) && !(gt(segment.ack, iss) && leq(segment.ack, snd.nxt))) return
    endpoint.conn = this.#world.claimConnection(this.side, endsOf(packet), segment.seq)
    endpoint.tcb.stream = this.#world.streamOf(this.side, endpoint.conn)
  }

  /** A SYN,ACK may bring a Fast Open cookie for the next connection (RFC 7413 4.1.3). */
  #rememberCookie({ segment, sourceAddress }: Packet): void {
    const cookie = segment.options?.fastOpen?.cookie
    if (has(segment, SYN) && has(segment, ACK) && typeof cookie === 'number') {
      this.#cookies.set(sourceAddress, cookie)
    }
  }

  /** The event that a packet is to an endpoint. The ISS is only used where the segment opens a connection. */
  #arrival(conn: number, packet: Packet, mayReopen: boolean, iss = 0): TcpEvent {
    return {
      kind: 'segment-arrives',
      segment: packet.segment,
      iss,
      stream: this.#world.streamOf(this.side, conn),
      mayReopen,
      fastOpenCookie:
        packet.segment.options?.fastOpen === undefined
          ? 0
          : fastOpenCookie(this.#secret, packet.sourceAddress),
    }
  }

  /** A SYN at TIME-WAIT begins a new incarnation on the same ports: it gets an identity of its own. */
  #reopen(endpoint: Endpoint, packet: Packet): void {
    const conn = this.#world.claimConnection(this.side, endsOf(packet), packet.segment.seq)
    endpoint.previous = { conn: endpoint.conn, socket: endpoint.socket }
    endpoint.conn = conn
    endpoint.inbox = newInbox()
    endpoint.socket = null
    endpoint.listener = this.listeners.get(packet.destinationPort) ?? null
    this.#step(endpoint, this.#arrival(conn, packet, true, this.#world.nextIss(this.side, conn)), packet)
    if (endpoint.listener !== null && endpoint.tcb.state === 'SYN-RECEIVED')
      this.#changeSynQueue(endpoint.listener, 1)
  }

  /** The last ACK of a handshake finds the accept queue full: ignored, or refused (listen(2), tcp-facts 4.11). */
  #acceptQueueRefuses(endpoint: Endpoint, packet: Packet): boolean {
    const { listener } = endpoint
    if (listener === null || endpoint.tcb.state !== 'SYN-RECEIVED') return false
    const completes = has(packet.segment, ACK) && !has(packet.segment, RST) && !has(packet.segment, SYN)
    if (!completes || listener.acceptQueue.length < listener.backlog + this.settings.backlogExtra)
      return false
    this.#world.noted(
      this.side,
      endpoint.conn,
      'accept-queue-full',
      listener.acceptQueue.length,
      'HOST-ACCEPT-QUEUE',
    )
    this.#world.discarded(this.side, packet, 'HOST-ACCEPT-QUEUE')
    if (this.settings.acceptQueueFull === 'reset') {
      this.#step(endpoint, { kind: 'user-call', call: { kind: 'refuse', segment: packet.segment } }, packet)
    }
    return true
  }

  #toListener(listener: Listener, packet: Packet): void {
    const { segment } = packet
    const opens = has(segment, SYN) && !has(segment, ACK) && !has(segment, RST)
    if (opens && !this.#admits(listener, packet)) return
    if (has(segment, ACK) && !has(segment, SYN) && !has(segment, RST) && this.#takesCookie(listener, packet))
      return
    this.#answerAtListen(listener, packet)
  }

  /** The listening TCB is cloned for a SYN; whatever does not open a connection is answered and the clone is gone. */
  #answerAtListen(listener: Listener, packet: Packet): void {
    const opens = has(packet.segment, SYN) && !has(packet.segment, ACK) && !has(packet.segment, RST)
    const conn = opens
      ? this.#world.claimConnection(this.side, endsOf(packet), packet.segment.seq)
      : packet.conn
    const tcb = this.endpoints.freshTcb(this.#settingsFor(listener.socket))
    tcb.state = 'LISTEN'
    tcb.keepaliveOn = listener.socket.options.keepalive !== undefined
    const endpoint = this.addEndpoint(endsOf(packet), conn, null, tcb)
    endpoint.listener = listener
    endpoint.reuseAddr = listener.socket.options.reuseAddr === true
    const iss = opens ? this.#world.nextIss(this.side, conn) : 0
    this.#step(endpoint, this.#arrival(conn, packet, false, iss), packet)
    if (endpoint.tcb.state === 'LISTEN') this.#drop(endpoint)
    else if (endpoint.tcb.state === 'SYN-RECEIVED') this.#changeSynQueue(listener, 1)
  }

  /** Room in both queues for one more half-open connection (RFC 4987 2; tcp-facts 4.11). */
  #admits(listener: Listener, packet: Packet): boolean {
    const { settings } = this
    const limit = listener.backlog + settings.backlogExtra
    if (listener.acceptQueue.length >= limit) {
      return this.#refuseSyn(packet, 'accept-queue-full', listener.acceptQueue.length)
    }
    const full = listener.synQueue >= limit
    if (settings.synCookies === 'always' || (full && settings.synCookies === 'overflow')) {
      this.#answerWithCookie(packet)
      return false
    }
    const tight =
      settings.synCookies === 'off' && settings.synBacklog - listener.synQueue < settings.synBacklog >> 2
    return full || tight ? this.#refuseSyn(packet, 'syn-dropped-backlog-full', listener.synQueue) : true
  }

  #refuseSyn(packet: Packet, why: 'accept-queue-full' | 'syn-dropped-backlog-full', length: number): false {
    this.#world.noted(this.side, packet.conn, why, length, 'HOST-BACKLOG')
    this.#world.discarded(this.side, packet, 'HOST-BACKLOG')
    return false
  }

  #answerWithCookie(packet: Packet): void {
    const { segment } = packet
    const ends = endsOf(packet)
    const iss = cookieFor(this.#secret, ends, segment.seq, segment.options?.mss ?? 536, this.#world.now)
    const synAck = synAckWithCookie(iss, segment, this.settings, this.#world.now)
    this.#world.noted(this.side, packet.conn, 'syn-cookie-sent', iss, 'HOST-COOKIE')
    this.#world.sendWithoutEndpoint(this.side, answer(packet, synAck), 'HOST-COOKIE')
  }

  /** An ACK at LISTEN that returns a cookie makes the connection now; a wrong one is answered as any ACK there is. */
  #takesCookie(listener: Listener, packet: Packet): boolean {
    if (this.settings.synCookies === 'off') return false
    const { segment } = packet
    const ends = endsOf(packet)
    const mss = readCookie(this.#secret, ends, add(segment.seq, -1), add(segment.ack, -1), this.#world.now)
    if (mss === null) return false
    if (listener.acceptQueue.length >= listener.backlog + this.settings.backlogExtra) {
      return !this.#refuseSyn(packet, 'accept-queue-full', listener.acceptQueue.length)
    }
    const conn = this.#world.claimConnection(this.side, ends, add(segment.seq, -1))
    const tcb = openFromCookie(
      this.#settingsFor(listener.socket),
      segment,
      { mss, ...rememberedOptions(segment) },
      this.#world.streamOf(this.side, conn),
      this.#world.now,
    )
    const endpoint = this.addEndpoint(ends, conn, null, { ...newTcb(tcb.settings), state: 'LISTEN' })
    endpoint.listener = listener
    endpoint.reuseAddr = listener.socket.options.reuseAddr === true
    this.#world.noted(this.side, conn, 'syn-cookie-accepted', add(segment.ack, -1), 'HOST-COOKIE-OK')
    this.#accept(endpoint, tcb)
    this.#step(endpoint, this.#arrival(conn, packet, false), packet)
    return true
  }

  #accept(endpoint: Endpoint, tcb: Tcb): void {
    const before = endpoint.tcb
    endpoint.tcb = tcb
    const opened: Effect = {
      kind: 'state-changed',
      from: 'LISTEN',
      to: 'ESTABLISHED',
      event: 'cookie-accepted',
      because: 'HOST-COOKIE-OK',
    }
    this.#world.apply(this.side, endpoint, opened, null)
    this.#world.tcbChanged(this.side, endpoint, before)
    this.#established(endpoint)
  }

  #withoutConnection(packet: Packet): void {
    const { reset, because } = answerWithoutConnection(packet.segment)
    this.#world.discarded(this.side, packet, because)
    if (reset !== null) this.#world.sendWithoutEndpoint(this.side, answer(packet, reset), because)
  }

  /** Runs one step of an endpoint and does what it asks for. */
  #step(endpoint: Endpoint, event: TcpEvent, packet: Packet | null): CallResult {
    const before = endpoint.tcb
    if (this.#world.keepsHistory) endpoint.tcb = copyTcb(before)
    const { tcb } = endpoint
    const { effects } = this.#context
    const result = stepInPlace(this.#context, tcb, event, this.#world.now)
    for (let at = 0; at < effects.length; at++) {
      const effect = effects.at(at)
      this.#world.apply(this.side, endpoint, effect, packet)
      this.#react(endpoint, effect)
    }
    if (tcb.ackOwed === 'now' && this.#owing.at(-1) !== endpoint) this.#owing.push(endpoint)
    this.#world.tcbChanged(this.side, endpoint, before)
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
        return this.#drop(endpoint)
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
    if (listener !== null && from === 'SYN-RECEIVED') this.#changeSynQueue(listener, -1)
    if (from === 'TIME-WAIT') this.#inTimeWait -= 1
    if (to === 'TIME-WAIT') {
      this.#inTimeWait += 1
      this.#enteredTimeWait(endpoint, from)
    }
    if (to !== 'CLOSED') return
    inbox.dead = true
    // A reset in CLOSE-WAIT is told apart by what the state was (tcp-facts 4.15).
    if (inbox.pendingError === 'ECONNRESET' && from === 'CLOSE-WAIT')
      inbox.pendingError = this.settings.closeWaitReset
  }

  #enteredTimeWait(endpoint: Endpoint, from: Tcb['state']): void {
    endpoint.listener = null
    if (from === 'SYN-RECEIVED' && endpoint.previous !== null) {
      // A failed reopen: the old connection is back, and so is who held it.
      Object.assign(endpoint, endpoint.previous, { previous: null })
      return
    }
    endpoint.timeWaitSinceUs = this.#world.now
    const limit = this.settings.twBuckets
    if (limit === null) return
    if (this.#inTimeWait > limit) this.#surplus.push(endpoint)
  }

  #signal(endpoint: Endpoint, signal: Signal): void {
    switch (signal) {
      case 'established':
        return this.#established(endpoint)
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
  #established(endpoint: Endpoint): void {
    endpoint.inbox.established = true
    const { listener } = endpoint
    if (listener === null || endpoint.socket !== null || listener.acceptQueue.includes(endpoint)) return
    listener.acceptQueue.push(endpoint)
    this.#world.queuesChanged(this.side, listener)
  }

  #changeSynQueue(listener: Listener, by: number): void {
    listener.synQueue += by
    this.#world.queuesChanged(this.side, listener)
  }

  #drop(endpoint: Endpoint): void {
    this.endpoints.delete(endpoint)
    endpoint.inbox.dead = true
  }

  /** Settings for a connection of this socket: the host's, with what the socket's options change. */
  #settingsFor(socket: Socket): Settings {
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

  /** The Fast Open cookie that a server gave to this host; null: none yet. */
  cookieFrom(address: string): number | null {
    return this.#cookies.get(address) ?? null
  }
}

function endsOf(packet: Packet): Ends {
  return {
    localPort: packet.destinationPort,
    remoteAddress: packet.sourceAddress,
    remotePort: packet.sourcePort,
  }
}

/** The packet that goes back where one came from. */
function answer(packet: Packet, segment: Segment): Packet {
  return {
    sourceAddress: packet.destinationAddress,
    sourcePort: packet.destinationPort,
    destinationAddress: packet.sourceAddress,
    destinationPort: packet.sourcePort,
    segment,
    conn: packet.conn,
  }
}
