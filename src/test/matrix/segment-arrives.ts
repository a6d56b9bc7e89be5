import type { State } from '../../engine/tcp/state.ts'
import type { Numbers } from './situations.ts'

/**
 * RFC 9293 3.10.7 as a decision on plain numbers, check by check: what must come of one segment at one endpoint.
 * Written from the RFC and sections 2 and 6 of the fact base, profile rfc9293 (RFC 5961 on, ACKs at once, reuse of
 * TIME-WAIT by RFC 1122). Shares no code with the engine; even the arithmetic is its own.
 */

export type Flag = 'SYN' | 'ACK' | 'FIN' | 'RST'

/** The segment that arrives. */
export interface Arriving {
  readonly flags: readonly Flag[]
  readonly seq: number
  readonly ack: number
  readonly bytes: number
}

/** The one segment that answers it. `ack` null: the ACK bit is off. */
export interface Answer {
  readonly flags: string
  readonly seq: number
  readonly ack: number | null
}

/** What a timer has to do: run on untouched, stop, or be due so many microseconds from now. */
export type TimerVerdict = 'untouched' | 'off' | 'from now' | 'running'

export interface Outcome {
  readonly answer: Answer | null
  readonly next: State
  readonly retransmission: TimerVerdict
  readonly timeWait: TimerVerdict
  /** Thrown away: nothing of it was acted on. */
  readonly discarded: boolean
  /** Bytes handed to the application at once. */
  readonly delivered: number
  /** Signals to the process: established, remote-closed, reset, refused. */
  readonly tells: readonly string[]
}

export interface Endpoint {
  readonly state: State
  readonly passive: boolean
  readonly numbers: Numbers
  /** ISS to use if this segment opens a connection. */
  readonly newIss: number
}

const M = 4_294_967_296
const wrap = (n: number): number => ((n % M) + M) % M
/** How far b lies after a, -2^31 to 2^31 - 1. */
const ahead = (a: number, b: number): number => {
  const d = wrap(b - a)
  return d >= M / 2 ? d - M : d
}

const NOTHING: Omit<Outcome, 'next'> = {
  answer: null,
  retransmission: 'untouched',
  timeWait: 'untouched',
  discarded: false,
  delivered: 0,
  tells: [],
}

const segLen = (s: Arriving): number =>
  s.bytes + (s.flags.includes('SYN') ? 1 : 0) + (s.flags.includes('FIN') ? 1 : 0)

/** 3.5.2: the form of a reset that answers a segment. */
function resetFor(s: Arriving): Answer {
  return s.flags.includes('ACK')
    ? { flags: 'RST', seq: s.ack, ack: null }
    : { flags: 'RST,ACK', seq: 0, ack: wrap(s.seq + segLen(s)) }
}

/** What must come of it. */
export function segmentArrives(e: Endpoint, s: Arriving): Outcome {
  switch (e.state) {
    case 'CLOSED':
      return closed(s)
    case 'LISTEN':
      return listen(e, s)
    case 'SYN-SENT':
      return synSent(e, s)
    default:
      return otherwise(e, s)
  }
}

/** 3.10.7.1 */
function closed(s: Arriving): Outcome {
  const answer = s.flags.includes('RST') ? null : resetFor(s)
  return { ...NOTHING, next: 'CLOSED', answer, discarded: true }
}

/** 3.10.7.2: RST, ACK, SYN, other. */
function listen(e: Endpoint, s: Arriving): Outcome {
  const stays: Outcome = { ...NOTHING, next: 'LISTEN', discarded: true }
  if (s.flags.includes('RST')) return stays
  if (s.flags.includes('ACK')) return { ...stays, answer: resetFor(s) }
  if (!s.flags.includes('SYN')) return stays
  return opened(e.newIss, s)
}

/** A SYN begins a connection; text and FIN on it wait, so only the SYN is acknowledged. */
function opened(iss: number, s: Arriving): Outcome {
  return {
    ...NOTHING,
    answer: { flags: 'SYN,ACK', seq: iss, ack: wrap(s.seq + 1) },
    next: 'SYN-RECEIVED',
    retransmission: 'from now',
    timeWait: 'off',
  }
}

