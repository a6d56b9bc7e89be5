import { ACK, FIN, RST, SYN } from '../../tcp/segment.ts'
import { FACT, FIELD, minus, plus, probeCode, STATE } from './columns.ts'
import type { Replay } from './replay.ts'
import { nameOfEnd, nameOfSegment, note, type Violation } from './violation.ts'

/** Sequence and acknowledgment numbers of what is sent: S2, S3, S9, S10, S11. */

const ZERO_WINDOW = probeCode('zero-window')
const KEEPALIVE = probeCode('keepalive')
/** MSS of a peer that names none, and how much less text fits behind timestamps (RFC 9293 3.7.1, RFC 7323). */
const DEFAULT_MSS = 536

/** S2: SND.UNA =< SND.NXT, less than 2^31 apart; SND.UNA and RCV.NXT never go back. */
export function s2(run: Replay): Violation[] {
  const found: Violation[] = []
  const { facts, changes, factCount } = run.columns
  const ends = run.iss.length
  const una = new Float64Array(ends).fill(-1)
  const nxt = new Float64Array(ends).fill(-1)
  const rcvNxt = new Float64Array(ends).fill(-1)
  for (let i = 0; i < factCount; i++) {
    if (facts.kind[i] !== FACT.tcb) continue
    const end = (facts.conn[i] as number) * 2 + (facts.side[i] as number)
    const first = facts.a[i] as number
    const last = first + (facts.b[i] as number)
    for (let c = first; c < last; c++) {
      const value = changes.value[c] as number
      const field = changes.field[c] as number
      if (field === FIELD.nxt) nxt[end] = value
      else if (field === FIELD.una) {
        if ((una[end] as number) >= 0 && minus(value, una[end] as number) < 0)
          note(found, 'S2', run, i, `SND.UNA of ${nameOfEnd(end)} goes back`)
        una[end] = value
      } else if (field === FIELD.rcvNxt) {
        // 0 stands for "nothing received yet".
        if ((rcvNxt[end] as number) > 0 && minus(value, rcvNxt[end] as number) < 0)
          note(found, 'S2', run, i, `RCV.NXT of ${nameOfEnd(end)} goes back`)
        rcvNxt[end] = value
      }
    }
    const open = minus(nxt[end] as number, una[end] as number)
    if (open < 0) note(found, 'S2', run, i, `SND.NXT of ${nameOfEnd(end)} is before SND.UNA`)
  }
  return found
}

/** Segments that their sender's TCB sent: not copies of the network, not forged ones, not answers built from others. */
function isOwn(run: Replay, segment: number): boolean {
  const { copyOf, injected, flags } = run.columns.segments
  return (
    (copyOf[segment] as number) < 0 &&
    injected[segment] === 0 &&
    ((flags[segment] as number) & RST) === 0 &&
    (run.txState[segment] as number) > STATE.listen
  )
}

/** S3: every ACK says RCV.NXT of its sender, and acknowledges nothing that the peer has not sent. */
export function s3(run: Replay): Violation[] {
  const found: Violation[] = []
  const { segments, segmentCount } = run.columns
  for (let s = 0; s < segmentCount; s++) {
    if (((segments.flags[s] as number) & ACK) === 0 || !isOwn(run, s)) continue
    const ack = segments.ack[s] as number
    const sent = segments.sentFact[s] as number
    if (ack !== run.txRcvNxt[s])
      note(found, 'S3', run, sent, `${nameOfSegment(s)} acknowledges ${ack}, RCV.NXT is ${run.txRcvNxt[s]}`)
    const peerHigh = run.txPeerHigh[s] as number
    if (peerHigh < 0 || minus(ack, peerHigh) > 0)
      note(found, 'S3', run, sent, `${nameOfSegment(s)} acknowledges ${ack}, which the peer never sent`)
  }
  return found
}

/** S9: a number keeps its content: text by its place in the stream, one ISN, one FIN behind all text. */
export function s9(run: Replay): Violation[] {
  const found: Violation[] = []
  const { segments, segmentCount } = run.columns
  const fin = new Float64Array(run.iss.length).fill(-1)
  const textEnd = new Float64Array(run.iss.length).fill(-1)
  for (let s = 0; s < segmentCount; s++) {
    if (!isOwn(run, s)) continue
    const conn = segments.conn[s] as number
    const from = segments.from[s] as number
    const end = conn * 2 + from
    const bits = segments.flags[s] as number
    const seq = segments.seq[s] as number
    const fact = segments.sentFact[s] as number
    const iss = run.iss[end] as number
    const length = segments.textLength[s] as number
    const firstByte = (bits & SYN) !== 0 ? plus(seq, 1) : seq
    if ((bits & SYN) !== 0 && seq !== iss) note(found, 'S9', run, fact, `${nameOfSegment(s)} has another ISN`)
    if (length > 0) {
      const place = minus(firstByte, plus(iss, 1)) >>> 0
      if (place !== segments.textOffset[s] || segments.textStream[s] !== end)
        note(found, 'S9', run, fact, `${nameOfSegment(s)} carries other bytes under the same numbers`)
      const last = plus(firstByte, length)
      if ((textEnd[end] as number) < 0 || minus(last, textEnd[end] as number) > 0) textEnd[end] = last
    }
    if ((bits & FIN) !== 0) {
      const number = plus(firstByte, length)
      if ((fin[end] as number) >= 0 && fin[end] !== number)
        note(found, 'S9', run, fact, `the FIN of ${nameOfEnd(end)} has a second number`)
      fin[end] = number
    }
    if (
      (fin[end] as number) >= 0 &&
      minus(textEnd[end] as number, fin[end] as number) > 0 &&
      (textEnd[end] as number) >= 0
    )
      note(found, 'S9', run, fact, `${nameOfEnd(end)} sends text behind its FIN`)
  }
  return found
}

