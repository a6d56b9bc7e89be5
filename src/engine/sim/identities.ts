import { draw } from '../../base/rng.ts'
import type { Endpoint } from '../host/socket.ts'
import type { Ends, Packet } from '../host/world.ts'
import { PURPOSE } from '../net/link.ts'
import { settingsOf } from '../tcp/profiles.ts'
import { ACK, has, RST, type Segment, segEnd, SYN } from '../tcp/segment.ts'
import { lt } from '../tcp/seq.ts'
import { otherSide, type Side } from '../tcp/state.ts'
import type { TraceBuilder } from '../trace/builder.ts'
import type { Scenario } from './scenario.ts'

/** ISNs that a scenario does not fix: first ones as the catalogue has them, later ones well above (tcp-facts 3.4). */
const FIXED_ISN: Readonly<Record<Side, number>> = { C: 1_000, S: 500_000 }
const FIXED_STEP = 64_000
/** The ISN clock ticks every four microseconds (RFC 9293 3.4.1, MUST-8). */
const ISN_TICK_US = 4

/** One incarnation while it lives: which ends have taken part, and their ISNs. */
interface Incarnation {
  readonly id: number
  readonly joined: Record<Side, boolean>
  readonly isn: Record<Side, number>
  readonly highest: Record<Side, number>
}

/** Bases from which the numbers of a segment count; -1: not known. */
export interface Bases {
  readonly seqBase: number
  readonly ackBase: number
}

/**
 * Who is who: which incarnation of a 4-tuple an endpoint or a segment belongs to, its ISNs and its streams. An
 * incarnation is one life of a connection: the 4-tuple and the pair of ISNs.
 */
export class Identities {
  readonly #scenario: Scenario
  readonly #builder: TraceBuilder
  readonly #byTuple = new Map<string, Incarnation[]>()
  readonly #byId: Incarnation[] = []
  readonly #opened = { C: 0, S: 0 }

  constructor(scenario: Scenario, builder: TraceBuilder) {
    this.#scenario = scenario
    this.#builder = builder
  }

  /**
   * The incarnation that this side joins by opening (peerIsn null) or by answering a SYN. It is the one that the other
   * end has begun, if this end has no part in it yet; otherwise a new one.
   */
  claim(side: Side, ends: Ends, peerIsn: number | null): number {
    const lives = this.#lives(side, ends)
    const peer = otherSide(side)
    const open = lives.findLast(
      (life) =>
        !life.joined[side] &&
        // One that an old SYN of ours began has our old ISN in it: what we open now is not that.
        (peerIsn === null ? life === lives.at(-1) && life.isn[side] < 0 : life.isn[peer] === peerIsn),
    )
    const life = open ?? this.#begin(side, ends, lives)
    life.joined[side] = true
    if (peerIsn !== null && life.isn[peer] < 0) this.#know(life, peer, peerIsn)
    return life.id
  }

