import { ACK, FIN, SYN } from '../../engine/tcp/segment.ts'
import { otherSide, type Side, type State } from '../../engine/tcp/state.ts'
import { TraceBuilder } from '../../engine/trace/builder.ts'
import type { NewSegment } from '../../engine/trace/segment-table.ts'
import type { TraceData } from '../../engine/trace/codec.ts'
import type { KernelSegment, KernelTrace } from './format.ts'
import { type Moment, momentsOf, type SocketCall } from './kernel-moments.ts'
import { baseOf, endMs, flagsOf, optionsOf, sentMs } from './kernel-segment.ts'
import { sideOf } from './translate.ts'

/**
 * What a kernel did as a Trace, so that it is drawn and compared as a run of ours. Nothing is added: no rules, timers or
 * variables, and no causes but those between the departure and the arrival of one segment.
 */
export function traceOfKernel(kernel: KernelTrace): TraceData {
  const writer = new Writer(kernel)
  for (const moment of momentsOf(kernel)) writer.write(moment)
  return writer.finish()
}

class Writer {
  readonly #builder = new TraceBuilder()
  readonly #kernel: KernelTrace
  readonly #connections = new Map<string, number>()
  /** Row of each segment of the files, by its number there. */
  readonly #rows = new Map<number, number>()
  readonly #calls = new Map<SocketCall, number>()
  readonly #states = new Map<string, State>()
  /** What was sent before, to know a copy by: of each end the numbers, and the highest. */
  readonly #sendings = new Map<string, number>()
  readonly #highest = new Map<string, number>()
  readonly #ordinals = { C: 0, S: 0 }
  readonly #listening = new Set<string>()
  #nowMs = 0

  constructor(kernel: KernelTrace) {
    this.#kernel = kernel
    this.#builder.beginStep(0)
    for (const segment of kernel.segments) this.#connect(segment)
  }

