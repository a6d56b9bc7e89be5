import { ACK, FIN, RST, SYN } from '../../tcp/segment.ts'
import { NOTES } from '../../tcp/effect.ts'
import { RULE_IDS } from '../../tcp/rules.ts'
import { EDGES } from '../../tcp/transitions.ts'
import { FACT, FIELD, minus, STATE } from './columns.ts'
import type { Replay } from './replay.ts'
import { isNoted } from './resets.ts'
import { nameOfEnd, nameOfSegment, note, type Violation } from './violation.ts'

/** TIME-WAIT: S15, S16, S17. */

const LIMITED = NOTES.indexOf('challenge-ack-limited')
const WINDOW_UPDATE = RULE_IDS.indexOf('RFC9293-3.8.6.2') + 1

/** S15: entered when both FINs are acknowledged, and over exactly 2MSL after entry or the peer's last FIN. */
export function s15(run: Replay): Violation[] {
  const found: Violation[] = []
  const { facts } = run.columns
  const since = new Float64Array(run.slotState.length).fill(-1)
  for (let n = 0; n < run.changes.length; n++) {
    const fact = run.changes[n] as number
    const side = facts.side[fact] as 0 | 1
    const end = (facts.conn[fact] as number) * 2 + side
    const slot = (run.tuple[end >> 1] as number) * 2 + side
    const tUs = facts.tUs[fact] as number
    if (facts.b[fact] === STATE.timeWait && facts.a[fact] !== STATE.synReceived) {
      since[slot] = tUs
      const both = run.changed(n, FIELD.finReceived) === 1 && run.changed(n, FIELD.finSent) === 1
      if (!both || run.changed(n, FIELD.una) !== run.changed(n, FIELD.nxt))
        note(found, 'S15', run, fact, `${nameOfEnd(end)} waits before both FINs are acknowledged`)
    }
    const edge = EDGES[facts.c[fact] as number]
    if (edge?.event === 'time-wait-skipped') note(found, 'S15', run, fact, `${nameOfEnd(end)} does not wait`)
    const over = facts.a[fact] === STATE.timeWait && edge?.event === 'time-wait-timeout'
    if (!over) continue
    const settings = run.settings[side]
    const begun = Math.max(since[slot] as number, lastFin(run, slot, since[slot] as number, tUs))
    const waited = tUs - begun
    // A wait that ran out while a reopened connection was tried ends when it is given back (P-28).
    const late = givenBackNow(run, n)
    const right =
      settings.timeWaitRestart === 'fin' && !late
        ? waited === settings.timeWaitUs
        : waited >= settings.timeWaitUs
    if (!right)
      note(found, 'S15', run, fact, `${nameOfEnd(end)} waited ${waited} µs, 2MSL is ${settings.timeWaitUs}`)
  }
  return found
}

/** When the peer's FIN last reached a waiting slot, or -1. */
function lastFin(run: Replay, slot: number, fromUs: number, toUs: number): number {
  const { segments, segmentCount } = run.columns
  let last = -1
  for (let s = 0; s < segmentCount; s++) {
    const at = segments.endUs[s] as number
    const bits = segments.flags[s] as number
    if (run.rxState[s] !== STATE.timeWait || at <= fromUs || at > toUs || run.slotReachedBy(s) !== slot)
      continue
    // One that its timestamp shows to be old is answered and nothing more (RFC 7323 5.2).
    if (isFinToAnswer(run, s, bits) && !isOld(run, s)) last = Math.max(last, at)
  }
  return last
}

/** A FIN that TIME-WAIT answers and that begins 2MSL anew: the peer's own one again, or one inside the window. */
function isFinToAnswer(run: Replay, s: number, bits: number): boolean {
  const { segments } = run.columns
  if ((bits & FIN) === 0 || (bits & (RST | SYN)) !== 0) return false
  const rcvNxt = run.rxRcvNxt[s] as number
  if (minus(run.endOf(s), rcvNxt) === 0) return true
  const ahead = minus(segments.seq[s] as number, rcvNxt)
  const inWindow = ahead >= 0 && ahead < run.receiver(s, FIELD.rcvWnd)
  return inWindow && (bits & ACK) !== 0 && minus(segments.ack[s] as number, run.receiver(s, FIELD.nxt)) <= 0
}

/** The change before this one gave the slot back to the connection that it had been taken from, just now. */
function givenBackNow(run: Replay, n: number): boolean {
  const { facts } = run.columns
  const fact = run.changes[n] as number
  const before = run.changes[n - 1]
  return (
    before !== undefined &&
    facts.a[before] === STATE.synReceived &&
    facts.b[before] === STATE.timeWait &&
    facts.tUs[before] === facts.tUs[fact]
  )
}

