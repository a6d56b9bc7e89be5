import { openFromCookie } from '../tcp/cookie-open.ts'
import type { Effect } from '../tcp/effect.ts'
import { ACK, has, RST, SYN } from '../tcp/segment.ts'
import { add } from '../tcp/seq.ts'
import type { Tcb } from '../tcp/tcb.ts'
import { cookieFor, readCookie, rememberedOptions, synAckWithCookie } from './cookie.ts'
import type { HostEndpoints } from './host-endpoints.ts'
import type { Endpoint, Listener } from './socket.ts'
import { answer, endsOf, type Packet } from './world.ts'

/** What a host does with segments for its listeners: the SYN and accept queues, and cookies (RFC 4987; tcp-facts 4.11). */
export class Listening {
  readonly #host: HostEndpoints

  constructor(host: HostEndpoints) {
    this.#host = host
  }

  /** The last ACK of a handshake finds the accept queue full: ignored, or refused (listen(2), tcp-facts 4.11). */
  refusesHandshake(endpoint: Endpoint, packet: Packet): boolean {
    const { listener } = endpoint
    if (listener === null || endpoint.tcb.state !== 'SYN-RECEIVED') return false
    const completes = has(packet.segment, ACK) && !has(packet.segment, RST) && !has(packet.segment, SYN)
    if (!completes || listener.acceptQueue.length < listener.backlog + this.#host.settings.backlogExtra)
      return false
    this.#host.world.noted(
      this.#host.side,
      endpoint.conn,
      'accept-queue-full',
      listener.acceptQueue.length,
      'HOST-ACCEPT-QUEUE',
    )
    this.#host.world.discarded(this.#host.side, packet, 'HOST-ACCEPT-QUEUE')
    if (this.#host.settings.acceptQueueFull === 'reset') {
      this.#host.step(
        endpoint,
        { kind: 'user-call', call: { kind: 'refuse', segment: packet.segment } },
        packet,
      )
    }
    return true
  }

  /** A segment for which there is no endpoint but a listener (RFC 9293 3.10.7.2). */
  arrive(listener: Listener, packet: Packet): void {
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
      ? this.#host.world.claimConnection(this.#host.side, endsOf(packet), packet.segment.seq)
      : packet.conn
    const endpoint = this.#host.add(endsOf(packet), conn, listener.socket)
    endpoint.tcb.state = 'LISTEN'
    endpoint.listener = listener
    const iss = opens ? this.#host.world.nextIss(this.#host.side, conn) : 0
    this.#host.step(endpoint, this.#host.arrival(conn, packet, false, iss), packet)
    if (endpoint.tcb.state === 'LISTEN') this.#host.drop(endpoint)
    else if (endpoint.tcb.state === 'SYN-RECEIVED') this.#host.changeSynQueue(listener, 1)
  }

  /** Room in both queues for one more half-open connection (RFC 4987 2; tcp-facts 4.11). */
  #admits(listener: Listener, packet: Packet): boolean {
    const { settings } = this.#host
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
    this.#host.world.noted(this.#host.side, packet.conn, why, length, 'HOST-BACKLOG')
    this.#host.world.discarded(this.#host.side, packet, 'HOST-BACKLOG')
    return false
  }

  #answerWithCookie(packet: Packet): void {
    const { segment } = packet
    const ends = endsOf(packet)
    const iss = cookieFor(
      this.#host.secret,
      ends,
      segment.seq,
      segment.options?.mss ?? 536,
      this.#host.world.now,
    )
    const synAck = synAckWithCookie(iss, segment, this.#host.settings, this.#host.world.now)
    this.#host.world.noted(this.#host.side, packet.conn, 'syn-cookie-sent', iss, 'HOST-COOKIE')
    this.#host.world.sendWithoutEndpoint(this.#host.side, answer(packet, synAck), 'HOST-COOKIE')
  }

  /** An ACK at LISTEN that returns a cookie makes the connection now; a wrong one is answered as any ACK there is. */
  #takesCookie(listener: Listener, packet: Packet): boolean {
    if (this.#host.settings.synCookies === 'off') return false
    const { segment } = packet
    const ends = endsOf(packet)
    const mss = readCookie(
      this.#host.secret,
      ends,
      add(segment.seq, -1),
      add(segment.ack, -1),
      this.#host.world.now,
    )
    if (mss === null) return false
    if (listener.acceptQueue.length >= listener.backlog + this.#host.settings.backlogExtra) {
      return !this.#refuseSyn(packet, 'accept-queue-full', listener.acceptQueue.length)
    }
    const conn = this.#host.world.claimConnection(this.#host.side, ends, add(segment.seq, -1))
    const tcb = openFromCookie(
      this.#host.settingsFor(listener.socket),
      segment,
      { mss, ...rememberedOptions(segment) },
      this.#host.world.streamOf(this.#host.side, conn),
      this.#host.world.now,
    )
    const endpoint = this.#host.add(ends, conn, listener.socket)
    endpoint.listener = listener
    this.#host.world.noted(
      this.#host.side,
      conn,
      'syn-cookie-accepted',
      add(segment.ack, -1),
      'HOST-COOKIE-OK',
    )
    this.#accept(endpoint, tcb)
    this.#host.step(endpoint, this.#host.arrival(conn, packet, false), packet)
    return true
  }

  #accept(endpoint: Endpoint, tcb: Tcb): void {
    const { keepaliveOn } = endpoint.tcb
    endpoint.tcb = tcb
    const opened: Effect = {
      kind: 'state-changed',
      from: 'LISTEN',
      to: 'ESTABLISHED',
      event: 'cookie-accepted',
      because: 'HOST-COOKIE-OK',
    }
    this.#host.world.apply(this.#host.side, endpoint, opened, null)
    this.#host.world.tcbChanged(this.#host.side, endpoint)
    this.#host.established(endpoint)
    // It came to ESTABLISHED without a step, where this would have begun.
    if (keepaliveOn) this.#host.call(endpoint, { kind: 'keepalive', on: true, times: null })
  }
}
