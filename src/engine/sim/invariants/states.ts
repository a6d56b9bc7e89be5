import { basisOf } from '../../tcp/edge-sources.ts'
import { STATES } from '../../tcp/state.ts'
import { EDGES, type Edge } from '../../tcp/transitions.ts'
import { ACK, FIN, RST, SYN } from '../../tcp/segment.ts'
import type { Settings } from '../../tcp/profiles.ts'
import { FACT, FIELD, minus, STATE, SYNCHRONIZED, TIMER } from './columns.ts'
import type { Replay } from './replay.ts'
import { isLinuxOrphan } from './resets.ts'
import { nameOfEnd, note, type Violation } from './violation.ts'

/** Which states an end may be in, and with whom: S1, S4, S5, S14. */

const name = (state: number): string => (state < 0 ? 'nothing' : (STATES[state] ?? '?'))

/** S1: every state change is an edge of the table, out of the state the end was in, with a cause of its kind. */
export function s1(run: Replay): Violation[] {
  const found: Violation[] = []
  const { facts } = run.columns
  for (let n = 0; n < run.changes.length; n++) {
    const fact = run.changes[n] as number
    const from = facts.a[fact] as number
    const to = facts.b[fact] as number
    const edge = EDGES[facts.c[fact] as number]
    const before = run.changeBefore[n] as number
    const change = `${name(from)} > ${name(to)}`
    if (edge === undefined || STATES[from] !== edge.from || STATES[to] !== edge.to) {
      note(found, 'S1', run, fact, `${change} is no edge of the table`)
    } else if (before !== from && !startsAt(before, from)) {
      note(found, 'S1', run, fact, `${change} out of ${name(before)}`)
    } else if (!isPermitted(edge, run.settings[facts.side[fact] as 0 | 1])) {
      note(found, 'S1', run, fact, `${change} along ${edge.id}, an edge of basis ${basisOf(edge)}`)
    } else if (!hasCause(run, fact, edge)) {
      note(found, 'S1', run, fact, `${change} along ${edge.id} without a cause of its kind`)
    }
  }
  return found
}

/** An end begins in CLOSED, or in LISTEN as the clone of a listener; it may have been there before. */
function startsAt(before: number, from: number): boolean {
  const gone = before === STATE.none || before === STATE.closed || before === STATE.listen
  return gone && (from === STATE.closed || from === STATE.listen)
}

function isPermitted(edge: Edge, settings: Settings): boolean {
  switch (basisOf(edge)) {
    case 'rfc':
      return true
    case 'legacy':
      // Linux checks less once no process holds the socket (hasCause).
      return !settings.challengeAck || (edge.from === 'FIN-WAIT-2' && settings.doubtful === 'linux')
    case 'implementation':
      return isOfSystem(edge, settings)
    case 'optional':
      return edge.event !== 'rcv-new-syn' || settings.timeWaitReuse !== 'off'
    case 'counterfactual':
    case 'crash':
      return false
  }
}

/** What operating systems add, where the profile has it. SYN cookies know no SYN-RECEIVED (RFC 4987 3.6). */
function isOfSystem(edge: Edge, settings: Settings): boolean {
  if (edge.event === 'fin-wait-2-timeout') return settings.finWait2OrphanUs !== null
  if (edge.event === 'cookie-accepted') return settings.synCookies !== 'off'
  return settings.twReuse === 'on'
}

/** What has to have happened for an edge to be taken. */
function hasCause(run: Replay, fact: number, edge: Edge): boolean {
  const { facts, segments } = run.columns
  const cause = facts.cause[fact] as number
  const kind = cause < 0 ? -1 : (facts.kind[cause] as number)
  if (kind === FACT.timerFired) return timerFits(edge, facts.a[cause] as number)
  if (kind === FACT.callMade) return callFits(edge)
  if (kind !== FACT.delivered) return false
  const segment = facts.a[cause] as number
  const bits = segments.flags[segment] as number
  const has = (all: number): boolean => (bits & all) === all
  const isStrict = run.settings[facts.side[fact] as 0 | 1].challengeAck && basisOf(edge) === 'legacy'
  switch (edge.event) {
    case 'rcv-syn':
    case 'rcv-new-syn':
      return has(SYN) && !has(ACK)
    case 'rcv-syn-in-window':
      return has(SYN) && (!isStrict || isLinuxOrphan(run, segment))
    case 'rcv-syn-ack':
    case 'rcv-crossing-syn-ack':
      return has(SYN | ACK)
    case 'rcv-ack-of-syn':
    case 'rcv-ack-of-fin':
    case 'rcv-fin-and-ack-of-fin':
      return has(ACK)
    case 'rcv-fin':
      // The FIN itself, text that fills the gap before it, or the ACK that opens the way for a FIN on a SYN.
      return has(ACK)
    case 'rcv-rst':
      return has(RST)
    case 'rcv-data-after-close':
      // For Linux a FIN beyond a gap is new data, too.
      return (segments.textLength[segment] as number) > 0 || (has(FIN) && isLinuxOrphan(run, segment))
    case 'cookie-accepted':
      return has(ACK)
    // The window opens and the FIN of an earlier CLOSE leaves, or ESTABLISHED is reached after a CLOSE.
    case 'close':
      return has(ACK)
    // An old wait that had run out while a reopened connection was tried (P-28).
    case 'time-wait-timeout':
      return has(RST)
    // An application may react to what has just arrived within the arrival.
    case 'abort':
      return true
    default:
      return false
  }
}

