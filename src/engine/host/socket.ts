import type { Settings } from '../tcp/profiles.ts'
import { newTcb, type Tcb } from '../tcp/tcb.ts'
import type { Text } from '../tcp/segment.ts'
import type { Errno } from './errno.ts'
import type { SocketOptions } from './script.ts'

/** One TCP endpoint on a host, held by a socket or by nobody (an orphan, TIME-WAIT). */
export interface Endpoint {
  readonly id: number
  /** Row of the connection in the trace; another one when TIME-WAIT is reopened. */
  conn: number
  tcb: Tcb
  readonly localPort: number
  readonly remoteAddress: string
  readonly remotePort: number
  socket: Socket | null
  /** The listener that made it, until accept() or its end. */
  listener: Listener | null
  /** Its socket had SO_REUSEADDR. */
  reuseAddr: boolean
  /** When TIME-WAIT began. */
  timeWaitSinceUs: number
  /** Place in the loop's table of timers, where it keeps one; -1: none. */
  slot: number
  inbox: Inbox
  /** Who it was before a SYN reopened TIME-WAIT, for the way back. */
  previous: { readonly conn: number; readonly socket: Socket | null } | null
}

/** An endpoint whose names may still be filled in. */
export type EndpointDraft = { -readonly [K in keyof Endpoint]: Endpoint[K] }

/** An endpoint that has no name yet, with a TCB in CLOSED. */
export function newEndpoint(settings: Settings): EndpointDraft {
  return {
    id: 0,
    conn: 0,
    tcb: newTcb(settings),
    localPort: 0,
    remoteAddress: '',
    remotePort: 0,
    socket: null,
    listener: null,
    reuseAddr: false,
    timeWaitSinceUs: -1,
    slot: -1,
    inbox: newInbox(),
    previous: null,
  }
}

/** What an endpoint has for the process that holds it, or will hold it after accept(). */
export interface Inbox {
  /** Received and not yet read. */
  readonly readable: Text[]
  /** The peer's FIN was reached: recv() gives 0 from here on. */
  endOfFile: boolean
  /** Reported once by the next call that looks (SO_ERROR). */
  pendingError: Errno | null
  established: boolean
  /** A connect() that waited for it has been told that it failed. */
  connectFailed: boolean
  /** The connection is over, by close, reset or timeout. */
  dead: boolean
}

/** A listening socket: SYNs wait in its endpoints in SYN-RECEIVED, connections in the accept queue. */
export interface Listener {
  readonly socket: Socket
  readonly port: number
  backlog: number
  /** Endpoints in SYN-RECEIVED. */
  synQueue: number
  readonly acceptQueue: Endpoint[]
}

/** A descriptor of an application. */
export interface Socket {
  readonly name: string
  options: SocketOptions
  endpoint: Endpoint | null
  listener: Listener | null
  shutForWriting: boolean
  shutForReading: boolean
  closed: boolean
}

export function newSocket(name: string, options: SocketOptions): Socket {
  return {
    name,
    options,
    endpoint: null,
    listener: null,
    shutForWriting: false,
    shutForReading: false,
    closed: false,
  }
}

export function newInbox(): Inbox {
  return {
    readable: [],
    endOfFile: false,
    pendingError: null,
    established: false,
    connectFailed: false,
    dead: false,
  }
}

/** Makes an old inbox what `newInbox` would make. */
export function resetInbox(inbox: Inbox): void {
  // Not by setting the length, which takes as long as all the rest.
  while (inbox.readable.length > 0) inbox.readable.pop()
  inbox.endOfFile = false
  inbox.pendingError = null
  inbox.established = false
  inbox.connectFailed = false
  inbox.dead = false
}

/** Bytes that recv() could return now. */
export function readableBytes(inbox: Inbox): number {
  return inbox.readable.reduce((sum, text) => sum + text.length, 0)
}
