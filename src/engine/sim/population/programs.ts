import { chance, draw } from '../../../base/rng.ts'
import type { Host } from '../../host/host.ts'
import { type Endpoint, type Listener, newSocket, type Socket } from '../../host/socket.ts'
import type { UserCall } from '../../tcp/event.ts'
import { sub } from '../../tcp/seq.ts'
import type { Side } from '../../tcp/state.ts'
import type { Tcb } from '../../tcp/tcb.ts'
import type { Connections } from './connections.ts'
import { type Counters, countError } from './counters.ts'
import { Lane } from './lanes.ts'
import type { PopulationSpec } from './spec.ts'
import type { PopulationWorld } from './world.ts'
import { FORGED } from './wire.ts'

const PURPOSE_LEAK = 101
const RELEASE: UserCall = { kind: 'release' }

/** An endpoint that is to be closed, and which one it was when that was decided. */
interface Closing {
  readonly endpoint: Endpoint
  readonly id: number
}

/** What both programs have in common: they read what there is, and close when it is their turn. */
abstract class Program {
  /** Connections that this side is to close, when their time has come. */
  readonly closes = new Lane<Closing>()
  /** Sockets that the application holds, the listening ones not counted. */
  descriptors = 0
  protected readonly spec: PopulationSpec
  protected readonly host: Host
  protected readonly world: PopulationWorld
  protected readonly counters: Counters
  protected readonly connections: Connections
  readonly #closesFirst: boolean
  readonly #send: UserCall
  readonly #receive = new Map<number, UserCall>()

  constructor(side: Side, bytes: number, parts: ProgramParts) {
    this.spec = parts.spec
    this.host = parts.host
    this.world = parts.world
    this.counters = parts.counters
    this.connections = parts.connections
    this.#closesFirst = parts.spec.closesFirst === side
    this.#send = { kind: 'send', bytes }
  }

  /** The time of the first one in `closes` has come. */
  closeNext(): void {
    const { endpoint, id } = this.closes.shift()
    // The object may serve another connection by now.
    if (endpoint.id === id && !endpoint.inbox.dead) this.close(endpoint)
  }

  protected hasRoom(): boolean {
    const limit = this.spec.hosts[this.host.side].descriptors
    return limit === null || this.descriptors < limit
  }

  protected send(endpoint: Endpoint): void {
    this.host.call(endpoint, this.#send)
  }

  /** Takes what has come; the bytes received until now. */
  protected read(endpoint: Endpoint): number {
    const { tcb, inbox } = endpoint
    if (tcb.unread > 0) {
      // Not by setting the length, which takes as long as all the rest of reading.
      while (inbox.readable.length > 0) inbox.readable.pop()
      this.host.call(endpoint, this.#receiveCall(tcb.unread))
    }
    return received(endpoint.tcb)
  }

  /** The exchange is over: the side that closes first does so when the lifetime is. */
  protected exchanged(endpoint: Endpoint): void {
    if (!this.#closesFirst) return
    const { lifetimeUs } = this.spec
    if (lifetimeUs === 0) this.close(endpoint)
    else this.closes.push(this.world.now + lifetimeUs, { endpoint, id: endpoint.id })
  }

  /** The peer has closed: so does this side, unless it forgets to. */
  protected endOfFile(endpoint: Endpoint): void {
    const forgets = !this.#closesFirst && leaks(this.spec, endpoint.conn)
    if (!forgets) this.close(endpoint)
  }

  /** close(): the descriptor is free again. */
  protected close(endpoint: Endpoint): void {
    if (endpoint.socket === null) return
    endpoint.socket = null
    this.descriptors -= 1
    if (!endpoint.inbox.dead) this.host.call(endpoint, RELEASE)
  }

  #receiveCall(bytes: number): UserCall {
    const known = this.#receive.get(bytes)
    if (known !== undefined) return known
    const call: UserCall = { kind: 'receive', bytes }
    this.#receive.set(bytes, call)
    return call
  }
}

export interface ProgramParts {
  readonly spec: PopulationSpec
  readonly host: Host
  readonly world: PopulationWorld
  readonly counters: Counters
  readonly connections: Connections
}

/** Whether the application that is to close second forgets this connection. */
export function leaks({ leakPpm, seed }: PopulationSpec, conn: number): boolean {
  return leakPpm > 0 && chance(draw(seed, conn, 0, 0, PURPOSE_LEAK), leakPpm)
}

/** Bytes of text that came in order, read or not. */
function received(tcb: Tcb): number {
  return sub(tcb.rcv.nxt, tcb.irs) - 1 - (tcb.finReceived ? 1 : 0)
}

/** connect(), send(request), recv() until the reply is there, close(). */
export class ClientProgram extends Program {
  readonly socket: Socket = newSocket('client', {})

  constructor(parts: ProgramParts) {
    super('C', parts.spec.requestBytes, parts)
  }

  /** True if socket() gives a descriptor. */
  takeDescriptor(): boolean {
    if (!this.hasRoom()) return false
    this.descriptors += 1
    return true
  }

  react(endpoint: Endpoint): void {
    const { inbox } = endpoint
    if (endpoint.socket === null) return
    if (inbox.pendingError !== null) return this.#failed(endpoint)
    if (!inbox.established) return
    if (endpoint.tcb.accepted === 0) {
      this.counters.opened += 1
      this.connections.setOutcome(endpoint.conn, 'open')
      this.send(endpoint)
    }
    const { replyBytes } = this.spec
    const before = received(endpoint.tcb) - endpoint.tcb.unread
    const after = this.read(endpoint)
    if (before < replyBytes && after >= replyBytes) this.exchanged(endpoint)
    if (inbox.endOfFile) this.endOfFile(endpoint)
  }

  protected override close(endpoint: Endpoint): void {
    if (endpoint.socket !== null && this.connections.outcome(endpoint.conn) === 'open')
      this.connections.setOutcome(endpoint.conn, 'closed')
    super.close(endpoint)
  }

  #failed(endpoint: Endpoint): void {
    const { inbox, conn } = endpoint
    if (inbox.pendingError !== null)
      countError(this.counters, inbox.established ? 'recv' : 'connect', inbox.pendingError)
    inbox.pendingError = null
    this.connections.setOutcome(conn, 'failed')
    this.close(endpoint)
  }
}

/** accept(), recv() until the request is there, send(reply), recv() until end of file, close(). */
export class ServerProgram extends Program {
  /** When accept() is called next, at a limited rate; Infinity: nothing waits for it. */
  nextAcceptUs = Number.POSITIVE_INFINITY
  readonly #accepted = newSocket('accepted', {})
  #lastAcceptUs = Number.NEGATIVE_INFINITY

