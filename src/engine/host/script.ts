import type { Settings } from '../tcp/profiles.ts'

/** What an application does: socket calls, each at its time or when something else has happened. */

/** When a step runs: at a time; when another step of the same side has returned; or when something happens to a socket. */
export type When =
  | { readonly atUs: number }
  | { readonly after: string; readonly delayUs?: number }
  | { readonly on: SocketEvent; readonly socket: string; readonly delayUs?: number }

export type SocketEvent = 'established' | 'readable' | 'eof' | 'error' | 'closed'

export interface SocketOptions {
  readonly reuseAddr?: boolean
  readonly keepalive?: { readonly idleUs: number; readonly intervalUs: number; readonly probes: number }
  readonly userTimeoutUs?: number
  /** SO_LINGER: 0 makes close() abort. */
  readonly lingerUs?: number
}

/** One socket call of an application. `id` defaults to c1, c2 ... and s1, s2 ... by position. */
export type AppStep = { readonly id?: string; readonly when: When; readonly socket: string } & AppCall

export type AppCall =
  | {
      readonly op: 'listen'
      readonly port?: number
      readonly backlog: number
      readonly options?: SocketOptions
    }
  /** A blocked accept(); the new socket gets the name `as`. */
  | { readonly op: 'accept'; readonly as: string }
  | {
      readonly op: 'connect'
      readonly port?: number
      readonly sourcePort?: number
      readonly blocking?: boolean
      readonly options?: SocketOptions
      /** Text to send with Fast Open: on the SYN if there is a cookie, bytes. */
      readonly fastOpenBytes?: number
      /** Cookie to show; absent: the one that the server gave before, or ask for one. */
      readonly fastOpenCookie?: number
    }
  | { readonly op: 'send'; readonly bytes: number; readonly label?: string }
  /** One recv(), blocking until there is something to return. */
  | { readonly op: 'recv'; readonly bytes?: number }
  /** recv() until so many bytes have come. */
  | { readonly op: 'recvn'; readonly bytes: number }
  /** recv() until end of file or an error. */
  | { readonly op: 'drain' }
  | { readonly op: 'shutdown'; readonly how: 'rd' | 'wr' | 'rdwr' }
  | { readonly op: 'close' }
  /** SO_LINGER {on, 0} and close(). */
  | { readonly op: 'abort' }
  /** The socket is forgotten without a segment: a crash of this one connection. */
  | { readonly op: 'vanish' }
  | { readonly op: 'setopt'; readonly options: SocketOptions }
  /** Changes settings of this host from now on. */
  | { readonly op: 'sysctl'; readonly settings: Partial<Settings> }
