import type { AppStep } from '../host/script.ts'
import type { Injection } from '../net/injection.ts'
import type { LinkSpec } from '../net/link.ts'
import type { Fault } from '../net/match.ts'
import type { ProfileId, Settings } from '../tcp/profiles.ts'
import type { Side } from '../tcp/state.ts'

export type { AppCall, AppStep, SocketEvent, SocketOptions, When } from '../host/script.ts'
export type { Injection } from '../net/injection.ts'
export type { LinkSpec } from '../net/link.ts'
export type { Fault, Match, SegmentKind } from '../net/match.ts'

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

/** All TCP state of a host is lost and nothing is sent; its applications do not come back by themselves. */
export interface Reboot {
  readonly side: Side
  readonly atUs: number
  /** Listeners come back with the host. */
  readonly listenersReturn: boolean
}
