import type { ProfileId, Settings } from '../tcp/profiles.ts'
import type { Side } from '../tcp/state.ts'

/**
 * What a run is made of: plain JSON, versioned, documented in docs/scenario-format.md and checked by
 * src/scenario/schema.ts. Times are integer microseconds, probabilities parts per million.
 */
export interface Scenario {
  readonly version: 1
  /** Free text of the author; catalogue scenarios take theirs from the catalogue instead. */
  readonly title?: string
  readonly notes?: string
  /** Profile of both hosts unless a host names its own. */
  readonly profile: ProfileId
  /** Changes to the profile, both hosts. */
  readonly settings: Partial<Settings>
  readonly seed: number
  readonly hosts: Readonly<Record<Side, HostSpec>>
  readonly network: { readonly CtoS: LinkSpec; readonly StoC: LinkSpec }
  readonly apps: Readonly<Record<Side, readonly AppStep[]>>
  readonly faults: readonly Fault[]
  readonly injections: readonly Injection[]
  readonly reboots: readonly Reboot[]
  /** The run is cut here; absent: it runs until nothing more happens. */
  readonly stopUs?: number
  /** Ends the run earlier than the engine's own limit, events of the loop. */
  readonly maxEvents?: number
  /** Ids of invariants that this scenario gives up on purpose (spec invariants: forged segments, reboots, counterfactuals). */
  readonly gives_up?: readonly string[]
}

export interface HostSpec {
  /** IPv4 or IPv6 address in text form. */
  readonly address: string
  /** C: source port of its first connect(); S: port that its steps listen on, where they name none. */
  readonly port: number
  readonly profile?: ProfileId
  readonly settings?: Partial<Settings>
  /** Initial sequence numbers, one for each connection that this host opens or accepts; then by its policy. */
  readonly isns?: readonly number[]
}

/** One direction of the path. */
export interface LinkSpec {
  readonly delayUs: number
  /** Extra delay, uniform from 0 to this; may overtake. */
  readonly jitterUs: number
  readonly lossPpm: number
  readonly duplicatePpm: number
  /** A reordered segment is held back by one more one-way delay, at least 1 ms. */
  readonly reorderPpm: number
}

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
      /** Text that Fast Open may put on the SYN, bytes. */
      readonly fastOpenBytes?: number
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

export type SegmentKind = 'SYN' | 'SYNACK' | 'ACK' | 'DATA' | 'FIN' | 'RST' | 'ANY'

/**
 * Which segments a fault hits. Counts what the senders hand to the network, retransmissions included, copies and
 * injected segments not. A segment with RST is only RST, with SYN only SYN or SYNACK; text and FIN is DATA and FIN.
 */
export interface Match {
  /** Absent: both sides count together. */
  readonly from?: Side
  readonly kind: SegmentKind
  readonly nth: number | readonly number[] | { readonly from: number } | 'all'
  readonly afterUs?: number
  readonly beforeUs?: number
  readonly sourcePort?: number
  readonly destinationPort?: number
}

export type Fault = { readonly match: Match } & (
  | { readonly do: 'drop' }
  | { readonly do: 'delay'; readonly byUs: number }
  | { readonly do: 'duplicate'; readonly byUs: number }
)

/** A number of an injected segment: absolute, or C.isn, C.nxt, S.isn, S.nxt plus or minus an offset. */
export type NumberExpression = number | string

export interface Injection {
  readonly label?: string
  /** Arrives at this time, or so long after a segment that matches is handed over. */
  readonly when: { readonly atUs: number } | { readonly match: Match; readonly afterUs: number }
  readonly segment: {
    readonly to: Side
    readonly flags: readonly string[]
    readonly seq: NumberExpression
    readonly ack?: NumberExpression
    readonly bytes?: number
    readonly windowBytes?: number
    /** [port of C, port of S]; absent: those of the present connection. */
    readonly ports?: readonly [number, number]
    /** Last number of a spoofed third host's address; absent: the other side's own address. */
    readonly spoof?: number
    readonly mss?: number
    /** Timestamps that continue the forged sender's own. */
    readonly timestamps?: boolean
  }
}

/** All TCP state of a host is lost and nothing is sent; its applications do not come back by themselves. */
export interface Reboot {
  readonly side: Side
  readonly atUs: number
  /** Listeners come back with the host. */
  readonly listenersReturn: boolean
}
