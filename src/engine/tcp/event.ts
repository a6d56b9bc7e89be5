import type { Settings } from './profiles.ts'
import type { Segment } from './segment.ts'

/** Timers of one endpoint. `retransmission` also counts down a window probe or a tail loss probe: there is one such timer. */
export const TIMERS = [
  'retransmission',
  'persist',
  'time-wait',
  'delayed-ack',
  'keepalive',
  'fin-wait-2',
  'user-timeout',
  'connect',
  'loss-probe',
  'reorder',
] as const

export type TimerName = (typeof TIMERS)[number]

/** The user calls of RFC 9293 3.10.1 to 3.10.6; `close` is CLOSE, `release` is what close() adds to it. */
export type UserCall =
  | {
      readonly kind: 'open-active'
      readonly iss: number
      readonly stream: number
      /** The host lets this connection take the place of one in TIME-WAIT (Linux tcp_tw_reuse). */
      readonly takeOver?: boolean
      /** Fast Open cookie to put on the SYN, null to ask for one; absent: no Fast Open (RFC 7413). */
      readonly fastOpen?: number | null
      /** Bytes to send: on the SYN if there is a cookie, else when the connection stands. */
      readonly bytes?: number
    }
  | { readonly kind: 'open-passive' }
  | {
      readonly kind: 'send'
      readonly bytes: number
      /** For SEND in LISTEN, which opens actively (RFC 9293 3.10.2); sockets cannot do this. */
      readonly opening?: { readonly iss: number; readonly stream: number }
    }
  | { readonly kind: 'receive'; readonly bytes: number }
  /** CLOSE: no more data from us. Receiving goes on (shutdown(SHUT_WR)). */
  | { readonly kind: 'close' }
  /** close() of the last descriptor: CLOSE, and nobody will read again. */
  | { readonly kind: 'release' }
  /** shutdown(SHUT_RD): nobody will read again, but the socket stays. No segment says so. */
  | { readonly kind: 'stop-reading' }
  | { readonly kind: 'abort' }
  /** The listener does not take this half-open connection: answered with a RST for `segment`, or forgotten. */
  | { readonly kind: 'refuse'; readonly segment: Segment | null }
  | {
      readonly kind: 'keepalive'
      readonly on: boolean
      readonly times: Pick<Settings, 'keepaliveIdleUs' | 'keepaliveIntervalUs' | 'keepaliveProbes'> | null
    }
  | { readonly kind: 'user-timeout'; readonly us: number | null }

/** What can happen to one endpoint. Numbers that a pure machine cannot make (an ISN) come in with the event. */
export type TcpEvent =
  | { readonly kind: 'user-call'; readonly call: UserCall }
  | {
      readonly kind: 'segment-arrives'
      readonly segment: Segment
      /** ISS to use if this segment opens a connection (RFC 9293 3.4.1). */
      readonly iss: number
      /** Stream id for the text that this end writes if this segment opens a connection. */
      readonly stream: number
      /** A listener stands behind this port, so a SYN may reopen TIME-WAIT (RFC 9293 3.6.1, MAY-2). */
      readonly mayReopen: boolean
      /** Fast Open cookie that this host gives to the sender, and takes from it (RFC 7413 4.1.2). */
      readonly fastOpenCookie: number
      /** Its IP header names another security compartment than the TCB (RFC 9293 A.1). */
      readonly otherCompartment?: boolean
    }
  | { readonly kind: 'timeout'; readonly timer: TimerName }
  /** Everything that one arrival or call set off has been done: an acknowledgment still owed leaves now. */
  | { readonly kind: 'settle' }
  /** An ICMP error quotes a segment of this connection (RFC 9293 3.9.2.2). */
  | { readonly kind: 'icmp-error'; readonly hard: boolean }
