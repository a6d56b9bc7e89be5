import { assert } from '../../base/assert.ts'
import type { NoteId, Probe, Signal } from './effect.ts'
import { EffectList } from './effect-list.ts'
import { type TimerName, TIMERS } from './event.ts'
import type { RuleId } from './rules.ts'
import { ACK, copySegment, type Segment, SYN, type Text } from './segment.ts'
import type { State } from './state.ts'
import type { Tcb } from './tcb.ts'
import { anyRuns, dueOf, setDue } from './timers.ts'
import { type EdgeEvent, edgeIndex } from './transitions.ts'
import { optionsFor } from './option-rules.ts'
import { offerWindow, windowField } from './window.ts'

/** One step while it is worked on: the TCB as a draft, the moment, and what has been done so far, in order. */
export interface Context {
  tcb: Tcb
  /** Integer microseconds. */
  now: number
  readonly effects: EffectList
  /** The text up to and with the peer's FIN has now arrived: check 8 acts on it. */
  finReached: boolean
  /** The segment at hand has acknowledged something new. */
  ackedNew: boolean
  /** So many segments of ours in full. */
  ackedSegments: number
}

/** A context to work with; one does for any number of steps, one after the other. */
export function newContext(tcb: Tcb, now: number): Context {
  return { tcb, now, effects: new EffectList(), finReached: false, ackedNew: false, ackedSegments: 0 }
}

/** What a check of SEGMENT ARRIVES says: go on with the next one, or the segment is dealt with. */
export type Verdict = 'continue' | 'done'

/** Moves to another state along a legal edge; any other change is a bug in the engine. */
export function changeState(c: Context, to: State, event: EdgeEvent, because: RuleId): void {
  const from = c.tcb.state
  if (edgeIndex(from, to, event) < 0) assert(false, `${from} to ${to} on ${event} is not an edge`)
  c.tcb.state = to
  c.effects.stateChanged(from, to, event, because)
}

export function setTimer(c: Context, timer: TimerName, dueUs: number, because: RuleId): void {
  setDue(c.tcb.timers, timer, dueUs)
  c.effects.setTimer(timer, dueUs, because)
}

export function isRunning(tcb: Tcb, timer: TimerName): boolean {
  return dueOf(tcb.timers, timer) !== undefined
}

export function cancelTimer(c: Context, timer: TimerName, because: RuleId): void {
  if (!isRunning(c.tcb, timer)) return
  forgetTimer(c, timer)
  c.effects.cancelTimer(timer, because)
}

/** Takes a timer that has fired off the list. */
export function forgetTimer(c: Context, timer: TimerName): void {
  setDue(c.tcb.timers, timer, undefined)
}

export function cancelAllTimers(c: Context, because: RuleId): void {
  if (!anyRuns(c.tcb.timers)) return
  for (const timer of TIMERS) cancelTimer(c, timer, because)
}

export function signal(c: Context, what: Signal, because: RuleId): void {
  c.effects.signalUser(what, because)
}

export function discard(c: Context, because: RuleId): 'done' {
  c.effects.segmentDiscarded(because)
  return 'done'
}

export function note(c: Context, id: NoteId, because: RuleId, value = 0): void {
  c.effects.noted(id, value, because)
}

export function deliver(c: Context, text: Text, because: RuleId): void {
  c.effects.deliver(text, because)
}

/** A queue that is empty; never written to. */
const NOTHING: readonly never[] = []

/** CLOSED: every timer stops, every queue is empty, the TCB is gone (RFC 9293 3.3.2). */
export function deleteTcb(c: Context, event: EdgeEvent, because: RuleId): void {
  cancelAllTimers(c, because)
  changeState(c, 'CLOSED', event, because)
  c.tcb.queue = NOTHING
  c.tcb.pieces = NOTHING
  c.tcb.ackOwed = 'none'
  c.effects.deleteTcb(because)
}

/**
 * Puts a segment of this connection on the wire. Whatever carries ACK carries RCV.NXT and the present window, and so
 * settles any acknowledgment still owed (RFC 9293 3.8).
 *
 * @param retransmission how often the timer has sent it, 0 for the first time
 */
export function send(
  c: Context,
  seq: number,
  flags: number,
  text: Text | null,
  because: RuleId,
  retransmission: number,
  probe: Probe | null,
): void {
  const { tcb } = c
  const acknowledges = (flags & ACK) !== 0
  if (acknowledges) {
    offerWindow(tcb)
    tcb.lastAckSent = tcb.rcv.nxt
    tcb.ackOwed = 'none'
    cancelTimer(c, 'delayed-ack', 'RFC9293-3.8.6.3')
  }
  const segment = c.effects.sendSegment(retransmission, probe, false, because)
  segment.seq = seq
  segment.ack = acknowledges ? tcb.rcv.nxt : 0
  segment.flags = flags
  segment.wnd = windowField(tcb, (flags & SYN) !== 0)
  segment.up = 0
  segment.text = text
  segment.options = optionsFor(tcb, flags, c.now)
  if (acknowledges) tcb.duplicateBlock = null
}

/** Sends a segment without text, of which nothing is kept that could be sent again. */
export function sendBare(
  c: Context,
  seq: number,
  flags: number,
  because: RuleId,
  probe: Probe | null = null,
): void {
  send(c, seq, flags, null, because, 0, probe)
}

/** Sends a RST or an ACK whose numbers are taken from the segment that drew it. */
export function reply(c: Context, segment: Segment, because: RuleId): void {
  copySegment(segment, c.effects.sendSegment(0, null, true, because))
}

/** `<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>`, at once. */
export function sendAck(c: Context, because: RuleId): void {
  sendBare(c, c.tcb.snd.nxt, ACK, because)
}

/**
 * Notes that an ACK is due: at once, when this instant has settled; or later, so that data may carry it
 * (RFC 9293 3.8.6.3, at most 0.5 s: MUST-40).
 */
export function oweAck(
  c: Context,
  when: 'now' | 'delayed',
  because: RuleId,
  delayUs = c.tcb.settings.delayedAckUs,
): void {
  const { tcb } = c
  if (tcb.ackOwed === 'none') tcb.ackRule = because
  if (when === 'now' || delayUs === 0) {
    tcb.ackOwed = 'now'
  } else if (tcb.ackOwed === 'none') {
    tcb.ackOwed = 'delayed'
    setTimer(c, 'delayed-ack', c.now + delayUs, 'RFC9293-3.8.6.3')
  }
}
