import type { Text } from '../tcp/segment.ts'
import type { Errno } from './errno.ts'
import type { Host } from './host.ts'
import { bindConflicts, ephemeralPorts, mayTakeOver } from './ports.ts'
import type { AppCall, SocketOptions } from './script.ts'
import { type Endpoint, type Listener, newSocket, readableBytes, type Socket } from './socket.ts'
import type { World } from './world.ts'

/** What a socket call came to. */
export interface Outcome {
  /** As the call returns it: 0, a count, a descriptor, or -1 with an errno. */
  readonly result: number
  readonly errno: Errno | null
  /** What recv() took, for its label. */
  readonly texts?: readonly Text[]
}

const DONE: Outcome = { result: 0, errno: null }
/** Listening sockets and connections get descriptors from here up, as a small process would. */
const FIRST_DESCRIPTOR = 4

function failed(errno: Errno): Outcome {
  return { result: -1, errno }
}

/**
 * The socket calls of one host's application (POSIX names; tcp-facts 4.13 and 4.15). A call either comes to an end at
 * once, or it gives null: it blocks, and is asked again when something has happened.
 */
export class SocketCalls {
  readonly #host: Host
  readonly #world: World
  readonly #sockets = new Map<string, Socket>()
  readonly #defaultPort: number
  readonly #peer: { readonly address: string; readonly port: number }
  #descriptors = FIRST_DESCRIPTOR

  constructor(host: Host, world: World, defaultPort: number, peer: { address: string; port: number }) {
    this.#host = host
    this.#world = world
    this.#defaultPort = defaultPort
    this.#peer = peer
  }

  socket(name: string): Socket | undefined {
    return this.#sockets.get(name)
  }

  /** Begins listening (socket, bind and listen in one). On a socket that listens already only the backlog changes. */
  listen(name: string, call: Extract<AppCall, { op: 'listen' }>): Outcome {
    const port = call.port ?? this.#defaultPort
    const options = call.options ?? {}
    const { endpoints, listeners, settings } = this.#host
    const present = this.#sockets.get(name)?.listener
    if (present?.port === port && listeners.has(port)) {
      present.backlog = Math.min(call.backlog, settings.somaxconn)
      return DONE
    }
    if (bindConflicts(port, options.reuseAddr === true, settings, endpoints.all(), listeners)) {
      return failed('EADDRINUSE')
    }
    const socket = this.#make(name, options)
    const backlog = Math.min(call.backlog, settings.somaxconn)
    const listener: Listener = { socket, port, backlog, synQueue: 0, acceptQueue: [] }
    socket.listener = listener
    listeners.set(port, listener)
    this.#world.listenerChanged(this.#host.side, 'opened')
    return DONE
  }