/** S10: nothing new beyond SND.UNA + SND.WND but a window probe; nothing is taken beyond the window that was offered. */
export function s10(run: Replay): Violation[] {
  const found: Violation[] = []
  const { facts, factCount } = run.columns
  const offers = new Offers(run.iss.length)
  const delivered = new Float64Array(run.iss.length)
  for (let i = 0; i < factCount; i++) {
    const kind = facts.kind[i]
    if (kind === FACT.sent) {
      const s = facts.a[i] as number
      if (!isOwn(run, s)) continue
      const takenBack = offers.read(run, s)
      if (takenBack > 0 && run.sender(s, FIELD.finReceived) === 0)
        note(
          found,
          'S10',
          run,
          i,
          `${nameOfSegment(s)}: ${takenBack} bytes that were offered are not taken any more`,
        )
      const beyond = beyondWindow(run, s)
      if (beyond > 0) note(found, 'S10', run, i, `${nameOfSegment(s)} ends ${beyond} beyond the window`)
    } else if (kind === FACT.data) {
      const end = (facts.conn[i] as number) * 2 + (facts.side[i] as number)
      delivered[end] = (delivered[end] as number) + (facts.c[i] as number)
      const reached = plus(run.irs[end] as number, 1 + (delivered[end] as number))
      const edge = offers.edge[end] as number
      if (edge >= 0 && minus(reached, edge) > 0)
        note(found, 'S10', run, i, `${nameOfEnd(end)} takes more than it offered`)
    }
  }
  return found
}

/** How far a segment with new numbers goes beyond the peer's window; a probe is meant to. */
function beyondWindow(run: Replay, s: number): number {
  const { segments } = run.columns
  const probe = segments.probe[s]
  const again = segments.retransmission[s] !== 0 || probe === ZERO_WINDOW || probe === KEEPALIVE
  const after = run.endOf(s)
  const high = run.txOwnHigh[s] as number
  const isNew = high < 0 || minus(after, high) > 0
  const syn = ((segments.flags[s] as number) & SYN) !== 0
  if (again || !isNew || syn || run.lengthOf(s) === 0) return 0
  return minus(after, plus(run.sender(s, FIELD.una), run.sender(s, FIELD.wnd)))
}

/** What the ends have offered: the highest right edge so far, and what a SYN said before its sender knew the peer. */
class Offers {
  readonly edge: Float64Array
  readonly #onSyn: Float64Array

  constructor(ends: number) {
    this.edge = new Float64Array(ends).fill(-1)
    this.#onSyn = new Float64Array(ends).fill(-1)
  }

  /** How much of what was offered the sender of this segment does not take any more (3.10.7.4, seventh: none). */
  read(run: Replay, s: number): number {
    const { segments } = run.columns
    const bits = segments.flags[s] as number
    const end = (segments.conn[s] as number) * 2 + (segments.from[s] as number)
    const wnd = segments.wnd[s] as number
    if ((bits & ACK) === 0) {
      this.#onSyn[end] = wnd
      return 0
    }
    const scale = (bits & SYN) !== 0 ? 0 : run.sender(s, FIELD.rcvScale)
    this.#raise(end, plus(segments.ack[s] as number, wnd * 2 ** scale))
    const first = this.#onSyn[end] as number
    if (first >= 0) this.#raise(end, plus(run.irs[end] as number, 1 + first))
    const held = plus(run.sender(s, FIELD.rcvNxt), run.sender(s, FIELD.rcvWnd))
    return minus(this.edge[end] as number, held)
  }

  #raise(end: number, edge: number): void {
    const before = this.edge[end] as number
    if (before < 0 || minus(edge, before) > 0) this.edge[end] = edge
  }
}

/** S11: no more text than the effective MSS; none on a SYN without Fast Open. */
export function s11(run: Replay): Violation[] {
  const found: Violation[] = []
  const { segments, segmentCount, options } = run.columns
  for (let s = 0; s < segmentCount; s++) {
    const length = segments.textLength[s] as number
    if (length === 0 || !isOwn(run, s)) continue
    const side = segments.from[s] as 0 | 1
    const fact = segments.sentFact[s] as number
    const syn = ((segments.flags[s] as number) & SYN) !== 0
    if (syn && !run.settings[side].fastOpen)
      note(found, 'S11', run, fact, `${nameOfSegment(s)} has text on a SYN`)
    const row = segments.options[s] as number
    const timestamps = row >= 0 && options[row]?.timestamps !== undefined ? 12 : 0
    const most = Math.min(run.settings[side].mss, peerMss(run, s)) - timestamps
    if (!syn && length > most)
      note(found, 'S11', run, fact, `${nameOfSegment(s)} carries ${length} bytes, MSS ${most}`)
  }
  return found
}

/** The MSS that the peer of a segment's sender announced on the SYN that was received. */
function peerMss(run: Replay, segment: number): number {
  const { segments, options } = run.columns
  for (let s = segment - 1; s >= 0; s--) {
    const theirs = segments.from[s] !== segments.from[segment] && segments.conn[s] === segments.conn[segment]
    if (!theirs || ((segments.flags[s] as number) & SYN) === 0) continue
    const row = segments.options[s] as number
    return (row >= 0 ? options[row]?.mss : undefined) ?? DEFAULT_MSS
  }
  return Number.POSITIVE_INFINITY
}
