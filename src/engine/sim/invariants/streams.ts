import { RST } from '../../tcp/segment.ts'
import { FACT, FIELD, minus, signalCode, STATE } from './columns.ts'
import type { Replay } from './replay.ts'
import { nameOfEnd, note, type Violation } from './violation.ts'

/** What applications write and read: S6, S7, S8, L6. */

const REMOTE_CLOSED = signalCode('remote-closed')

/** Bytes that the application of each end has handed to TCP by each fact's time; added up as the facts go by. */
class Written {
  readonly #run: Replay
  readonly bytes: Float64Array
  /** Connection of each slot, as far as the facts have gone by. */
  readonly #conn: Int32Array

  constructor(run: Replay) {
    this.#run = run
    this.bytes = new Float64Array(run.iss.length)
    this.#conn = new Int32Array(run.iss.length).fill(-1)
  }

  read(fact: number): void {
    const kind = this.#run.columns.facts.kind[fact]
    if (kind === FACT.callMade) this.#call(fact)
    else if (kind === FACT.state) this.#change(fact)
  }

  /** A send() hands over what it says; a connect() with Fast Open what its step says. */
  #call(fact: number): void {
    const { facts, calls } = this.#run.columns
    const call = calls[facts.a[fact] as number]
    if (call === undefined || call.conn < 0) return
    const end = call.conn * 2 + (call.side === 'C' ? 0 : 1)
    if (call.call === 'send' && call.result !== null && call.result > 0)
      this.bytes[end] = (this.bytes[end] as number) + call.result
    if (call.call !== 'connect') return
    const step = this.#run.scenario.apps[call.side][call.appStep]
    if (step?.op === 'connect') this.bytes[end] = (this.bytes[end] as number) + (step.fastOpenBytes ?? 0)
  }

  /** What was written before the SYNs crossed belongs to the incarnation that the peer's SYN began. */
  #change(fact: number): void {
    const { facts } = this.#run.columns
    const conn = facts.conn[fact] as number
    if (conn < 0) return
    const side = facts.side[fact] as number
    const slot = (this.#run.tuple[conn] as number) * 2 + side
    const before = this.#conn[slot] as number
    this.#conn[slot] = conn
    if (facts.a[fact] !== STATE.synSent || before < 0 || before === conn) return
    this.bytes[conn * 2 + side] =
      (this.bytes[conn * 2 + side] as number) + (this.bytes[before * 2 + side] as number)
    this.bytes[before * 2 + side] = 0
  }
}

/** S6: what is delivered is a prefix of what the peer's application wrote in this incarnation: in order, once, whole. */
export function s6(run: Replay): Violation[] {
  const found: Violation[] = []
  const { facts, factCount } = run.columns
  const delivered = new Float64Array(run.iss.length)
  const written = new Written(run)
  for (let i = 0; i < factCount; i++) {
    const kind = facts.kind[i]
    written.read(i)
    if (kind !== FACT.data) continue
    const end = (facts.conn[i] as number) * 2 + (facts.side[i] as number)
    const stream = facts.a[i] as number
    const offset = facts.b[i] as number
    const length = facts.c[i] as number
    // Streams are numbered like ends: what this end reads was written by the other one.
    if (stream !== (end ^ 1)) note(found, 'S6', run, i, `${nameOfEnd(end)} reads bytes of another stream`)
    else if (offset !== delivered[end])
      note(found, 'S6', run, i, `${nameOfEnd(end)} reads byte ${offset} after ${delivered[end]}`)
    else if (offset + length > (written.bytes[end ^ 1] as number))
      note(
        found,
        'S6',
        run,
        i,
        `${nameOfEnd(end)} reads ${offset + length} bytes, ${written.bytes[end ^ 1]} were written`,
      )
    delivered[end] = (delivered[end] as number) + length
  }
  return found
}