  /** Takes the oldest connection out of the accept queue; blocks while it is empty. */
  accept(name: string, as: string): Outcome | null {
    const listener = this.#sockets.get(name)?.listener
    if (listener === undefined || listener === null) return failed('EBADF')
    const endpoint = listener.acceptQueue.shift()
    if (endpoint === undefined) return null
    const socket = this.#make(as, listener.socket.options)
    socket.endpoint = endpoint
    endpoint.socket = socket
    endpoint.listener = null
    this.#world.queuesChanged(this.#host.side, listener)
    return { result: this.#descriptors++, errno: null }
  }

  /** Sends the SYN; the answer comes through `connected`. Null: under way. */
  connect(name: string, call: Extract<AppCall, { op: 'connect' }>): Outcome | null {
    const old = this.#sockets.get(name)
    if (old?.endpoint?.inbox.dead === false)
      return failed(old.endpoint.inbox.established ? 'EISCONN' : 'EALREADY')
    const socket = this.#make(name, call.options ?? {})
    const remotePort = call.port ?? this.#peer.port
    if (call.sourcePort !== undefined && this.#bindFails(call.sourcePort, socket)) return failed('EADDRINUSE')
    const place = this.#choosePort(call.sourcePort, remotePort)
    if (place === null) return failed('EADDRNOTAVAIL')
    const ends = { localPort: place.port, remoteAddress: this.#peer.address, remotePort }
    const fast = this.#host.settings.fastOpen && call.fastOpenBytes !== undefined
    socket.endpoint = this.#host.connect(
      ends,
      socket,
      place.reuse,
      fast ? { cookie: call.fastOpenCookie, bytes: call.fastOpenBytes } : null,
    )
    return call.blocking === false ? failed('EINPROGRESS') : this.connected(name)
  }

  /** What a blocked connect() has come to by now. */
  connected(name: string): Outcome | null {
    const inbox = this.#sockets.get(name)?.endpoint?.inbox
    if (inbox === undefined) return failed('EBADF')
    if (inbox.pendingError !== null) {
      inbox.connectFailed = true
      return failed(takeError(inbox) ?? 'ECONNREFUSED')
    }
    if (inbox.established) return DONE
    return inbox.dead ? failed('EBADF') : null
  }

  /** Hands bytes to TCP. Success means queued, not delivered. */
  send(name: string, bytes: number, label: string): Outcome {
    const socket = this.#sockets.get(name)
    const endpoint = socket?.endpoint
    if (socket === undefined || socket.closed) return failed('EBADF')
    if (endpoint === undefined || endpoint === null) return failed('ENOTCONN')
    const error = takeError(endpoint.inbox)
    if (error !== null) return failed(error)
    if (endpoint.inbox.dead || socket.shutForWriting) return failed('EPIPE')
    const from = endpoint.tcb.accepted
    const { stream } = endpoint.tcb
    const sent = this.#host.call(endpoint, { kind: 'send', bytes })
    if (!sent.ok) return failed(sent.error === 'connection-does-not-exist' ? 'ENOTCONN' : 'EPIPE')
    if (label !== '') this.#world.wrote(stream, from, from + bytes, label)
    return { result: bytes, errno: null }
  }

  /** What a send() that has given its bytes over returns; null: it waits until the connection stands (Linux). */
  sent(name: string, given: Outcome): Outcome | null {
    const endpoint = this.#sockets.get(name)?.endpoint
    if (endpoint === undefined || endpoint === null || given.result < 0) return given
    if (this.#isTooEarly(endpoint)) return null
    const { inbox } = endpoint
    const lost = this.#host.settings.earlyCalls === 'wait' && inbox.dead && !inbox.established
    return lost ? failed(takeError(inbox) ?? 'EPIPE') : given
  }

  /** Takes what is there: data first, then end of file, then an error once; blocks while there is nothing. */
  recv(name: string, most: number): Outcome | null {
    const socket = this.#sockets.get(name)
    const endpoint = socket?.endpoint
    if (socket === undefined || socket.closed) return failed('EBADF')
    if (endpoint === undefined || endpoint === null) return failed('ENOTCONN')
    const { inbox } = endpoint
    if (readableBytes(inbox) > 0) return this.#take(endpoint, most)
    if (inbox.endOfFile) return DONE
    const error = takeError(inbox)
    if (error !== null) return failed(error)
    // A socket shut down before it was connected is no end of file: nothing ever came (S7).
    const neverOpen = inbox.dead && !inbox.established && socket.shutForWriting
    if (neverOpen) return failed('ENOTCONN')
    // A connect() that failed leaves a socket that never was connected (Linux).
    if (inbox.connectFailed && this.#host.settings.earlyCalls === 'wait') return failed('ENOTCONN')
    if (inbox.dead || socket.shutForReading) return DONE
    if (this.#isTooEarly(endpoint)) return null
    return inbox.established ? null : failed('ENOTCONN')
  }

  #isTooEarly({ inbox, tcb }: Endpoint): boolean {
    const opening = tcb.state === 'SYN-SENT' || tcb.state === 'SYN-RECEIVED'
    return this.#host.settings.earlyCalls === 'wait' && opening && !inbox.established
  }

  shutdown(name: string, how: 'rd' | 'wr' | 'rdwr'): Outcome {
    const socket = this.#sockets.get(name)
    if (socket === undefined || socket.closed) return failed('EBADF')
    const { endpoint } = socket
    if (endpoint === null || endpoint.inbox.dead || endpoint.tcb.state === 'TIME-WAIT')
      return failed('ENOTCONN')
    if (how !== 'wr') {
      socket.shutForReading = true
      this.#host.call(endpoint, { kind: 'stop-reading' })
    }
    if (how !== 'rd' && !socket.shutForWriting) {
      socket.shutForWriting = true
      this.#host.call(endpoint, { kind: 'close' })
    }
    return DONE
  }

  close(name: string): Outcome {
    const socket = this.#sockets.get(name)
    if (socket === undefined || socket.closed) return failed('EBADF')
    if (socket.options.lingerUs === 0 && socket.listener === null) return this.abort(name)
    socket.closed = true
    if (socket.listener !== null) this.#host.closeListener(socket.listener)
    else this.#letGo(socket, 'release')
    return DONE
  }

  /** SO_LINGER {on, 0} and close(). */
  abort(name: string): Outcome {
    const socket = this.#sockets.get(name)
    if (socket === undefined || socket.closed) return failed('EBADF')
    socket.closed = true
    this.#letGo(socket, 'abort')
    return DONE
  }

  /** The socket and its endpoint are forgotten in silence. */
  vanish(name: string): Outcome {
    const socket = this.#sockets.get(name)
    if (socket === undefined) return failed('EBADF')
    socket.closed = true
    const { endpoint } = socket
    if (endpoint !== null && !endpoint.inbox.dead) this.#host.forget(endpoint)
    return DONE
  }

  setOptions(name: string, options: SocketOptions): Outcome {
    const socket = this.#sockets.get(name)
    if (socket === undefined || socket.closed) return failed('EBADF')
    socket.options = { ...socket.options, ...options }
    const { endpoint } = socket
    if (endpoint === null || endpoint.inbox.dead) return DONE
    const { keepalive, userTimeoutUs } = options
    if (keepalive !== undefined) {
      const { idleUs, intervalUs, probes } = keepalive
      const times = { keepaliveIdleUs: idleUs, keepaliveIntervalUs: intervalUs, keepaliveProbes: probes }
      this.#host.call(endpoint, { kind: 'keepalive', on: true, times })
    }
    if (userTimeoutUs !== undefined) this.#host.call(endpoint, { kind: 'user-timeout', us: userTimeoutUs })
    return DONE
  }

  /** A process that is gone holds no sockets: every later call on them fails. */
  loseAll(keepListeners: boolean): void {
    for (const socket of this.#sockets.values()) {
      if (keepListeners && socket.listener !== null) continue
      socket.closed = true
    }
  }

  #make(name: string, options: SocketOptions): Socket {
    const socket = newSocket(name, options)
    this.#sockets.set(name, socket)
    return socket
  }

  #take(endpoint: Endpoint, most: number): Outcome {
    const { readable } = endpoint.inbox
    const texts: Text[] = []
    let taken = 0
    while (readable.length > 0 && taken < most) {
      const text = readable.shift() as Text
      const part = Math.min(text.length, most - taken)
      texts.push({ ...text, length: part })
      taken += part
      if (part < text.length)
        readable.unshift({ ...text, offset: text.offset + part, length: text.length - part })
    }
    if (!endpoint.inbox.dead) this.#host.call(endpoint, { kind: 'receive', bytes: taken })
    return { result: taken, errno: null, texts }
  }

  #letGo(socket: Socket, how: 'release' | 'abort'): void {
    const { endpoint } = socket
    if (endpoint === null || endpoint.inbox.dead) return
    this.#host.call(endpoint, { kind: how })
    if (endpoint.socket === socket) endpoint.socket = null
  }

  /** Linux checks a port that bind() names before connect() looks at the pair of addresses. */
  #bindFails(port: number, socket: Socket): boolean {
    const { endpoints, listeners, settings } = this.#host
    const reuse = socket.options.reuseAddr === true
    return settings.reuseAddr === 'linux' && bindConflicts(port, reuse, settings, endpoints.all(), listeners)
  }

  /** A free local port for a connection to `remotePort`, and the TIME-WAIT entry it takes over, if any. */
  #choosePort(
    wanted: number | undefined,
    remotePort: number,
  ): { port: number; reuse: Endpoint | null } | null {
    const { settings, endpoints } = this.#host
    const candidates = wanted === undefined ? ephemeralPorts(this.#defaultPort, settings.portRange) : [wanted]
    for (const port of candidates) {
      const entry = endpoints.get(port, this.#peer.address, remotePort)
      if (entry === undefined) return { port, reuse: null }
      if (mayTakeOver(entry, wanted !== undefined, settings, this.#world.now)) return { port, reuse: entry }
    }
    return null
  }
}

function takeError(inbox: Endpoint['inbox']): Errno | null {
  const error = inbox.pendingError
  inbox.pendingError = null
  return error
}
