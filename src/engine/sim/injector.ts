import type { Host } from '../host/host.ts'
import type { Packet } from '../host/world.ts'
import { type Handed, Matcher } from '../net/fault.ts'
import type { NumberExpression } from '../net/injection.ts'
import { ACK, FORGED_STREAM, flagsFromNames, type Segment, SYN } from '../tcp/segment.ts'
import { add } from '../tcp/seq.ts'
import { otherSide, type Side } from '../tcp/state.ts'
import { itemCause } from '../trace/codec.ts'
import type { Recorder } from './recorder.ts'
import type { Scenario } from './scenario.ts'

/** An injected segment on its way into a host. */
export interface Injected {
  readonly packet: Packet
  readonly to: Side
  readonly cause: number
}

const EXPRESSION = /^([CS])\.(isn|nxt)([+-]\d+)?$/

/** Puts the scenario's forged segments on the wire. */
export class Injector {
  readonly #scenario: Scenario
  readonly #recorder: Recorder
  readonly #hosts: Readonly<Record<Side, Host>>
  readonly #matchers: readonly (Matcher | null)[]

  constructor(scenario: Scenario, recorder: Recorder, hosts: Readonly<Record<Side, Host>>) {
    this.#scenario = scenario
    this.#recorder = recorder
    this.#hosts = hosts
    this.#matchers = scenario.injections.map(({ when }) => ('match' in when ? new Matcher(when.match) : null))
  }

  /** Injections that wait for the segment just handed over. */
  triggered(handed: Handed): number[] {
    return this.#matchers.flatMap((matcher, index) => (matcher?.hits(handed) === true ? [index] : []))
  }

  inject(index: number): Injected {
    const injection = this.#scenario.injections[index]
    if (injection === undefined) throw new Error('an injection of the scenario')
    const { to, ports, spoof } = injection.segment
    const from = otherSide(to)
    const spoofed = spoof === undefined ? null : spoofedAddress(this.#scenario.hosts[from].address, spoof)
    const { identities } = this.#recorder
    const latest = identities.portsOf(identities.latest())
    const pair = ports ?? latest ?? [this.#scenario.hosts.C.port, this.#scenario.hosts.S.port]
    const conn = identities.ofForged(pair, spoofed)
    const [sourcePort, destinationPort] = from === 'C' ? pair : [pair[1], pair[0]]
    const packet: Packet = {
      sourceAddress: spoofed ?? this.#scenario.hosts[from].address,
      sourcePort,
      destinationAddress: this.#scenario.hosts[to].address,
      destinationPort,
      segment: this.#segment(index, conn),
      conn,
    }
    const cause = this.#recorder.injected(packet, from, spoofed, itemCause('injection', index, null))
    return { packet, to, cause }
  }

  #segment(index: number, conn: number): Segment {
    const spec = this.#scenario.injections[index]?.segment
    if (spec === undefined) throw new Error('an injection of the scenario')
    const flags = flagsFromNames(spec.flags) ?? 0
    const from = otherSide(spec.to)
    const bytes = spec.bytes ?? 0
    return {
      seq: this.#number(spec.seq, conn),
      ack: (flags & ACK) === 0 ? 0 : this.#number(spec.ack ?? 0, conn),
      flags,
      wnd: spec.windowBytes ?? 65_535,
      up: 0,
      text: bytes === 0 ? null : { stream: FORGED_STREAM, offset: 0, length: bytes },
      options: this.#options(spec, flags, from),
    }
  }

  #options(spec: Scenario['injections'][number]['segment'], flags: number, from: Side): Segment['options'] {
    const syn = (flags & SYN) !== 0
    const mss = spec.mss !== undefined && syn ? { mss: spec.mss } : {}
    if (spec.timestamps !== true) return 'mss' in mss ? mss : null
    // Continues the clock of the host in whose name it is sent.
    const { timestampBase } = this.#hosts[from].settings
    const value = (timestampBase + Math.floor(this.#recorder.now / 1000)) >>> 0
    return { ...mss, timestamps: { value, echo: 0 } }
  }

  /** Absolute, or an ISN or the highest number sent so far of one side, plus or minus something. */
  #number(expression: NumberExpression, conn: number): number {
    if (typeof expression === 'number') return expression >>> 0
    const found = EXPRESSION.exec(expression)
    if (found === null) return 0
    const side = found[1] as Side
    const offset = Number(found[3] ?? 0)
    const base =
      found[2] === 'isn'
        ? this.#recorder.identities.isnOf(conn, side)
        : this.#recorder.identities.highestSent(conn, side)
    return add(base, offset)
  }
}

/** A third host beside the one it pretends to be: same network, another last number. */
function spoofedAddress(address: string, last: number): string {
  return address.includes(':')
    ? address.replace(/[^:]*$/, last.toString(16))
    : address.replace(/\d+$/, String(last))
}
