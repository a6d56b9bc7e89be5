import type { LinkSpec } from '../../net/link.ts'
import type { ProfileId, Settings } from '../../tcp/profiles.ts'
import type { Side } from '../../tcp/state.ts'

/**
 * A population: connections from one client host to one server host. Plain JSON. Times are integer microseconds,
 * probabilities parts per million, sizes bytes.
 */
export interface PopulationSpec {
  readonly version: 1
  readonly seed: number
  readonly arrivals: ArrivalSpec
  /** How many connections are tried. */
  readonly connections: number
  /** The run is cut here; null: it goes on until nothing more happens. */
  readonly stopUs: number | null
  /** Both sizes at least 1. The client asks, the server answers. */
  readonly requestBytes: number
  readonly replyBytes: number
  /** How long the side that closes first waits with it after the exchange. */
  readonly lifetimeUs: number
  readonly closesFirst: Side
  readonly network: { readonly CtoS: LinkSpec; readonly StoC: LinkSpec }
  readonly hosts: Readonly<Record<Side, PopulationHost>>
  /** Ports of the server that connections are spread over, each with a listener of its own. */
  readonly destinations: number
  readonly listen: ListenSpec
  /** Share of connections whose second application never calls close(). */
  readonly leakPpm: number
  readonly flood: FloodSpec | null
  readonly restart: RestartSpec | null
  readonly sampleUs: number
}

export interface ArrivalSpec {
  /** In even steps; at random times (Poisson); or all of a period at its beginning. */
  readonly kind: 'steady' | 'poisson' | 'burst'
  readonly perSecond: number
  /** Length of a period of `burst`. */
  readonly burstUs: number
}

interface PopulationHost {
  readonly profile: ProfileId
  readonly settings: Partial<Settings>
  /** Most sockets that the application may hold open; null: no limit. */
  readonly descriptors: number | null
}

interface ListenSpec {
  readonly backlog: number
  /** How fast the server calls accept(); null: it waits in accept() all the time. */
  readonly acceptPerSecond: number | null
}

/** SYNs with forged source addresses, which nobody answers for. */
interface FloodSpec {
  readonly perSecond: number
  readonly fromUs: number
  readonly toUs: number
}

/** The server's process ends and begins again: it has to listen on the same ports. */
interface RestartSpec {
  readonly atUs: number
  /** SO_REUSEADDR on the listening sockets, before and after. */
  readonly reuseAddr: boolean
  /** How long it waits after EADDRINUSE. */
  readonly retryUs: number
}

const LINK: LinkSpec = { delayUs: 10_000, jitterUs: 0, lossPpm: 0, duplicatePpm: 0, reorderPpm: 0 }
const HOST: PopulationHost = { profile: 'rfc9293', settings: {}, descriptors: null }

/** 100 bytes each way over 10 ms, the client closes at once: what the bench runs and presets begin with. */
export const PLAIN_POPULATION: PopulationSpec = {
  version: 1,
  seed: 1,
  arrivals: { kind: 'steady', perSecond: 1_000, burstUs: 1_000_000 },
  connections: 10_000,
  stopUs: null,
  requestBytes: 100,
  replyBytes: 100,
  lifetimeUs: 0,
  closesFirst: 'C',
  network: { CtoS: LINK, StoC: LINK },
  hosts: { C: HOST, S: HOST },
  destinations: 1,
  listen: { backlog: 4_096, acceptPerSecond: null },
  leakPpm: 0,
  flood: null,
  restart: null,
  sampleUs: 100_000,
}

/** Addresses of documentation (RFC 5737); forged ones are 203.0.113.1 to .254. */
export const ADDRESS: Readonly<Record<Side, string>> = { C: '192.0.2.10', S: '198.51.100.20' }
/** The first destination; the others follow. */
export const FIRST_PORT = 443
