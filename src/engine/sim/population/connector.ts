import type { Host } from '../../host/host.ts'
import { mayTakeOver } from '../../host/ports.ts'
import type { Endpoint } from '../../host/socket.ts'
import { Arrivals } from './arrivals.ts'
import type { Connections } from './connections.ts'
import { type Counters, countError } from './counters.ts'
import { PortPool } from './ports.ts'
import type { ClientProgram } from './programs.ts'
import { ADDRESS, FIRST_PORT, type PopulationSpec } from './spec.ts'
import { endsOfClient, type PopulationWorld } from './world.ts'

interface ConnectorParts {
  readonly spec: PopulationSpec
  readonly connections: Connections
  readonly counters: Counters
  readonly world: PopulationWorld
  readonly host: Host
  readonly client: ClientProgram
}

/** Calls connect() for one connection after the other, and gives each a descriptor and a port, if there is one. */
export class Connector {
  /** When the next one is due; Infinity: all were tried. */
  nextUs: number
  readonly #parts: ConnectorParts
  readonly #pools: readonly PortPool[]
  readonly #arrivals: Arrivals

  constructor(parts: ConnectorParts) {
    const { spec, host } = parts
    this.#parts = parts
    this.#pools = Array.from({ length: spec.destinations }, () => new PortPool(host.settings.portRange))
    this.#arrivals = new Arrivals(spec.arrivals, spec.seed)
    this.nextUs = spec.connections === 0 ? Number.POSITIVE_INFINITY : this.#arrivals.next()
  }

  /** Ports in use, to all destinations. */
  get portsInUse(): number {
    return this.#pools.reduce((sum, pool) => sum + pool.inUse, 0)
  }

  /** The connection of this endpoint waits on its port from now on. */
  noteTimeWait(endpoint: Endpoint): void {
    if (this.#parts.host.settings.twReuse !== 'off') this.#poolOf(endpoint).noteTimeWait(endpoint.localPort)
  }

  /** The port of this endpoint is free again. */
  release(endpoint: Endpoint): void {
    this.#poolOf(endpoint).release(endpoint.localPort)
  }

  /** connect(), of the next connection. */
  connectNext(): void {
    const { spec, connections, counters, world, host, client } = this.#parts
    const conn = counters.tried++
    this.nextUs = counters.tried < spec.connections ? this.#arrivals.next() : Number.POSITIVE_INFINITY
    connections.begin(conn, world.now)
    if (!client.takeDescriptor()) return this.#refuse(conn, 'EMFILE')
    const place = this.#choosePort(conn)
    if (place === null) {
      client.descriptors -= 1
      return this.#refuse(conn, 'EADDRNOTAVAIL')
    }
    connections.setPort(conn, place.port)
    world.conn = conn
    host.connect(endsOfClient(place.port, this.#destination(conn)), client.socket, place.reuse, null)
  }

  #refuse(conn: number, errno: 'EMFILE' | 'EADDRNOTAVAIL'): void {
    countError(this.#parts.counters, 'connect', errno)
    this.#parts.connections.setOutcome(conn, 'failed')
  }

  /** A free port, or the one longest in TIME-WAIT if the system takes those over. */
  #choosePort(conn: number): { port: number; reuse: Endpoint | null } | null {
    const pool = this.#pools[conn % this.#parts.spec.destinations] as PortPool
    const free = pool.take()
    if (free !== null) return { port: free, reuse: null }
    const { endpoints, settings } = this.#parts.host
    if (settings.twReuse === 'off') return null
    for (let port = pool.oldestWaiting; port !== null; port = pool.oldestWaiting) {
      const entry = endpoints.get(port, ADDRESS.S, this.#destination(conn))
      if (entry?.tcb.state === 'TIME-WAIT') {
        if (!mayTakeOver(entry, false, settings, this.#parts.world.now)) return null
        pool.dropOldestWaiting()
        return { port, reuse: entry }
      }
      pool.dropOldestWaiting()
    }
    return null
  }

  #poolOf(endpoint: Endpoint): PortPool {
    return this.#pools[endpoint.remotePort - FIRST_PORT] as PortPool
  }

  #destination(conn: number): number {
    return FIRST_PORT + (conn % this.#parts.spec.destinations)
  }
}