function timerFits(edge: Edge, timer: number): boolean {
  switch (edge.event) {
    case 'time-wait-timeout':
      return timer === TIMER.timeWait
    case 'fin-wait-2-timeout':
      return timer === TIMER.finWait2
    case 'keepalive-timeout':
      return timer === TIMER.keepalive
    case 'user-timeout':
      return (
        timer === TIMER.retransmission ||
        timer === TIMER.persist ||
        timer === TIMER.user ||
        timer === TIMER.connect
      )
    // A FIN that serves as the probe of a closed window.
    case 'close':
      return timer === TIMER.persist
    default:
      return false
  }
}

function callFits(edge: Edge): boolean {
  return ['open-active', 'open-passive', 'close', 'close-unread', 'abort'].includes(edge.event)
}

/** S4: both ends of one incarnation know the same pair of ISNs, and two ESTABLISHED ends are of one incarnation. */
export function s4(run: Replay): Violation[] {
  const found: Violation[] = []
  const { facts } = run.columns
  const state = new Int8Array(run.slotState.length).fill(STATE.none)
  const conn = new Int32Array(state.length).fill(-1)
  for (let n = 0; n < run.changes.length; n++) {
    const fact = run.changes[n] as number
    const side = facts.side[fact] as number
    const ofFact = facts.conn[fact] as number
    const slot = (run.tuple[ofFact] as number) * 2 + side
    const to = facts.b[fact] as number
    state[slot] = to
    conn[slot] = ofFact
    const peerState = state[slot ^ 1] as number
    if (SYNCHRONIZED[to] !== true || peerState < 0 || SYNCHRONIZED[peerState] !== true) continue
    const end = ofFact * 2 + side
    const peer = (conn[slot ^ 1] as number) * 2 + (1 - side)
    const agree = run.irs[end] === run.iss[peer] && run.irs[peer] === run.iss[end]
    const both = to === STATE.established && peerState === STATE.established
    if (!agree && (both || conn[slot] === conn[slot ^ 1])) {
      note(found, 'S4', run, fact, `${nameOfEnd(end)} and ${nameOfEnd(peer)} hold different pairs of ISNs`)
    }
  }
  return found
}

/** S5: ESTABLISHED is entered only after the own SYN was acknowledged. */
export function s5(run: Replay): Violation[] {
  const found: Violation[] = []
  const { facts, segments } = run.columns
  for (const fact of run.changes) {
    if (facts.b[fact] !== STATE.established) continue
    const end = (facts.conn[fact] as number) * 2 + (facts.side[fact] as number)
    const cause = facts.cause[fact] as number
    const segment = cause >= 0 && facts.kind[cause] === FACT.delivered ? (facts.a[cause] as number) : -1
    const iss = run.iss[end] as number
    const acknowledges = segment >= 0 && ((segments.flags[segment] as number) & ACK) !== 0
    const ahead = acknowledges ? minus(segments.ack[segment] as number, iss) : 0
    const before = segment >= 0 ? minus(run.receiver(segment, FIELD.una), iss) : 0
    const high = minus(run.high[end] as number, iss)
    if ((ahead < 1 || ahead > high) && before < 1) {
      note(found, 'S5', run, fact, `${nameOfEnd(end)} is ESTABLISHED before its SYN was acknowledged`)
    }
  }
  return found
}

/** S14: a SYN never changes a synchronized state, but for TIME-WAIT (S17) and stacks without RFC 5961. */
export function s14(run: Replay): Violation[] {
  const found: Violation[] = []
  const { facts, segments } = run.columns
  for (let n = 0; n < run.changes.length; n++) {
    const fact = run.changes[n] as number
    const before = run.changeBefore[n] as number
    const cause = facts.cause[fact] as number
    if (before < STATE.established || before === STATE.timeWait || cause < 0) continue
    if (facts.kind[cause] !== FACT.delivered) continue
    const segment = facts.a[cause] as number
    const syn = ((segments.flags[segment] as number) & SYN) !== 0
    // SYN-SENT and SYN-RECEIVED may pass ESTABLISHED within one segment.
    const wasSynchronized = SYNCHRONIZED[run.rxState[segment] as number] === true
    if (!syn || !wasSynchronized || !run.settings[facts.side[fact] as 0 | 1].challengeAck) continue
    note(found, 'S14', run, fact, `a SYN takes ${name(before)} to ${name(facts.b[fact] as number)}`)
  }
  return found
}
