import type { Host } from '../../host/host.ts'
import type { Connector } from './connector.ts'
import type { Counters, StateCounts } from './counters.ts'
import type { ClientProgram, ServerProgram } from './programs.ts'
import type { Samples } from './samples.ts'

/** Everything that a sample looks at. */
interface Sampled {
  readonly samples: Samples
  readonly counters: Counters
  readonly states: StateCounts
  readonly connector: Connector
  readonly client: ClientProgram
  readonly server: ServerProgram
  readonly serverHost: Host
}

/** Looks at a population at even intervals, and writes down what it sees. */
export class Sampler {
  readonly #everyUs: number
  readonly #parts: Sampled
  #nextUs = 0

  constructor(everyUs: number, parts: Sampled) {
    this.#everyUs = everyUs
    this.#parts = parts
  }

  /** Takes the samples that are due up to this time; after the last event, at Infinity, none. */
  until(tUs: number): void {
    while (this.#nextUs <= tUs && tUs < Number.POSITIVE_INFINITY) {
      this.#take(this.#nextUs)
      this.#nextUs += this.#everyUs
    }
  }

  #take(tUs: number): void {
    const { samples, counters, states, connector, client, server, serverHost } = this.#parts
    let [synQueue, acceptQueue] = [0, 0]
    for (const listener of serverHost.listeners.values()) {
      synQueue += listener.synQueue
      acceptQueue += listener.acceptQueue.length
    }
    samples.add(tUs, states.of, {
      portsInUse: connector.portsInUse,
      descriptorsC: client.descriptors,
      descriptorsS: server.descriptors,
      synQueue,
      acceptQueue,
      tried: counters.tried,
      opened: counters.opened,
      accepted: counters.accepted,
      finished: counters.finished,
      connectErrors: Object.entries(counters.errors).reduce(
        (sum, [what, count]) => (what.startsWith('connect ') ? sum + count : sum),
        0,
      ),
      segments: counters.sent.C + counters.sent.S,
      synsDropped:
        (counters.notes['syn-dropped-backlog-full'] ?? 0) + (counters.notes['accept-queue-full'] ?? 0),
    })
  }
}
