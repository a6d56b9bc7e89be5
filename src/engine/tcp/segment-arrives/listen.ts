import { changeState, type Context, deliver, discard, note, reply } from '../context.ts'
import { agreeOnOptions } from '../option-rules.ts'
import { keepRetransmissionTimer } from '../rto.ts'
import { ACK, FIN, has, RST, type Segment, SYN, segEnd, textLength } from '../segment.ts'
import { add } from '../seq.ts'
import type { Tcb } from '../tcb.ts'
import { sendNew } from '../transmit.ts'
import { sendAck, signal } from '../context.ts'
import { offerFirstWindow } from '../window.ts'
import { resetFor } from './closed.ts'
import { security } from './security.ts'
import { keepPiece, takePieces } from './text.ts'

/** ISN of a side that sends no SYN: its first byte has the number 0. */
export const UNANNOUNCED_ISN = 0xffff_ffff

/** What this end will use if the segment opens a connection. */
export interface Opening {
  readonly iss: number
  readonly stream: number
  /** Fast Open cookie that this host gives to the sender of the SYN (RFC 7413 4.1.2). */
  readonly fastOpenCookie: number
  /** The SYN comes from another security compartment. */
  readonly otherCompartment?: boolean
}

/** 3.10.7.2: RST, ACK, SYN and the rest, in this order. */
export function listen(c: Context, segment: Segment, opening: Opening): void {
  if (has(segment, RST)) return void discard(c, 'RFC9293-3.10.7.2-RST')
  if (has(segment, ACK)) {
    reply(c, resetFor(segment), 'RFC9293-3.10.7.2-ACK')
    return void discard(c, 'RFC9293-3.10.7.2-ACK')
  }
  const withFin = has(segment, FIN) && c.tcb.settings.finAtListen === 'discard'
  if (!has(segment, SYN) || withFin) return void discard(c, 'RFC9293-3.10.7.2-OTHER')
  if (security(c, segment, opening.otherCompartment === true) === 'done') return
  acceptSyn(c, segment, opening)
}

/** The SYN is noted and answered: LISTEN to SYN-RECEIVED, or what a counterfactual handshake makes of it. */
export function acceptSyn(c: Context, segment: Segment, opening: Opening): void {
  noteSyn(c, segment, opening)
  const offered = c.tcb.settings.fastOpen ? segment.options?.fastOpen : undefined
  const fastOpen = offered?.cookie === opening.fastOpenCookie
  if (offered !== undefined && !fastOpen) c.tcb.fastOpen = { cookie: opening.fastOpenCookie }
  if (fastOpen) takeTextOnSyn(c, segment)
  switch (c.tcb.settings.handshake) {
    case 3:
      changeState(
        c,
        'SYN-RECEIVED',
        c.tcb.previous === null ? 'rcv-syn' : 'rcv-new-syn',
        'RFC9293-3.10.7.2-SYN',
      )
      sendNew(c, SYN | ACK, 0, 'RFC9293-3.10.7.2-SYN')
      keepRetransmissionTimer(c, false, 'RFC6298-5.1')
      break
    case 4:
      changeState(c, 'SYN-RECEIVED', 'rcv-syn', 'RFC9293-3.10.7.2-SYN')
      sendAck(c, 'SIM-FOUR-WAY')
      sendNew(c, SYN, 0, 'SIM-FOUR-WAY')
      keepRetransmissionTimer(c, false, 'RFC6298-5.1')
      break
    case 2:
      openWithoutProof(c, 'two-way-open')
      break
    case 1:
      numberFromZero(c.tcb)
      openWithoutProof(c, 'one-way-open')
      break
  }
  if (fastOpen) {
    c.tcb.fastOpened = true
    note(c, 'fast-open-accepted', 'RFC7413-4', textLength(segment))
    signal(c, 'established', 'RFC7413-4')
  } else if (c.tcb.settings.handshake >= 3 && offered === undefined) {
    keepTextOfSyn(c, segment)
  }
}

/** IRS, RCV.NXT, ISS and the send window from the SYN (P-05: WL2 is ISS while nothing is acknowledged). */
function noteSyn(c: Context, segment: Segment, opening: Opening): void {
  const { tcb } = c
  tcb.initiator = 'passive'
  tcb.stream = opening.stream
  tcb.irs = segment.seq
  tcb.rcv.nxt = add(segment.seq, 1)
  tcb.lastAckSent = tcb.rcv.nxt
  tcb.iss = opening.iss
  tcb.lastHeardUs = c.now
  agreeOnOptions(tcb, segment, c.now)
  const { snd } = tcb
  snd.una = opening.iss
  snd.nxt = opening.iss
  snd.wnd = segment.wnd
  snd.maxWnd = segment.wnd
  snd.wl1 = segment.seq
  snd.wl2 = opening.iss
  offerFirstWindow(tcb)
}

/** Text that came with the SYN waits until the handshake is done (RFC 9293 3.10.7.2, third). */
function keepTextOfSyn(c: Context, segment: Segment): void {
  if (segment.text !== null || has(segment, FIN)) {
    keepPiece(c.tcb, { seq: add(segment.seq, 1), text: segment.text, fin: has(segment, FIN) })
  }
}

function takeTextOnSyn(c: Context, segment: Segment): void {
  if (segment.text === null) return
  c.tcb.rcv.nxt = segEnd(segment)
  c.tcb.rcv.wnd -= segment.text.length
  c.tcb.unread += segment.text.length
  deliver(c, segment.text, 'RFC7413-4')
}

/** COUNTERFACTUAL: with one message the server cannot announce an ISN, so both ends take its numbers from 0. */
function numberFromZero(tcb: Tcb): void {
  tcb.iss = UNANNOUNCED_ISN
  Object.assign(tcb.snd, { una: 0, nxt: 0, wl2: 0 })
}

/** COUNTERFACTUAL: the SYN is believed as it stands, and nothing is waited for or repeated. */
function openWithoutProof(c: Context, event: 'two-way-open' | 'one-way-open'): void {
  const { tcb } = c
  changeState(c, 'ESTABLISHED', event, 'SIM-TWO-WAY')
  note(c, 'two-way-open', 'SIM-TWO-WAY')
  if (event === 'two-way-open') {
    sendNew(c, SYN | ACK, 0, 'SIM-TWO-WAY')
    tcb.queue = []
  }
  tcb.snd.una = tcb.snd.nxt
  signal(c, 'established', 'SIM-TWO-WAY')
  takePieces(c)
}
