import { ACK, SYN } from '../../engine/tcp/segment.ts'
import type { Side } from '../../engine/tcp/state.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import type { TraceSegment } from '../../engine/trace/trace.ts'

/** Where the numbers of one segment count from. */
export interface Bases {
  readonly conn: string
  /** By the last SYN of each end in this incarnation. */
  readonly seq: number | undefined
  readonly ack: number | undefined
  /** By the last SYN of each end on these ports at all. */
  readonly oldSeq: number | undefined
  readonly oldAck: number | undefined
  /** ISNs of each end on these ports, one for each incarnation so far; undefined: it sent no SYN there. */
  readonly isns: Readonly<Record<Side, readonly (number | undefined)[]>>
}

/**
 * Follows the ISNs as somebody does who only sees the wire: a SYN with a new number from the same end begins a new
 * incarnation of its pair of ports, and everything sent from then on belongs to it. Forged SYNs count only where no
 * real one is ever sent.
 */
export class Numbers {
  readonly #ours: Trace
  readonly #isns = new Map<string, number>()
  readonly #lives = new Map<string, number>()

  constructor(ours: Trace, rows: readonly TraceSegment[]) {
    this.#ours = ours
    const real = rows.filter((row) => (row.flags & SYN) !== 0 && !row.injected)
    const forged = rows.filter((row) => (row.flags & SYN) !== 0 && row.injected)
    // Before its first SYN an end's numbers count from that SYN all the same.
    for (const row of [...forged, ...real].toReversed())
      this.#isns.set(`${this.#ports(row)} 1 ${row.from}`, row.seq)
    for (const row of real.toReversed()) this.#isns.set(`${this.#ports(row)} 1 ${row.from}`, row.seq)
  }

  next(row: TraceSegment): Bases {
    const ports = this.#ports(row)
    this.#note(row, ports)
    const life = this.#lives.get(ports) ?? 1
    const peer = row.from === 'C' ? 'S' : 'C'
    return {
      conn: `${ports.split('@')[0]}${life > 1 ? `#${life}` : ''}${ports.includes('@') ? `@${ports.split('@')[1]}` : ''}`,
      seq: this.#isns.get(`${ports} ${life} ${row.from}`),
      ack: this.#isns.get(`${ports} ${life} ${peer}`),
      oldSeq: this.#latest(ports, life, row.from),
      oldAck: this.#latest(ports, life, peer),
      isns: { C: this.#each(ports, life, 'C'), S: this.#each(ports, life, 'S') },
    }
  }

  #each(ports: string, life: number, side: Side): (number | undefined)[] {
    return Array.from({ length: life }, (_, before) => this.#isns.get(`${ports} ${before + 1} ${side}`))
  }

  #note(row: TraceSegment, ports: string): void {
    if ((row.flags & SYN) === 0 || row.injected) return
    const life = this.#lives.get(ports)
    const known = this.#isns.get(`${ports} ${life ?? 1} ${row.from}`)
    const opens = (row.flags & ACK) === 0
    const next =
      life !== undefined && opens && known !== undefined && known !== row.seq ? life + 1 : (life ?? 1)
    this.#lives.set(ports, next)
    this.#isns.set(`${ports} ${next} ${row.from}`, row.seq)
  }

  #latest(ports: string, life: number, side: Side): number | undefined {
    for (let at = life; at >= 1; at--) {
      const isn = this.#isns.get(`${ports} ${at} ${side}`)
      if (isn !== undefined) return isn
    }
    return undefined
  }

  /** `Aport-Bport`, and `@host` for a spoofed third host. */
  #ports(row: TraceSegment): string {
    const host = this.#ours.connections[row.conn]?.spoofed ?? null
    const pair =
      row.from === 'C' ? [row.sourcePort, row.destinationPort] : [row.destinationPort, row.sourcePort]
    return `${pair.join('-')}${host === null ? '' : `@${host.split('.').at(-1)}`}`
  }
}