/** 3.10.7.3: ACK, RST, (security,) SYN, the rest. */
function synSent(e: Endpoint, s: Arriving): Outcome {
  const { iss, nxt } = e.numbers
  const stays: Outcome = { ...NOTHING, next: 'SYN-SENT', discarded: true }
  const hasAck = s.flags.includes('ACK')
  const acceptable = hasAck && ahead(iss, s.ack) > 0 && ahead(s.ack, nxt) >= 0
  if (hasAck && !acceptable) return s.flags.includes('RST') ? stays : { ...stays, answer: resetFor(s) }
  if (s.flags.includes('RST')) {
    if (!acceptable) return stays
    return { ...NOTHING, next: 'CLOSED', retransmission: 'off', tells: ['refused'] }
  }
  if (!s.flags.includes('SYN')) return stays
  if (!hasAck) {
    // Simultaneous open: text and FIN wait. That our SYN's timer runs is asked, not since when.
    const answer: Answer = { flags: 'SYN,ACK', seq: iss, ack: wrap(s.seq + 1) }
    return { ...NOTHING, answer, next: 'SYN-RECEIVED', retransmission: 'running' }
  }
  const fin = s.flags.includes('FIN')
  return {
    ...NOTHING,
    // Text and FIN on the SYN,ACK are processed too; one ACK covers it all (S21).
    answer: { flags: 'ACK', seq: nxt, ack: wrap(s.seq + segLen(s)) },
    next: fin ? 'CLOSE-WAIT' : 'ESTABLISHED',
    retransmission: 'off',
    delivered: s.bytes,
    tells: fin ? ['established', 'remote-closed'] : ['established'],
  }
}

/** 3.10.7.4, with the reopening of TIME-WAIT that is looked at before it (3.6.1, MAY-2). */
function otherwise(e: Endpoint, s: Arriving): Outcome {
  const { numbers } = e
  const reopening =
    e.state === 'TIME-WAIT' &&
    s.flags.includes('SYN') &&
    !s.flags.includes('ACK') &&
    !s.flags.includes('RST') &&
    ahead(numbers.rcvNxt, s.seq) > 0
  if (reopening) return opened(e.newIss, s)

  const stays: Outcome = { ...NOTHING, next: e.state, discarded: true }
  const plainAck: Answer = { flags: 'ACK', seq: numbers.nxt, ack: numbers.rcvNxt }

  // First: sequence number.
  if (!acceptable(numbers, s)) {
    if (s.flags.includes('RST')) return stays
    if (isCrossingSynAck(e, s)) return fifth(e, { ...s, flags: ['ACK'], seq: numbers.rcvNxt })
    const finAgain = s.flags.includes('FIN') && wrap(s.seq + segLen(s)) === numbers.rcvNxt
    const restarts = e.state === 'TIME-WAIT' && finAgain
    return { ...stays, answer: plainAck, timeWait: restarts ? 'from now' : 'untouched' }
  }
  // Second: RST, exact or not (RFC 5961 3.2).
  if (s.flags.includes('RST')) {
    return s.seq === numbers.rcvNxt ? reset(e) : { ...stays, answer: plainAck }
  }
  // Third, security, is not modelled here. Fourth: SYN (RFC 5961 4.2; P-24).
  if (s.flags.includes('SYN')) {
    if (e.state === 'SYN-RECEIVED' && e.passive) return { ...stays, next: 'LISTEN', retransmission: 'off' }
    return { ...stays, answer: plainAck }
  }
  return fifth(e, s)
}

/** 3.4: the four cases. */
function acceptable(n: Numbers, s: Arriving): boolean {
  const inWindow = (x: number): boolean => wrap(x - n.rcvNxt) < n.rcvWnd
  const length = segLen(s)
  if (n.rcvWnd === 0) return length === 0 && s.seq === n.rcvNxt
  return inWindow(s.seq) || (length > 0 && inWindow(wrap(s.seq + length - 1)))
}

/** P-01: SEQ is the peer's ISN and the ACK is that of our SYN. */
function isCrossingSynAck(e: Endpoint, s: Arriving): boolean {
  const both = s.flags.includes('SYN') && s.flags.includes('ACK')
  return e.state === 'SYN-RECEIVED' && both && s.seq === e.numbers.irs && acknowledgesNew(e.numbers, s)
}

/** SND.UNA < SEG.ACK =< SND.NXT */
function acknowledgesNew(n: Numbers, s: Arriving): boolean {
  return ahead(n.una, s.ack) > 0 && ahead(s.ack, n.nxt) >= 0
}

