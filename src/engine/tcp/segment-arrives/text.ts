import {
  type Context,
  deleteTcb,
  deliver,
  discard,
  note,
  oweAck,
  reply,
  signal,
  type Verdict,
} from '../context.ts'
import { FIN, has, type Segment, segLen, type Text, textLength } from '../segment.ts'
import { add, geq, gt, leq, lt, sub } from '../seq.ts'
import type { Piece, Tcb } from '../tcb.ts'
import { ackAtOnce, noteText } from '../ack-timing.ts'
import { noteAckOfFin } from './own-fin.ts'
import { resetFor } from './closed.ts'
import { trimToWindow } from './sequence.ts'

/** 3.10.7.4, seventh check: text in order is delivered, text beyond a gap is kept (SHLD-31). */
export function text(c: Context, segment: Segment): Verdict {
  const { tcb } = c
  switch (tcb.state) {
    case 'ESTABLISHED':
    case 'FIN-WAIT-1':
    case 'FIN-WAIT-2':
      return take(c, trimToWindow(tcb, segment))
    case 'CLOSE-WAIT':
    case 'CLOSING':
    case 'LAST-ACK':
    case 'TIME-WAIT':
      return ignoreLate(c, segment)
    case 'CLOSED':
    case 'LISTEN':
    case 'SYN-SENT':
    case 'SYN-RECEIVED':
      return 'done'
  }
}

/** Nothing can follow the peer's FIN: the text is ignored; what else the segment says still counts. */
function ignoreLate(c: Context, segment: Segment): Verdict {
  const useless = !c.ackedNew && !(c.tcb.state === 'TIME-WAIT' && has(segment, FIN))
  if (useless && segLen(segment) > 0) discard(c, 'RFC9293-3.10.7.4-TEXT-LATE')
  return 'continue'
}

function take(c: Context, segment: Segment): Verdict {
  const { tcb } = c
  const length = textLength(segment)
  // In ESTABLISHED a process that stopped reading may still be answered; once it has closed too, nobody is there.
  if (length > 0 && tcb.readingStopped && tcb.finQueued) return refuseText(c, segment)
  if (length > 0) noteText(c)
  const before = tcb.rcv.nxt
  const beyondGap = gt(segment.seq, before)
  const filledGap = tcb.pieces.length > 0
  if (length > 0 || has(segment, FIN)) {
    if (segment.seq === before && !filledGap) takeInOrder(c, segment.text, has(segment, FIN))
    else keepPiece(tcb, { seq: segment.seq, text: segment.text, fin: has(segment, FIN) })
  }
  takePieces(c)
  const delivered = sub(tcb.rcv.nxt, before)
  if (beyondGap && (length > 0 || has(segment, FIN))) {
    note(c, 'out-of-order-kept', 'RFC9293-3.10.7.4-TEXT-GAP', sub(segment.seq, tcb.rcv.nxt))
    oweAck(c, 'now', 'RFC9293-3.10.7.4-TEXT-GAP')
  } else if (delivered > 0) {
    oweAck(c, filledGap || ackAtOnce(tcb, c.finReached) ? 'now' : 'delayed', 'RFC9293-3.10.7.4-TEXT')
  }
  return 'continue'
}

/** SHLD-3: nobody can read this any more, and the peer has to know it. */
function refuseText(c: Context, segment: Segment): Verdict {
  noteAckOfFin(c)
  note(c, 'data-after-close', 'RFC9293-3.6.1-SHLD-3', textLength(segment))
  reply(c, resetFor(segment), 'RFC9293-3.6.1-SHLD-3')
  if (!c.tcb.released) signal(c, 'reset', 'RFC9293-3.6.1-SHLD-3')
  deleteTcb(c, 'rcv-data-after-close', 'RFC9293-3.6.1-SHLD-3')
  return 'done'
}

/** Adds a piece to the out-of-order store. Bytes that are there already stay: the first copy counts. */
export function keepPiece(tcb: Tcb, piece: Piece): void {
  if (tcb.pieces.length === 0 && (piece.text !== null || piece.fin)) {
    tcb.pieces = [piece]
    return
  }
  const kept: Piece[] = []
  let rest: Piece | null = piece
  for (const other of tcb.pieces) {
    if (rest !== null && lt(rest.seq, other.seq)) {
      const room = sub(other.seq, rest.seq)
      kept.push(upTo(rest, room))
      rest = from(rest, sub(pieceEnd(other), rest.seq))
    } else if (rest !== null && lt(rest.seq, pieceEnd(other))) {
      rest = from(rest, sub(pieceEnd(other), rest.seq))
    }
    kept.push(other)
  }
  if (rest !== null) kept.push(rest)
  tcb.pieces = kept.filter((p) => p.text !== null || p.fin)
}

function pieceEnd(piece: Piece): number {
  return add(piece.seq, (piece.text?.length ?? 0) + (piece.fin ? 1 : 0))
}

/** The first `bytes` numbers of a piece. */
function upTo(piece: Piece, bytes: number): Piece {
  const length = piece.text?.length ?? 0
  if (piece.text === null || bytes >= length) return bytes > length ? piece : { ...piece, fin: false }
  return { seq: piece.seq, text: { ...piece.text, length: bytes }, fin: false }
}

/** A piece without its first `bytes` numbers; null if nothing is left. */
function from(piece: Piece, bytes: number): Piece | null {
  if (bytes <= 0) return piece
  const length = piece.text?.length ?? 0
  const seq = add(piece.seq, bytes)
  if (piece.text !== null && bytes < length) {
    return {
      seq,
      text: { ...piece.text, offset: piece.text.offset + bytes, length: length - bytes },
      fin: piece.fin,
    }
  }
  return piece.fin && bytes === length ? { seq, text: null, fin: true } : null
}

/** The store while no text is missing. */
const NOTHING: readonly Piece[] = []

/** Delivers what has become contiguous. */
export function takePieces(c: Context): void {
  const { tcb } = c
  const { pieces } = tcb
  if (pieces.length === 0) return
  let taken = 0
  for (const piece of pieces) {
    if (!leq(piece.seq, tcb.rcv.nxt)) break
    taken += 1
    const part = from(piece, Math.max(0, sub(tcb.rcv.nxt, piece.seq)))
    if (part !== null) takeInOrder(c, part.text, part.fin)
  }
  // What is left of the window's edge is done with; nothing may stay behind it.
  const nothingLeft = c.finReached || taken === pieces.length
  tcb.pieces = nothingLeft ? NOTHING : pieces.slice(taken).filter((piece) => geq(piece.seq, tcb.rcv.nxt))
}

/** Delivers what begins at RCV.NXT, and notes when that reaches the FIN. */
function takeInOrder(c: Context, text: Text | null, fin: boolean): void {
  const { tcb } = c
  if (text !== null) {
    tcb.rcv.nxt = add(tcb.rcv.nxt, text.length)
    tcb.rcv.wnd = Math.max(0, tcb.rcv.wnd - text.length)
    tcb.unread += text.length
    deliver(c, text, 'RFC9293-3.10.7.4-TEXT')
  }
  if (fin) c.finReached = true
}
