import { draw } from '../../../base/rng.ts'
import { ofSide, type Side } from '../../tcp/state.ts'

const PURPOSE_CONNECTION = 100
const NEVER = -1

/** What connect() came to, or is on the way to. */
const OUTCOMES = ['untried', 'connecting', 'open', 'closed', 'failed'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** A segment and the queue that had no room for it. */
interface RefusedSegment {
  readonly conn: number
  readonly from: Side
  /** Among those that `from` sent on this connection, from 1. */
  readonly ordinal: number
  readonly atUs: number
  readonly because: 'HOST-BACKLOG' | 'HOST-ACCEPT-QUEUE'
}

/**
 * A row for each connection of a population, in typed columns: 31 bytes. With the spec it is enough to live the same
 * life again alone (`replay.ts`).
 */
export class Connections {
  readonly startUs: Float64Array
  readonly acceptUs: Float64Array
  readonly #port: Uint16Array
  readonly #outcome: Uint8Array
  readonly #seeds: Uint32Array
  readonly #sent: Readonly<Record<Side, Uint32Array>>
  readonly #seed: number
  /** Each segment that a host refused for want of room in a queue. */
  readonly refused: RefusedSegment[] = []
  /** Those whose SYN was answered with a cookie. */
  readonly withCookie = new Set<number>()

  constructor(count: number, seed: number) {
    this.startUs = new Float64Array(count).fill(NEVER)
    this.acceptUs = new Float64Array(count).fill(NEVER)
    this.#port = new Uint16Array(count)
    this.#outcome = new Uint8Array(count)
    this.#seeds = new Uint32Array(count)
    this.#sent = { C: new Uint32Array(count), S: new Uint32Array(count) }
    this.#seed = seed
  }

  get count(): number {
    return this.startUs.length
  }

  get bytes(): number {
    return 27 * this.count + 48 * this.refused.length + 32 * this.withCookie.size
  }

  /** Seed of everything that chance does to this connection: alone or among others it is the same. */
  seedOf(conn: number): number {
    return this.#seeds[conn] as number
  }

  begin(conn: number, atUs: number): void {
    this.startUs[conn] = atUs
    this.#seeds[conn] = draw(this.#seed, conn, 0, 0, PURPOSE_CONNECTION)
    this.#outcome[conn] = OUTCOMES.indexOf('connecting')
  }

  /** Local port of the client; 0: it has none. */
  port(conn: number): number {
    return this.#port[conn] as number
  }

  setPort(conn: number, port: number): void {
    this.#port[conn] = port
  }

  outcome(conn: number): Outcome {
    return OUTCOMES[this.#outcome[conn] as number] as Outcome
  }

  setOutcome(conn: number, outcome: Outcome): void {
    this.#outcome[conn] = OUTCOMES.indexOf(outcome)
  }

  /** Counts a segment that a side hands over; its ordinal among those, from 1. */
  countSegment(conn: number, from: Side): number {
    const sent = ofSide(this.#sent, from)
    const ordinal = (sent[conn] as number) + 1
    sent[conn] = ordinal
    return ordinal
  }

  segments(conn: number): number {
    return (this.#sent.C[conn] as number) + (this.#sent.S[conn] as number)
  }
}
