import type { Settings } from '../tcp/profiles.ts'
import { type Endpoint, type EndpointDraft, newEndpoint } from './socket.ts'
import type { Ends } from './world.ts'

/** Where a host keeps its endpoints. A population has one of its own, which keeps TIME-WAIT entries small. */
export interface Endpoints {
  readonly size: number
  get(localPort: number, remoteAddress: string, remotePort: number): Endpoint | undefined
  add(endpoint: Endpoint): void
  delete(endpoint: Endpoint): void
  /** An endpoint as `newEndpoint` makes it: a new object, or one that nobody needs any more. */
  fresh(settings: Settings): EndpointDraft
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
    this.#entries.delete(endpoint, endpoint)
  }

  fresh(settings: Settings): EndpointDraft {
    return newEndpoint(settings)
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
  /** Both ports in one word, then the number of the remote address, from 1; 0: empty. */
  #keys = new Int32Array(FIRST_CAPACITY * 2)
  #values: (V | undefined)[] = Array.from({ length: FIRST_CAPACITY })
  #size = 0
  readonly #numbers = new Map<string, number>()
  /** The address that was asked for last, and its number: most hosts talk to one other. */
  #lastAddress = ''
  #lastNumber = 0

  get size(): number {
    return this.#size
  }

  /** Memory of the table itself. */
  get bytes(): number {
    return this.#values.length * 16
  }

  get(localPort: number, remoteAddress: string, remotePort: number): V | undefined {
    const address = this.#numberOf(remoteAddress)
    return this.#values[this.#find((localPort << 16) | remotePort, address)]
  }

  set(ends: Ends, value: V): void {
    if (this.#size * 2 >= this.#values.length) this.#grow()
    const ports = (ends.localPort << 16) | ends.remotePort
    const address = this.#numberOf(ends.remoteAddress)
    const at = this.#find(ports, address)
    if (this.#keys[at * 2 + 1] === 0) this.#size += 1
    this.#put(at, ports, address, value)
  }

  /** Puts `value` in the place of `old`; false, and nothing changed, if something else is there. */
  replace(ends: Ends, old: V, value: V): boolean {
    const at = this.#find((ends.localPort << 16) | ends.remotePort, this.#numberOf(ends.remoteAddress))
    if (this.#values[at] !== old) return false
    this.#values[at] = value
    return true
  }

  /** Takes `value` out, unless something else is in its place by now. */
  delete(ends: Ends, value: V): void {
    const at = this.#find((ends.localPort << 16) | ends.remotePort, this.#numberOf(ends.remoteAddress))
    if (this.#values[at] !== value) return
    this.#size -= 1
    this.#close(at)
  }

  /** In no order. */
  values(): V[] {
    return this.#values.filter((value) => value !== undefined)
  }

  /** The place of a key, or the empty one where it would stand. */
  #find(ports: number, address: number): number {
    const keys = this.#keys
    const mask = this.#values.length - 1
    let at = homeOf(ports, address) & mask
    while (keys[at * 2 + 1] !== 0 && (keys[at * 2] !== ports || keys[at * 2 + 1] !== address)) {
      at = (at + 1) & mask
    }
    return at
  }

  #put(at: number, ports: number, address: number, value: V | undefined): void {
    this.#keys[at * 2] = ports
    this.#keys[at * 2 + 1] = address
    this.#values[at] = value
  }

  /** Takes an entry out: those behind it that would no longer be found move up. */
  #close(gap: number): void {
    const keys = this.#keys
    const mask = this.#values.length - 1
    let hole = gap
    for (let at = (hole + 1) & mask; keys[at * 2 + 1] !== 0; at = (at + 1) & mask) {
      const ports = keys[at * 2] as number
      const address = keys[at * 2 + 1] as number
      const home = homeOf(ports, address) & mask
      if (((at - home) & mask) < ((at - hole) & mask)) continue
      this.#put(hole, ports, address, this.#values[at])
      hole = at
    }
    this.#put(hole, 0, 0, undefined)
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values]
    const capacity = values.length * 2
    this.#keys = new Int32Array(capacity * 2)
    this.#values = Array.from({ length: capacity })
    for (let old = 0; old < values.length; old++) {
      const [ports, address] = [keys[old * 2] as number, keys[old * 2 + 1] as number]
      if (address !== 0) this.#put(this.#find(ports, address), ports, address, values[old])
    }
  }

  #numberOf(address: string): number {
    if (address === this.#lastAddress) return this.#lastNumber
    const number = this.#numbers.get(address) ?? this.#numbers.size + 1
    this.#numbers.set(address, number)
    this.#lastAddress = address
    this.#lastNumber = number
    return number
  }
}

/**
 * Where an entry belongs. Eight neighbouring ephemeral ports (the larger one of the two is that) stand side by side: they
 * are taken one after the other and asked for at about the same time, and they share a line of the processor's cache.
 * The eights are scattered by multiplying and folding, so that no long runs come about.
 */
function homeOf(ports: number, address: number): number {
  const localPort = ports >>> 16
  const remotePort = ports & 0xffff
  const ephemeral = Math.max(localPort, remotePort)
  const eight = (Math.min(localPort, remotePort) << 13) | (ephemeral >>> 3)
  const h = Math.imul(eight ^ Math.imul(address, 0x85ebca6b), 0x9e3779b1)
  return ((h ^ (h >>> 15)) << 3) | (ephemeral & 7)
}
