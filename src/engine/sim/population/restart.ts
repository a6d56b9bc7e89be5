import type { Host } from '../../host/host.ts'
import { bindConflicts } from '../../host/ports.ts'
import { type Counters, countError } from './counters.ts'
import type { ServerProgram } from './programs.ts'
import { FIRST_PORT, type PopulationSpec } from './spec.ts'

/** The server's process: it listens from the beginning, and where the spec says so it ends and begins again. */
export class Restart {
  /** When it ends, or tries to listen again; Infinity: neither. */
  nextUs: number
  /** When it could listen again; null: not yet. */
  listensAgainUs: number | null = null
  readonly #spec: PopulationSpec
  readonly #host: Host
  readonly #server: ServerProgram
  readonly #counters: Counters
  readonly #ports: readonly number[]

  constructor(spec: PopulationSpec, host: Host, server: ServerProgram, counters: Counters) {
    this.#spec = spec
    this.#host = host
    this.#server = server
    this.#counters = counters
    this.#ports = Array.from({ length: spec.destinations }, (_, index) => FIRST_PORT + index)
    this.nextUs = spec.restart?.atUs ?? Number.POSITIVE_INFINITY
    server.listen(spec.restart?.reuseAddr ?? false, () => true, this.#ports)
  }

  /** The process ends, if it still runs. */
  end(): void {
    if (this.#host.listeners.size > 0) this.#server.exit()
  }

  /** It listens, as soon as it may. */
  begin(now: number): void {
    const { restart } = this.#spec
    if (restart === null) return
    const { endpoints, settings, listeners } = this.#host
    const entries = endpoints.all()
    const isFree = (port: number): boolean =>
      !bindConflicts(port, restart.reuseAddr, settings, entries, listeners)
    const listens = this.#server.listen(restart.reuseAddr, isFree, this.#ports)
    if (listens) this.listensAgainUs = now
    else countError(this.#counters, 'listen', 'EADDRINUSE')
    this.nextUs = listens ? Number.POSITIVE_INFINITY : now + restart.retryUs
  }
}