  nextIss(side: Side, conn: number, now: number): number {
    const count = this.#opened[side]++
    const { hosts, profile, settings, seed } = this.#scenario
    const fixed = hosts[side].isns?.[count]
    const iss =
      fixed ??
      this.#isnByPolicy(
        settingsOf(hosts[side].profile ?? profile, { ...settings, ...hosts[side].settings }).isnPolicy,
        side,
        count,
        now,
        seed,
      )
    const life = this.#byId[conn]
    if (life !== undefined) this.#know(life, side, iss)
    return iss
  }

  #isnByPolicy(
    policy: 'fixed' | 'clock' | 'random',
    side: Side,
    count: number,
    now: number,
    seed: number,
  ): number {
    const direction = side === 'C' ? 0 : 1
    switch (policy) {
      case 'fixed':
        return (FIXED_ISN[side] + count * FIXED_STEP) >>> 0
      case 'random':
        return draw(seed, count, direction, 0, PURPOSE.isn)
      case 'clock':
        // RFC 6528: the clock plus a keyed hash, here of the side alone since there is one pair of hosts.
        return (Math.floor(now / ISN_TICK_US) + draw(seed, 0, direction, 0, PURPOSE.isn)) >>> 0
    }
  }

  /** Streams are numbered so that their end can be told: connection x 2, plus 1 for S. */
  streamOf(side: Side, conn: number): number {
    return conn * 2 + (side === 'C' ? 0 : 1)
  }

  /** Takes over what an endpoint has learnt of the ISNs. */
  learn(side: Side, endpoint: Endpoint): void {
    const life = this.#byId[endpoint.conn]
    const { tcb } = endpoint
    if (life === undefined || tcb.state === 'CLOSED' || tcb.state === 'LISTEN') return
    if (life.isn[side] !== tcb.iss) this.#know(life, side, tcb.iss)
    if (tcb.state !== 'SYN-SENT' && life.isn[otherSide(side)] < 0) this.#know(life, otherSide(side), tcb.irs)
  }

  know(conn: number, side: Side, isn: number): void {
    const life = this.#byId[conn]
    if (life !== undefined) this.#know(life, side, isn)
  }

  isnOf(conn: number, side: Side): number {
    return this.#byId[conn]?.isn[side] ?? -1
  }

  /** Notes how far a side has got in its sequence space. */
  noteSent(side: Side, segment: Segment, conn: number): void {
    const life = this.#byId[conn]
    const end = segEnd(segment)
    if (life !== undefined && (life.highest[side] < 0 || lt(life.highest[side], end)))
      life.highest[side] = end
  }

  /** Highest number this side has sent on this connection, plus one; its ISN before that. */
  highestSent(conn: number, side: Side): number {
    const life = this.#byId[conn]
    if (life === undefined) return 0
    return life.highest[side] >= 0 ? life.highest[side] : Math.max(0, life.isn[side])
  }

  /** A reply takes its numbers from the segment that drew it; a RST for a SYN without ACK has a literal 0. */
  basesOfReply(packet: Packet, side: Side): Bases {
    const { segment, conn } = packet
    const literal = segment.seq === 0 && has(segment, RST) && has(segment, ACK)
    // The SYN,ACK that carries a cookie is the beginning of its own numbers.
    const isn = has(segment, SYN) ? segment.seq : this.isnOf(conn, side)
    return { seqBase: literal ? -1 : isn, ackBase: this.isnOf(conn, otherSide(side)) }
  }

  /** A forged SYN is the beginning of its own numbers; anything else counts from those of its connection. */
  basesOfForged(packet: Packet, from: Side): Bases {
    const { segment, conn } = packet
    const seqBase = has(segment, SYN) ? segment.seq : this.isnOf(conn, from)
    return { seqBase, ackBase: this.isnOf(conn, otherSide(from)) }
  }

  /** The latest incarnation of this pair of ports, for a forged segment; a new one if there was none. */
  ofForged(ports: readonly [number, number], spoofed: string | null): number {
    const lives = this.#byTuple.get(tuple(ports, spoofed)) ?? []
    return lives.at(-1)?.id ?? this.#create(ports, spoofed, lives).id
  }

  /** The latest incarnation of all. */
  latest(): number {
    return this.#byId.length - 1
  }

  portsOf(conn: number): readonly [number, number] | undefined {
    return this.#ports[conn]
  }

  readonly #ports: (readonly [number, number])[] = []

  #lives(side: Side, ends: Ends): Incarnation[] {
    return this.#byTuple.get(this.#tupleOf(side, ends)) ?? []
  }

  #tupleOf(side: Side, ends: Ends): string {
    const ports =
      side === 'C'
        ? ([ends.localPort, ends.remotePort] as const)
        : ([ends.remotePort, ends.localPort] as const)
    return tuple(ports, this.#spoofedOf(side, ends))
  }

  /** S may be spoken to in the name of a third host; C never is. */
  #spoofedOf(side: Side, ends: Ends): string | null {
    return ends.remoteAddress === this.#scenario.hosts[otherSide(side)].address ? null : ends.remoteAddress
  }

  #begin(side: Side, ends: Ends, lives: Incarnation[]): Incarnation {
    const ports =
      side === 'C'
        ? ([ends.localPort, ends.remotePort] as const)
        : ([ends.remotePort, ends.localPort] as const)
    return this.#create(ports, this.#spoofedOf(side, ends), lives)
  }

  #create(ports: readonly [number, number], spoofed: string | null, lives: Incarnation[]): Incarnation {
    const id = this.#builder.connection({
      clientPort: ports[0],
      serverPort: ports[1],
      spoofed,
      incarnation: lives.length + 1,
      isn: { C: -1, S: -1 },
    })
    const life: Incarnation = {
      id,
      joined: { C: false, S: false },
      isn: { C: -1, S: -1 },
      highest: { C: -1, S: -1 },
    }
    this.#byId[id] = life
    this.#ports[id] = ports
    this.#byTuple.set(tuple(ports, spoofed), [...lives, life])
    return life
  }

  #know(life: Incarnation, side: Side, isn: number): void {
    life.isn[side] = isn
    this.#builder.knowIsn(life.id, side, isn)
  }
}

function tuple(ports: readonly [number, number], spoofed: string | null): string {
  return `${ports[0]} ${ports[1]} ${spoofed ?? ''}`
}
