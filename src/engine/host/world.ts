import type { Effect } from '../tcp/effect.ts'
import type { RuleId } from '../tcp/rules.ts'
import type { Segment, Text } from '../tcp/segment.ts'
import type { Side } from '../tcp/state.ts'
import type { Errno } from './errno.ts'
import type { Endpoint, Listener } from './socket.ts'

/** A segment with its addresses: what the network carries and what a host takes its endpoint from. */
export interface Packet {
  readonly sourceAddress: string
  readonly sourcePort: number
  readonly destinationAddress: string
  readonly destinationPort: number
  readonly segment: Segment
  /** Row of the connection in the trace. */
  readonly conn: number
}

/** Both ends of a connection, as one host sees them. */
export interface Ends {
  readonly localPort: number
  readonly remoteAddress: string
  readonly remotePort: number
}

/** Both ends of the connection that a packet belongs to, as its receiver sees them. */
export function endsOf(packet: Packet): Ends {
  return {
    localPort: packet.destinationPort,
    remoteAddress: packet.sourceAddress,
    remotePort: packet.sourcePort,
  }
}

/** The packet that goes back where one came from. */
export function answer(packet: Packet, segment: Segment): Packet {
  return {
    sourceAddress: packet.destinationAddress,
    sourcePort: packet.destinationPort,
    destinationAddress: packet.sourceAddress,
    destinationPort: packet.sourcePort,
    segment,
    conn: packet.conn,
  }
}

/** A socket call while it is recorded: its row in the trace. */
export type CallId = number

/**
 * What a host needs from whatever runs it: the time, the wire, timers, identities, and somebody who keeps the record.
 * `sim/run.ts` is that somebody in a lesson; a population keeps counters instead.
 */
export interface World {
  readonly now: number
  /** Identity of a connection that this side opens or answers; `peerIsn` is known when a SYN opens it. */
  claimConnection(side: Side, ends: Ends, peerIsn: number | null): number
  /** Next initial sequence number of this side, and the stream its text will have. */
  nextIss(side: Side, conn: number): number
  streamOf(side: Side, conn: number): number
  /** Records an effect; sends what it sends and arms what it arms. The effect and its segment are good until it returns. */
  apply(side: Side, endpoint: Endpoint, effect: Effect, offending: Packet | null): void
  /** Sends for a port that has no endpoint. */
  sendWithoutEndpoint(side: Side, packet: Packet, because: RuleId): void
  discarded(side: Side, packet: Packet, because: RuleId): void
  noted(
    side: Side,
    conn: number,
    note: Extract<Effect, { kind: 'noted' }>['note'],
    value: number,
    because: RuleId,
  ): void
  tcbChanged(side: Side, endpoint: Endpoint): void
  queuesChanged(side: Side, listener: Listener): void
  /** A listening TCB is there, or gone (RFC 9293 3.10.1, 3.10.4). */
  listenerChanged(side: Side, change: 'opened' | 'closed' | 'crashed'): void
  crashed(side: Side, endpoint: Endpoint, because: RuleId): void
  /** Text that a call handed to the endpoint or took from it, for labels. */
  wrote(stream: number, from: number, to: number, label: string): void
  labelOf(text: Text): string
  callMade(side: Side, conn: number, what: CallRecord): CallId
  callReturned(call: CallId, conn: number, result: number, errno: Errno | null, label: string): void
}

/** A socket call at the moment it is made. */
export interface CallRecord {
  readonly socket: string
  readonly call: string
  readonly args: string
  readonly label: string
  readonly appStep: number
}