  write(moment: Moment): void {
    if (moment.tMs > this.#nowMs) this.#builder.beginStep(moment.tMs * 1_000)
    this.#nowMs = Math.max(this.#nowMs, moment.tMs)
    switch (moment.kind) {
      case 'sent':
        return this.#send(moment.segment)
      case 'lost':
      case 'arrived':
        return this.#end(moment.segment, moment.side)
      case 'state':
        return this.#change(moment)
      case 'called':
        return void this.#calls.set(moment.call, this.#call(moment.call, moment.side))
      case 'returned':
        return this.#return(moment.call, moment.side)
    }
  }

  finish(): TraceData {
    return this.#builder.finish(Math.max(this.#nowMs, this.#kernel.duration) * 1_000, 'stopped')
  }

  // --- Connections ------------------------------------------------------------------------------------------

  /** `Aport-Bport`, then `#2` for a second life, `@66` for a host that is neither A nor B. */
  #connect(segment: KernelSegment): void {
    const name = segment.conn
    if (!this.#connections.has(name)) {
      const [, a, b, life, host] = /^(\d+)-(\d+)(?:#(\d+))?(?:@(\d+))?/.exec(name) ?? []
      const conn = this.#builder.connection({
        clientPort: Number(a),
        serverPort: Number(b),
        spoofed: host === undefined ? null : `203.0.113.${host}`,
        incarnation: Number(life ?? 1),
        isn: { C: -1, S: -1 },
      })
      this.#connections.set(name, conn)
    }
    if ((flagsOf(segment) & SYN) !== 0 && segment.injected === undefined) {
      const [isn] = segment.raw_seq_ack ?? [-1]
      this.#builder.knowIsn(this.#connections.get(name) ?? -1, sideOf(segment.from), isn)
    }
  }

  /** The connection of a socket, which the files know by its ports: its latest life that has begun. */
  #connOf(side: Side, sock: string, tMs: number): number {
    const [local, remote] = sock.split('>')
    const ports = side === 'C' ? `${local}-${remote}` : `${remote}-${local}`
    const lives = [...this.#connections.keys()].filter((name) => name.split(/[#@]/)[0] === ports)
    // A socket's state is written down a moment before or after its segments.
    const begun = lives.filter((name) => this.#beginMs(name) <= tMs + 2)
    return this.#connections.get(begun.at(-1) ?? lives[0] ?? '') ?? -1
  }

  #beginMs(name: string): number {
    const first = this.#kernel.segments.find(({ conn }) => conn === name)
    return first === undefined ? 0 : sentMs(first)
  }

  // --- Segments ---------------------------------------------------------------------------------------------

  #send(segment: KernelSegment): void {
    const row = this.#builder.segment(this.#newSegment(segment))
    this.#rows.set(segment.n, row)
    const conn = this.#builder.connOf(row)
    const isCopy = segment.dup_of !== undefined
    const isForged = segment.t_sent_ms === null
    const side = isCopy || isForged ? null : sideOf(segment.from)
    const kind = isCopy ? 'segment-duplicated' : isForged ? 'segment-injected' : 'segment-sent'
    const fact = this.#builder.segmentFact(kind, { side, conn, cause: -1, because: null }, row)
    this.#builder.setSentFact(row, fact)
  }

  #end(segment: KernelSegment, to: Side): void {
    const row = this.#rows.get(segment.n) ?? -1
    const cause = this.#builder.sentFactOf(row)
    const place = { conn: this.#builder.connOf(row), cause, because: null }
    if (segment.t_delivered_ms !== null)
      this.#builder.segmentFact('segment-delivered', { ...place, side: to }, row)
    else this.#builder.segmentDropped({ ...place, side: null }, row, segment.fate === 'dropped')
  }

  #newSegment(segment: KernelSegment): NewSegment {
    const from = sideOf(segment.from)
    const flags = flagsOf(segment)
    const conn = this.#connections.get(segment.conn) ?? -1
    const [seq, ack] = segment.raw_seq_ack ?? [segment.seq, segment.ack ?? 0]
    const isForged = segment.t_sent_ms === null
    const isFirst = !isForged && segment.dup_of === undefined
    const [clientPort, serverPort] = segment.conn.split(/[-#@]/).map(Number)
    const ports = from === 'C' ? [clientPort, serverPort] : [serverPort, clientPort]
    const text = { stream: conn * 2 + (from === 'C' ? 0 : 1), offset: segment.seq - 1, length: segment.len }
    return {
      conn,
      from,
      spoofed: null,
      sourcePort: ports[0] ?? 0,
      destinationPort: ports[1] ?? 0,
      segment: {
        seq: seq >>> 0,
        ack: (flags & ACK) === 0 ? 0 : ack >>> 0,
        flags,
        wnd: segment.win,
        up: 0,
        text: segment.len === 0 ? null : text,
        options: optionsOf(segment),
      },
      sentUs: sentMs(segment) * 1_000,
      endUs: endMs(segment, this.#kernel.delay) * 1_000,
      fate: FATES[segment.fate] ?? 'delivered',
      copyOf: this.#rows.get(segment.dup_of ?? -1) ?? -1,
      injected: isForged,
      ...(isFirst ? this.#counted(segment, conn) : { retransmission: 0, probe: null, ordinal: 0 }),
      fault: -1,
      seqBase: this.#forgedBase(from, conn, seq) ?? baseOf(segment, 'seq', seq, segment.seq),
      ackBase:
        segment.ack === null
          ? -1
          : (this.#forgedBase(otherSide(from), conn, ack) ?? baseOf(segment, 'ack', ack, segment.ack)),
      sentFact: -1,
    }
  }

  /** A forged SYN opens numbers of its own: it counts from itself, and so does what answers it. */
  #forgedBase(owner: Side, conn: number, number: number): number | null {
    const forged = this.#kernel.segments.filter(
      (segment) =>
        segment.t_sent_ms === null &&
        sideOf(segment.from) === owner &&
        (flagsOf(segment) & SYN) !== 0 &&
        this.#connections.get(segment.conn) === conn,
    )
    const isns = forged.map(({ raw_seq_ack: raw }) => raw?.[0] ?? 0)
    return isns.find((isn) => number === isn || number === (isn + 1) >>> 0) ?? null
  }

  /** Which sending of its numbers it is. */
  #counted(segment: KernelSegment, conn: number): Pick<NewSegment, 'retransmission' | 'probe' | 'ordinal'> {
    const from = sideOf(segment.from)
    const end = `${conn} ${from}`
    const flags = flagsOf(segment)
    const length = segment.len + ((flags & (SYN | FIN)) === 0 ? 0 : 1)
    // A SYN with another ISN is no copy, though both count from 0.
    const key = `${end} ${segment.raw_seq_ack?.[0] ?? segment.seq} ${flags & SYN}`
    const before = length === 0 ? 0 : (this.#sendings.get(key) ?? 0)
    if (length > 0) this.#sendings.set(key, before + 1)
    const highest = this.#highest.get(end)
    this.#highest.set(end, Math.max(highest ?? 0, segment.seq + length))
    const isProbe = length === 0 && flags === ACK && highest !== undefined && segment.seq === highest - 1
    return { retransmission: before, probe: isProbe ? 'keepalive' : null, ordinal: ++this.#ordinals[from] }
  }

  // --- States and calls -------------------------------------------------------------------------------------

  #change({ side, sock, state, tMs }: Extract<Moment, { kind: 'state' }>): void {
    const isListener = sock.endsWith('*')
    // A socket that never had a port has no connection.
    if (sock.startsWith('0>')) return
    const conn = isListener ? -1 : this.#connOf(side, sock, tMs)
    const key = `${side} ${conn}`
    const port = sock.split('>')[0] ?? ''
    const first: State = !isListener && this.#listening.has(`${side} ${port}`) ? 'LISTEN' : 'CLOSED'
    const from = this.#states.get(key) ?? first
    if (isListener) this.#listening.add(`${side} ${port}`)
    this.#states.set(key, state)
    if (from !== state) this.#builder.stateChanged({ side, conn, cause: -1, because: null }, from, state, -1)
  }

  #call({ from, call, args }: SocketCall, side: Side): number {
    const place = { side, conn: -1, cause: -1, because: null }
    return this.#builder.callMade(place, { socket: from.sock ?? '', call, args, label: '', appStep: -1 })
  }

  #return(call: SocketCall, side: Side): void {
    const id = this.#calls.get(call) ?? -1
    const cause = this.#builder.callFact(id)
    this.#builder.callReturned({ side, conn: -1, cause, because: null }, id, call.result, call.errno, '')
  }
}

const FATES: Readonly<Record<string, NewSegment['fate']>> = {
  delivered: 'delivered',
  dropped: 'dropped',
  // An answer to a spoofed host finds no one.
  unroutable: 'lost',
  'in-flight': 'in-flight',
}