/** An exact RST ends the connection; a passive opener goes back to LISTEN and the user is not told. */
function reset(e: Endpoint): Outcome {
  if (e.state === 'SYN-RECEIVED') {
    return e.passive
      ? { ...NOTHING, next: 'LISTEN', retransmission: 'off' }
      : { ...NOTHING, next: 'CLOSED', retransmission: 'off', tells: ['refused'] }
  }
  const told = e.state !== 'TIME-WAIT'
  return {
    ...NOTHING,
    next: 'CLOSED',
    retransmission: 'off',
    timeWait: 'off',
    tells: told ? ['reset'] : [],
  }
}

/** Fifth: the ACK field. Then URG (not here), text and FIN. */
function fifth(e: Endpoint, s: Arriving): Outcome {
  const { numbers } = e
  const stays: Outcome = { ...NOTHING, next: e.state, discarded: true }
  if (!s.flags.includes('ACK')) return stays
  const future = ahead(numbers.nxt, s.ack) > 0
  if (e.state === 'SYN-RECEIVED') {
    if (!acknowledgesNew(numbers, s)) return { ...stays, answer: resetFor(s) }
    const open = textAndFin({ ...e, state: 'ESTABLISHED' }, s, 'off')
    return { ...open, tells: ['established', ...open.tells] }
  }
  if (future) {
    return { ...stays, answer: { flags: 'ACK', seq: numbers.nxt, ack: numbers.rcvNxt } }
  }
  const news = acknowledgesNew(numbers, s)
  const timer: TimerVerdict = news ? 'off' : 'untouched'
  switch (e.state) {
    case 'FIN-WAIT-1':
      return textAndFin(news ? { ...e, state: 'FIN-WAIT-2' } : e, s, timer)
    case 'CLOSING':
      if (!news) return stays
      return { ...textAndFin({ ...e, state: 'TIME-WAIT' }, s, timer), timeWait: 'from now' }
    case 'LAST-ACK':
      if (news) return { ...NOTHING, next: 'CLOSED', retransmission: 'off' }
      return textAndFin(e, s, timer)
    default:
      return textAndFin(e, s, timer)
  }
}

/** Seventh and eighth, in the state that the fifth left. `timer` is what became of the retransmission timer. */
function textAndFin(e: Endpoint, s: Arriving, timer: TimerVerdict): Outcome {
  const receives = e.state === 'ESTABLISHED' || e.state === 'FIN-WAIT-1' || e.state === 'FIN-WAIT-2'
  const basis: Outcome = { ...NOTHING, next: e.state, retransmission: timer }
  return receives ? received(e, s, basis) : afterTheirFin(e, s, basis)
}

function received(e: Endpoint, s: Arriving, basis: Outcome): Outcome {
  const { numbers } = e
  const answer = (ack: number): Answer => ({ flags: 'ACK', seq: numbers.nxt, ack })
  const fin = s.flags.includes('FIN')
  if (s.bytes === 0 && !fin) return basis
  // Beyond a gap: kept, and said again what is missing (SHLD-31; RFC 5681 4.2).
  if (s.seq !== numbers.rcvNxt) return { ...basis, answer: answer(numbers.rcvNxt) }
  const end = wrap(s.seq + s.bytes + (fin ? 1 : 0))
  const told: Outcome = {
    ...basis,
    answer: answer(end),
    delivered: s.bytes,
    tells: fin ? ['remote-closed'] : [],
  }
  if (!fin) return told
  switch (e.state) {
    case 'ESTABLISHED':
      return { ...told, next: 'CLOSE-WAIT' }
    case 'FIN-WAIT-1':
      return { ...told, next: 'CLOSING' }
    default:
      return { ...told, next: 'TIME-WAIT', retransmission: 'off', timeWait: 'from now' }
  }
}

/**
 * After the peer's FIN: text is ignored. A FIN gets its acknowledgment, and in TIME-WAIT begins 2MSL anew (fifth and
 * eighth); it does not move RCV.NXT, because a direction has one FIN.
 */
function afterTheirFin(e: Endpoint, s: Arriving, basis: Outcome): Outcome {
  const useless = basis.retransmission === 'untouched' && basis.next === e.state
  if (!s.flags.includes('FIN')) return { ...basis, discarded: s.bytes > 0 && useless }
  return {
    ...basis,
    answer: { flags: 'ACK', seq: e.numbers.nxt, ack: e.numbers.rcvNxt },
    timeWait: e.state === 'TIME-WAIT' ? 'from now' : 'untouched',
    discarded: useless && e.state !== 'TIME-WAIT',
  }
}
