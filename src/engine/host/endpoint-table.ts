import type { Endpoint } from './socket.ts'
import type { Ends } from './world.ts'

/** Where a host keeps its endpoints. A population has one of its own, which keeps TIME-WAIT entries small. */
export interface Endpoints {
  readonly size: number
  get(localPort: number, remoteAddress: string, remotePort: number): Endpoint | undefined
  add(endpoint: Endpoint): void
  delete(endpoint: Endpoint): void
  /** In the order in which they were made. For rare occasions: it takes time and space. */
  all(): Endpoint[]
}

/** The endpoints of a host, found by their pair of addresses and ports (RFC 9293 3.3.1). */
export class EndpointTable implements Endpoints {
  readonly #entries = new TupleMap<Endpoint>()

  get size(): number {
    return this.#entries.size
  }

  get(localPort: number, remoteAddress: string, remotePort: number): Endpoint | undefined {
    return this.#entries.get(localPort, remoteAddress, remotePort)
  }

  add(endpoint: Endpoint): void {
    this.#entries.set(endpoint, endpoint)
  }

  delete(endpoint: Endpoint): void {
    const { localPort, remoteAddress, remotePort } = endpoint
    // Another one may have taken its place.
    if (this.get(localPort, remoteAddress, remotePort) === endpoint) this.#entries.delete(endpoint)
  }

  all(): Endpoint[] {
    return this.#entries.values().sort((a, b) => a.id - b.id)
  }
}

const FIRST_CAPACITY = 16

/**
 * A hash table from (local port, remote address, remote port) to something, by numbers alone: open addressing with
 * linear probing, at most half full, no tombstones.
 */
export class TupleMap<V> {
  /** Both ports in one word. */
  #ports = new Int32Array(FIRST_CAPACITY)
  /** Number of the remote address, from 1; 0: empty. */
  #addresses = new Int32Array(FIRST_CAPACITY)
  #values: (V | undefined)[] = Array.from({ length: FIRST_CAPACITY })
  #size = 0
  readonly #numbers = new Map<string, number>()

  get size(): number {
    return this.#size
  }

  /** Memory of the table itself. */
  get bytes(): number {
    return this.#values.length * 16
  }

  get(localPort: number, remoteAddress: string, remotePort: number): V | undefined {
    const address = this.#numbers.get(remoteAddress)
    if (address === undefined) return undefined
    return this.#values[this.#find((localPort << 16) | remotePort, address)]
  }

  set(ends: Ends, value: V): void {
    if (this.#size * 2 >= this.#values.length) this.#grow()
    const ports = (ends.localPort << 16) | ends.remotePort
    const address = this.#numberOf(ends.remoteAddress)
    const at = this.#find(ports, address)
    if (this.#addresses[at] === 0) this.#size += 1
    this.#ports[at] = ports
    this.#addresses[at] = address
    this.#values[at] = value
  }

  delete(ends: Ends): void {
    const address = this.#numbers.get(ends.remoteAddress)
    if (address === undefined) return
    const at = this.#find((ends.localPort << 16) | ends.remotePort, address)
    if (this.#addresses[at] === 0) return
    this.#size -= 1
    this.#close(at)
  }

  /** In no order. */
  values(): V[] {
    return this.#values.filter((value) => value !== undefined)
  }

  /** The place of a key, or the empty one where it would stand. */
  #find(ports: number, address: number): number {
    const mask = this.#values.length - 1
    let at = hash(ports, address) & mask
    while (this.#addresses[at] !== 0 && (this.#ports[at] !== ports || this.#addresses[at] !== address))
      at = (at + 1) & mask
    return at
  }

  /** Takes an entry out: those behind it that would no longer be found move up. */
  #close(gap: number): void {
    const mask = this.#values.length - 1
    let hole = gap
    for (let at = (hole + 1) & mask; this.#addresses[at] !== 0; at = (at + 1) & mask) {
      const ports = this.#ports[at] as number
      const address = this.#addresses[at] as number
      const home = hash(ports, address) & mask
      if (((at - home) & mask) < ((at - hole) & mask)) continue
      this.#ports[hole] = ports
      this.#addresses[hole] = address
      this.#values[hole] = this.#values[at]
      hole = at
    }
    this.#addresses[hole] = 0
    this.#values[hole] = undefined
  }

  #grow(): void {
    const [ports, addresses, values] = [this.#ports, this.#addresses, this.#values]
    const capacity = values.length * 2
    this.#ports = new Int32Array(capacity)
    this.#addresses = new Int32Array(capacity)
    this.#values = Array.from({ length: capacity })
    for (let old = 0; old < values.length; old++) {
      if (addresses[old] === 0) continue
      const at = this.#find(ports[old] as number, addresses[old] as number)
      this.#ports[at] = ports[old] as number
      this.#addresses[at] = addresses[old] as number
      this.#values[at] = values[old]
    }
  }

  #numberOf(address: string): number {
    const known = this.#numbers.get(address)
    if (known !== undefined) return known
    const number = this.#numbers.size + 1
    this.#numbers.set(address, number)
    return number
  }
}

/** Multiplies and folds, so that neighbouring ports do not become neighbouring places. */
function hash(ports: number, address: number): number {
  const h = Math.imul(ports ^ Math.imul(address, 0x85ebca6b), 0x9e3779b1)
  return h ^ (h >>> 15)
}
