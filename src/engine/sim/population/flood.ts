import { draw } from '../../../base/rng.ts'
import { SYN } from '../../tcp/segment.ts'
import { ADDRESS, FIRST_PORT, type PopulationSpec } from './spec.ts'
import { FORGED, type Wire } from './wire.ts'

const SECOND_US = 1_000_000
const PURPOSE_FLOOD = 103

/** Whom forged SYNs name as their sender. */
const SPOOFED = Array.from({ length: 254 }, (_, index) => `203.0.113.${index + 1}`)

/** SYNs in the name of somebody who will not answer (RFC 4987 2). */
export class Flood {
  /** When the next one leaves; Infinity: none does. */
  nextUs: number
  readonly #spec: PopulationSpec
  readonly #wire: Wire
  #forged = 0

  constructor(spec: PopulationSpec, wire: Wire) {
    this.#spec = spec
    this.#wire = wire
    this.nextUs = spec.flood?.fromUs ?? Number.POSITIVE_INFINITY
  }

  forgeNext(now: number): void {
    const { flood, seed, destinations } = this.#spec
    if (flood === null) return
    const drawn = draw(seed, this.#forged, 0, 0, PURPOSE_FLOOD)
    this.#wire.forge(
      {
        sourceAddress: SPOOFED[this.#forged % SPOOFED.length] as string,
        sourcePort: 1_024 + (drawn % 64_000),
        destinationAddress: ADDRESS.S,
        destinationPort: FIRST_PORT + (this.#forged % destinations),
        segment: { seq: drawn, ack: 0, flags: SYN, wnd: 65_535, up: 0, text: null, options: { mss: 1460 } },
        conn: FORGED,
      },
      now,
    )
    this.#forged += 1
    const next = flood.fromUs + Math.floor((this.#forged * SECOND_US) / flood.perSecond)
    this.nextUs = next < flood.toUs ? next : Number.POSITIVE_INFINITY
  }
}
