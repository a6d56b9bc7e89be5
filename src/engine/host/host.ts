import type { Settings } from '../tcp/profiles.ts'
import { answerWithoutConnection } from '../tcp/segment-arrives/closed.ts'
import { isReopening } from '../tcp/segment-arrives/time-wait.ts'
import { ACK, has, RST, SYN } from '../tcp/segment.ts'
import { gt, leq } from '../tcp/seq.ts'
import type { Side } from '../tcp/state.ts'
import { copyTcb } from '../tcp/tcb.ts'
import { EndpointTable, type Endpoints } from './endpoint-table.ts'
import { HostEndpoints } from './host-endpoints.ts'
import { Listening } from './listening.ts'
import { type Endpoint, type Listener, newInbox, type Socket } from './socket.ts'
import { answer, type Ends, endsOf, type Packet, type World } from './world.ts'

/** What connect() may put on the SYN (RFC 7413): a cookie, else the one remembered, and so much text. */
export interface FastOpen {
  readonly cookie: number | undefined
  readonly bytes: number
}

/**
 * One host: it finds the endpoint or the listener for a segment, opens connections, and loses them in a crash
 * (RFC 9293 3.3.1 and 3.9.1).
 */
export class Host extends HostEndpoints {
  readonly address: string
  readonly listeners = new Map<number, Listener>()
  readonly #listening = new Listening(this)
  /** Fast Open cookies of servers, by address. */
  readonly #cookies = new Map<string, number>()

  constructor(
    side: Side,
    address: string,
    settings: Settings,
    secret: number,
    world: World,
    endpoints: Endpoints = new EndpointTable(),
  ) {
    super(side, settings, secret, world, endpoints)
    this.address = address
  }

  /** A segment has reached this host: to its endpoint, else to the listener, else a RST (RFC 9293 3.10.7). */
  arrive(packet: Packet): void {
    const { destinationPort, sourceAddress, sourcePort } = packet
    const endpoint = this.endpoints.get(destinationPort, sourceAddress, sourcePort)
    if (endpoint !== undefined) return this.#toEndpoint(endpoint, packet)
    const listener = this.listeners.get(destinationPort)
    if (listener !== undefined) return this.#listening.arrive(listener, packet)
    this.#withoutConnection(packet)
  }

  /** connect(): the SYN leaves, from a new endpoint or in place of `reuse`, one in TIME-WAIT (Linux tcp_tw_reuse). */
  connect(ends: Ends, socket: Socket, reuse: Endpoint | null, fast: FastOpen | null): Endpoint {
    if (reuse !== null) this.drop(reuse)
    const conn = this.world.claimConnection(this.side, ends, null)
    const endpoint = this.add(ends, conn, socket)
    endpoint.socket = socket
    if (reuse !== null) endpoint.tcb = { ...copyTcb(reuse.tcb), keepaliveOn: endpoint.tcb.keepaliveOn }
    const call = {
      kind: 'open-active',
      iss: this.world.nextIss(this.side, conn),
      stream: this.world.streamOf(this.side, conn),
      takeOver: reuse !== null,
    } as const
    const fastOpen = fast && {
      fastOpen: fast.cookie ?? this.cookieFrom(ends.remoteAddress),
      bytes: fast.bytes,
    }
    this.call(endpoint, fastOpen === null ? call : { ...call, ...fastOpen })
    return endpoint
  }

  /** All state is lost and nothing is sent (RFC 9293 3.5.1); listeners may come back with the host. */
  crash(listenersReturn: boolean): void {
    for (const endpoint of this.endpoints.all()) this.forget(endpoint)
    for (const listener of this.listeners.values()) {
      listener.synQueue = 0
      listener.acceptQueue.length = 0
      if (!listenersReturn) this.world.listenerChanged(this.side, 'crashed')
    }
    if (!listenersReturn) this.listeners.clear()
    this.#cookies.clear()
  }

  /** The listener goes; connections that nobody has accepted are reset (RFC 9293 3.10.4 as sockets have it). */
  closeListener(listener: Listener): void {
    // On Windows a second listener may have taken its place.
    if (this.listeners.get(listener.port) === listener) this.listeners.delete(listener.port)
    this.world.listenerChanged(this.side, 'closed')
    for (const endpoint of this.endpoints.all().filter((other) => other.listener === listener)) {
      // A request that is no connection yet just disappears with its listener (Linux).
      const isRequest = endpoint.tcb.state === 'SYN-RECEIVED' && this.settings.synReceived === 'request'
      this.call(endpoint, isRequest ? { kind: 'refuse', segment: null } : { kind: 'abort' })
    }
  }

  #toEndpoint(endpoint: Endpoint, packet: Packet): void {
    if (this.#listening.refusesHandshake(endpoint, packet)) return
    this.#rememberCookie(packet)
    const mayReopen = this.listeners.has(packet.destinationPort)
    if (isReopening(endpoint.tcb, packet.segment, mayReopen)) return this.#reopen(endpoint, packet)
    this.#joinPeer(endpoint, packet)
    this.step(endpoint, this.arrival(endpoint.conn, packet, mayReopen), packet)
    if (endpoint.tcb.state === 'LISTEN') this.drop(endpoint)
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
    endpoint.conn = this.world.claimConnection(this.side, endsOf(packet), segment.seq)
    endpoint.tcb.stream = this.world.streamOf(this.side, endpoint.conn)
  }

  /** A SYN,ACK may bring a Fast Open cookie for the next connection (RFC 7413 4.1.3). */
  #rememberCookie({ segment, sourceAddress }: Packet): void {
    const cookie = segment.options?.fastOpen?.cookie
    if (has(segment, SYN) && has(segment, ACK) && typeof cookie === 'number') {
      this.#cookies.set(sourceAddress, cookie)
    }
  }

  /** A SYN at TIME-WAIT begins a new incarnation on the same ports: it gets an identity of its own. */
  #reopen(endpoint: Endpoint, packet: Packet): void {
    const conn = this.world.claimConnection(this.side, endsOf(packet), packet.segment.seq)
    endpoint.previous = { conn: endpoint.conn, socket: endpoint.socket }
    endpoint.conn = conn
    endpoint.inbox = newInbox()
    endpoint.socket = null
    endpoint.listener = this.listeners.get(packet.destinationPort) ?? null
    this.step(endpoint, this.arrival(conn, packet, true, this.world.nextIss(this.side, conn)), packet)
    if (endpoint.listener !== null && endpoint.tcb.state === 'SYN-RECEIVED')
      this.changeSynQueue(endpoint.listener, 1)
  }

  #withoutConnection(packet: Packet): void {
    const { reset, because } = answerWithoutConnection(packet.segment)
    this.world.discarded(this.side, packet, because)
    if (reset !== null) this.world.sendWithoutEndpoint(this.side, answer(packet, reset), because)
  }

  /** The Fast Open cookie that a server gave to this host; null: none yet. */
  cookieFrom(address: string): number | null {
    return this.#cookies.get(address) ?? null
  }
}