  constructor(parts: ProgramParts) {
    super('S', parts.spec.replyBytes, parts)
  }

  /** Listens on every destination port; false: one of them is still taken. */
  listen(reuseAddr: boolean, isFree: (port: number) => boolean, ports: readonly number[]): boolean {
    if (!ports.every(isFree)) return false
    const { host, spec } = this
    this.#accepted.options = { reuseAddr }
    for (const port of ports) {
      const socket = newSocket('listener', { reuseAddr })
      const backlog = Math.min(spec.listen.backlog, host.settings.somaxconn)
      const listener: Listener = { socket, port, backlog, synQueue: 0, acceptQueue: [] }
      socket.listener = listener
      host.listeners.set(port, listener)
    }
    return true
  }

  /** The process ends: the system closes its sockets as close() would. */
  exit(): void {
    for (const listener of this.host.listeners.values()) this.host.closeListener(listener)
    for (const endpoint of this.host.endpoints.all()) if (endpoint.socket !== null) this.close(endpoint)
  }

  react(endpoint: Endpoint): void {
    if (endpoint.listener !== null) return this.#waiting()
    if (endpoint.socket !== null) this.#serve(endpoint)
  }

  /** The time for the next accept() of a server that does not always wait in one. */
  acceptNext(): void {
    this.nextAcceptUs = Number.POSITIVE_INFINITY
    this.#accept()
    this.#waiting()
  }

  /** accept() takes the oldest connection that waits, if there is a descriptor for it. */
  #accept(): boolean {
    const listener = this.#longestWaiting()
    if (listener === null) return false
    this.#lastAcceptUs = this.world.now
    if (!this.hasRoom()) {
      countError(this.counters, 'accept', 'EMFILE')
      return false
    }
    const endpoint = listener.acceptQueue.shift() as Endpoint
    this.descriptors += 1
    this.counters.accepted += 1
    endpoint.socket = this.#accepted
    endpoint.listener = null
    if (endpoint.conn !== FORGED) this.connections.acceptUs[endpoint.conn] = this.world.now
    this.#serve(endpoint)
    return true
  }

  protected override close(endpoint: Endpoint): void {
    const had = this.descriptors
    super.close(endpoint)
    // Whoever waited for a descriptor gets this one.
    if (this.descriptors < had) this.#waiting()
  }

  /** Something waits in an accept queue: taken at once, or when the application comes to it. */
  #waiting(): void {
    const { acceptPerSecond } = this.spec.listen
    if (acceptPerSecond === null) {
      while (this.#accept());
    } else if (this.nextAcceptUs === Number.POSITIVE_INFINITY && this.#longestWaiting() !== null) {
      this.nextAcceptUs = Math.max(
        this.world.now,
        this.#lastAcceptUs + Math.floor(1_000_000 / acceptPerSecond),
      )
    }
  }

  #longestWaiting(): Listener | null {
    for (const listener of this.host.listeners.values()) if (listener.acceptQueue.length > 0) return listener
    return null
  }

  #serve(endpoint: Endpoint): void {
    const { inbox } = endpoint
    if (inbox.pendingError !== null || inbox.dead) {
      if (inbox.pendingError !== null) countError(this.counters, 'recv', inbox.pendingError)
      inbox.pendingError = null
      return this.close(endpoint)
    }
    const got = this.read(endpoint)
    if (got >= this.spec.requestBytes && endpoint.tcb.accepted === 0) {
      this.send(endpoint)
      this.exchanged(endpoint)
    }
    if (inbox.endOfFile) this.endOfFile(endpoint)
  }
}