/** S16: each FIN gets exactly one ACK, an acceptable pure ACK none; nothing is delivered, no window is told. */
export function s16(run: Replay): Violation[] {
  const found: Violation[] = []
  const { facts, segments, segmentCount, factCount } = run.columns
  for (let s = 0; s < segmentCount; s++) {
    const delivered = segments.endFact[s] as number
    if (run.rxState[s] !== STATE.timeWait || delivered < 0) continue
    const bits = segments.flags[s] as number
    const acks = pureAcksOf(run, delivered)
    if (isFinToAnswer(run, s, bits)) {
      if (acks !== 1 && !isNoted(run, delivered, LIMITED))
        note(found, 'S16', run, delivered, `the FIN in ${nameOfSegment(s)} draws ${acks} ACKs`)
    } else if (bits === ACK && run.lengthOf(s) === 0 && isAcceptableAck(run, s) && acks > 0) {
      note(found, 'S16', run, delivered, `the ACK in ${nameOfSegment(s)} draws an ACK`)
    }
  }
  for (let s = 0; s < segmentCount; s++) {
    const sent = segments.sentFact[s] as number
    const cause = facts.cause[sent] as number
    const byCall = cause >= 0 && facts.kind[cause] === FACT.callMade
    if (run.txState[s] === STATE.timeWait && byCall && segments.flags[s] === ACK)
      note(found, 'S16', run, sent, `${nameOfSegment(s)} tells a window in TIME-WAIT`)
  }
  for (let i = 0; i < factCount; i++) {
    const cause = facts.cause[i] as number
    if (facts.kind[i] !== FACT.data || cause < 0 || facts.kind[cause] !== FACT.delivered) continue
    if (run.rxState[facts.a[cause] as number] === STATE.timeWait)
      note(found, 'S16', run, i, 'text is delivered in TIME-WAIT')
  }
  return found
}

/** In the window, with an ACK field that says nothing new. */
function isAcceptableAck(run: Replay, s: number): boolean {
  const { segments } = run.columns
  const ahead = minus(segments.seq[s] as number, run.rxRcvNxt[s] as number)
  const window = run.receiver(s, FIELD.rcvWnd)
  if (ahead !== 0 && (ahead < 0 || ahead >= window)) return false
  const ack = segments.ack[s] as number
  const far = minus(run.receiver(s, FIELD.una), ack) > run.receiver(s, FIELD.maxWnd)
  return minus(ack, run.receiver(s, FIELD.nxt)) <= 0 && !far && !isOld(run, s)
}

/** Refused by its timestamp (RFC 7323 5). */
export function isOld(run: Replay, s: number): boolean {
  if (run.receiver(s, FIELD.timestampsOn) !== 1) return false
  const row = run.columns.segments.options[s] as number
  const value = row < 0 ? undefined : run.columns.options[row]?.timestamps?.value
  return value !== undefined && minus(value, run.receiver(s, FIELD.tsRecent)) < 0
}

/**
 * Pure ACKs that an arrival draws. Where ACKs leave before the application reacts (Linux), what a reader that it woke
 * tells of the window comes on top: reading is its cause.
 */
export function pureAcksOf(run: Replay, delivered: number): number {
  const { facts, segments, factCount } = run.columns
  let acks = 0
  for (let i = delivered + 1; i < factCount && facts.step[i] === facts.step[delivered]; i++) {
    if (facts.kind[i] !== FACT.sent) continue
    const s = facts.a[i] as number
    if (segments.flags[s] !== ACK || segments.textLength[s] !== 0 || segments.probe[s] !== 0) continue
    const early = run.settings[segments.from[s] as 0 | 1].ackTiming === 'before-application'
    if (!early || facts.rule[i] !== WINDOW_UPDATE) acks += 1
  }
  return acks
}

/** S17: a pair of ports in TIME-WAIT is used again only for a SYN that proves to be new, or by our own connect(). */
export function s17(run: Replay): Violation[] {
  const found: Violation[] = []
  const { facts, segments } = run.columns
  for (let n = 0; n < run.changes.length; n++) {
    const fact = run.changes[n] as number
    const to = facts.b[fact] as number
    if (run.changeBefore[n] !== STATE.timeWait || (to !== STATE.synReceived && to !== STATE.synSent)) continue
    const side = facts.side[fact] as 0 | 1
    const cause = facts.cause[fact] as number
    const kind = cause < 0 ? -1 : facts.kind[cause]
    if (to === STATE.synSent) {
      if (kind !== FACT.callMade || run.settings[side].twReuse !== 'on')
        note(found, 'S17', run, fact, 'TIME-WAIT is left for SYN-SENT without client reuse')
      continue
    }
    const s = kind === FACT.delivered ? (facts.a[cause] as number) : -1
    const bits = s < 0 ? 0 : (segments.flags[s] as number)
    const bare = (bits & SYN) !== 0 && (bits & (ACK | RST)) === 0
    const higher = s >= 0 && minus(segments.seq[s] as number, run.rxRcvNxt[s] as number) > 0
    if (!bare || (!higher && !isNewer(run, s)))
      note(found, 'S17', run, fact, 'TIME-WAIT is reopened by a segment that does not prove to be new')
  }
  return found
}

/** RFC 6191: a timestamp above the last one, or one at all where the old connection had none. */
function isNewer(run: Replay, s: number): boolean {
  if (s < 0) return false
  const { segments, options } = run.columns
  const row = segments.options[s] as number
  const value = row < 0 ? undefined : options[row]?.timestamps?.value
  if (value === undefined) return false
  return run.receiver(s, FIELD.timestampsOn) !== 1 || minus(value, run.receiver(s, FIELD.tsRecent)) > 0
}
