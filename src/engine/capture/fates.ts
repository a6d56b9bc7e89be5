import { firstAtOrAfter } from '../../base/binary-search.ts'
import { ACK, RST } from '../tcp/segment.ts'
import { geq, leq, sub } from '../tcp/seq.ts'
import type { Options } from '../tcp/options.ts'
import { otherSide, type Side, SIDES } from '../tcp/state.ts'
import type { Doubt } from './doubt.ts'
import type { Observed } from './observe.ts'

/** A packet with the times between which it was on its way. */
export interface Flight {
  readonly packet: Observed
  readonly sentUs: number
  readonly arrivesUs: number
  readonly options: Options | null
}

export interface Fate {
  readonly lost: boolean
  /** Why this is not certain, or null: the capture proves it. */
  readonly doubt: Doubt | null
}

/** An ACK may be late by so much before it counts as lost that its addressee sent again. */
const LATE_US = 1_000
/** If so many ACKs would have to be lost at once, the retransmission was needless instead. */
const MOST_LOST_ACKS = 8
const MOST_ACKS_LOOKED_AT = 256
/** Selective acknowledgments that are looked through for one segment. */
const MOST_SACKS = 256

/**
 * What became of each segment behind the place of capture. The file does not say; what was sent again, and when it was
 * acknowledged, does.
 */
export function judgeFates(flights: readonly Flight[], byStream: readonly (readonly number[])[]): Fate[] {
  const fates: Fate[] = flights.map(() => PROVED)
  for (const stream of byStream) {
    for (const from of SIDES) new Judge(flights, stream, from).judge(fates)
  }
  return fates
}

/** Numbers and times of the ACKs that the other end sent, in their order; numbers unwrapped to plain integers. */
interface Acks {
  readonly indexes: number[]
  readonly sentUs: number[]
  /** Highest number acknowledged up to here. */
  readonly highest: number[]
}

/** Looks at what one end of one stream sent. */
class Judge {
  readonly #flights: readonly Flight[]
  /** Indexes of its segments. */
  readonly #own: number[]
  readonly #acks: Acks = { indexes: [], sentUs: [], highest: [] }
  readonly #base: number
  readonly #peerSentUs: readonly number[]
  readonly #isReset: boolean

  constructor(flights: readonly Flight[], stream: readonly number[], from: Side) {
    this.#flights = flights
    this.#own = stream.filter((i) => flights[i]?.packet.from === from)
    this.#base = flights[this.#own[0] ?? -1]?.packet.seq ?? 0
    const peer = stream.filter((i) => flights[i]?.packet.from === otherSide(from))
    this.#peerSentUs = peer.map((i) => this.#at(i).sentUs)
    this.#isReset = peer.some((i) => (this.#at(i).packet.flags & RST) !== 0)
    let highest = Number.NEGATIVE_INFINITY
    for (const i of peer) {
      const { packet, sentUs } = this.#at(i)
      if ((packet.flags & ACK) === 0) continue
      highest = Math.max(highest, sub(packet.ack, this.#base))
      this.#acks.indexes.push(i)
      this.#acks.sentUs.push(sentUs)
      this.#acks.highest.push(highest)
    }
  }

  judge(fates: Fate[]): void {
    const again = this.#sentAgain()
    for (const [place, i] of this.#own.entries()) {
      const flight = this.#at(i)
      if (flight.packet.anomalies.includes('keepalive')) {
        if (!this.#isAnswered(flight, this.#flights[this.#own[place + 1] ?? -1] ?? null)) fates[i] = LOST
      } else if (flight.packet.end !== flight.packet.seq) {
        fates[i] = this.#fateOf(i, this.#flights[again.get(i) ?? -1] ?? null)
      }
    }
    for (const i of this.#own) {
      const flight = this.#at(i)
      if (flight.packet.repeated) for (const lost of this.#missedBefore(flight)) fates[lost] = LOST
    }
  }

  /** For each segment the next one that begins with the same number. */
  #sentAgain(): Map<number, number> {
    const latest = new Map<number, number>()
    const again = new Map<number, number>()
    for (const i of this.#own.toReversed()) {
      const { packet } = this.#at(i)
      if (packet.end === packet.seq) continue
      const next = latest.get(packet.seq)
      if (next !== undefined && !this.#at(next).packet.anomalies.includes('keepalive')) again.set(i, next)
      latest.set(packet.seq, i)
    }
    return again
  }

  #fateOf(i: number, again: Flight | null): Fate {
    const { packet } = this.#at(i)
    const answer = this.#firstAckOf(packet)
    if (answer !== null && (again === null || answer.sentUs < again.arrivesUs)) return PROVED
    if (again !== null) return this.#isSelectivelyAcked(i, again) ? PROVED : LOST
    if (answer !== null) return PROVED
    return packet.repeated && !this.#isReset ? LOST : UNPROVED
  }

  /** The first packet by which the other end acknowledges all of a segment. */
  #firstAckOf(packet: Observed): Flight | null {
    const index = this.#acks.indexes[this.#placeOfAck(packet)]
    return index === undefined ? null : this.#at(index)
  }

  /** Its place among the ACKs; past their end if there is none. */
  #placeOfAck(packet: Observed): number {
    return firstAtOrAfter(this.#acks.highest, sub(packet.end, this.#base))
  }

  #isSelectivelyAcked(i: number, again: Flight): boolean {
    const { packet, arrivesUs } = this.#at(i)
    const { indexes, sentUs } = this.#acks
    const first = firstAtOrAfter(sentUs, arrivesUs)
    const afterLast = Math.min(firstAtOrAfter(sentUs, again.arrivesUs), first + MOST_SACKS)
    return indexes
      .slice(first, afterLast)
      .some((index) =>
        (this.#at(index).options?.sack ?? []).some(
          ([left, right]) => leq(left, packet.seq) && geq(right, packet.end),
        ),
      )
  }

  /** Pure ACKs of the other end that should have kept this retransmission from being sent. */
  #missedBefore(again: Flight): number[] {
    const missed: number[] = []
    const first = this.#placeOfAck(again.packet)
    for (const index of this.#acks.indexes.slice(first, first + MOST_ACKS_LOOKED_AT)) {
      const { packet, arrivesUs } = this.#at(index)
      if (arrivesUs + LATE_US > again.sentUs) break
      if (missed.length === MOST_LOST_ACKS) return []
      if (packet.end === packet.seq && (packet.flags & RST) === 0) missed.push(index)
    }
    return missed
  }

  /** Whether the other end sent anything after this arrived and before the next of this end did. */
  #isAnswered({ arrivesUs }: Flight, next: Flight | null): boolean {
    const answer = this.#peerSentUs[firstAtOrAfter(this.#peerSentUs, arrivesUs)]
    return answer !== undefined && (next === null || answer < next.arrivesUs)
  }

  #at(index: number): Flight {
    return this.#flights[index] as Flight
  }
}

const PROVED: Fate = { lost: false, doubt: null }
const UNPROVED: Fate = { lost: false, doubt: 'arrival-unproved' }
const LOST: Fate = { lost: true, doubt: 'loss-inferred' }