/** S7: end of file comes after every byte before the FIN; a reset or a timeout gives an error, never end of file. */
export function s7(run: Replay): Violation[] {
  const found: Violation[] = []
  const { facts, factCount, calls } = run.columns
  const delivered = new Float64Array(run.iss.length)
  const fin = finNumbers(run)
  const closed = new Uint8Array(run.iss.length)
  const failed = new Uint8Array(run.iss.length)
  for (let i = 0; i < factCount; i++) {
    const kind = facts.kind[i]
    const end = (facts.conn[i] as number) * 2 + (facts.side[i] as number)
    if (kind === FACT.data) delivered[end] = (delivered[end] as number) + (facts.c[i] as number)
    else if (kind === FACT.signalled && facts.a[i] === REMOTE_CLOSED) {
      closed[end] = 1
      const before = fin[end ^ 1] as number
      const arrived = (run.irs[end] as number) + 1 + (delivered[end] as number)
      if (before < 0 || minus(arrived >>> 0, before) !== 0)
        note(found, 'S7', run, i, `${nameOfEnd(end)} sees the end of file too early`)
    } else if (kind === FACT.callReturned && end >= 0) {
      const call = calls[facts.a[i] as number]
      if (call === undefined) continue
      if (call.result === -1) failed[end] = 1
      const ended = closed[end] === 1 || failed[end] === 1 || wasShutForReading(run, call.side, call.socket)
      if (call.call === 'recv' && call.result === 0 && !ended)
        note(found, 'S7', run, i, `recv() of ${nameOfEnd(end)} returns 0 and the peer has not closed`)
    }
  }
  return found
}

/** Number of the FIN that each end sent; -1: none. */
function finNumbers(run: Replay): Float64Array {
  const { segments, segmentCount } = run.columns
  const numbers = new Float64Array(run.iss.length).fill(-1)
  for (let s = 0; s < segmentCount; s++) {
    const bits = segments.flags[s] as number
    if ((bits & 1) === 0 || (bits & RST) !== 0 || segments.injected[s] === 1) continue
    const end = (segments.conn[s] as number) * 2 + (segments.from[s] as number)
    numbers[end] = (run.endOf(s) - 1) >>> 0
  }
  return numbers
}

function wasShutForReading(run: Replay, side: 'C' | 'S', socket: string): boolean {
  return run.scenario.apps[side].some(
    (step) => step.socket === socket && step.op === 'shutdown' && step.how !== 'wr',
  )
}

/** S8: where both directions ended by acknowledged FINs and nothing was given up, everything written was delivered. */
export function s8(run: Replay): Violation[] {
  const found: Violation[] = []
  const { connections, factCount } = run.columns
  const written = new Written(run)
  for (let i = 0; i < factCount; i++) written.read(i)
  const broken = brokenConnections(run)
  for (const { id } of connections) {
    const [c, s] = [id * 2, id * 2 + 1]
    if (broken[id] === 1 || run.finReached[c] !== 1 || run.finReached[s] !== 1) continue
    for (const end of [c, s]) {
      if (run.last(end, FIELD.finSent) !== 1 || run.last(end, FIELD.una) !== run.last(end, FIELD.nxt))
        continue
      if (run.delivered[end ^ 1] !== written.bytes[end])
        note(
          found,
          'S8',
          run,
          factCount - 1,
          `${written.bytes[end]} bytes of ${nameOfEnd(end)}, ${run.delivered[end ^ 1]} delivered`,
        )
    }
  }
  return found
}

/** Connections with a RST, an abort, a crash or a give-up. */
function brokenConnections(run: Replay): Uint8Array {
  const { segments, segmentCount, facts, connections } = run.columns
  const broken = new Uint8Array(connections.length)
  for (let s = 0; s < segmentCount; s++) {
    if (((segments.flags[s] as number) & RST) !== 0) broken[segments.conn[s] as number] = 1
  }
  for (const fact of run.changes) {
    const orderly = facts.a[fact] === STATE.lastAck || facts.a[fact] === STATE.timeWait
    if (facts.b[fact] === STATE.closed && !orderly) broken[facts.conn[fact] as number] = 1
  }
  return broken
}
