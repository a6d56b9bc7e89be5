import type { TcpEvent, UserCall } from '../../engine/tcp/event.ts'
import { PROFILES, type Settings } from '../../engine/tcp/profiles.ts'
import { ACK, FIN, PSH, type Segment, SYN, type Text } from '../../engine/tcp/segment.ts'
import type { State } from '../../engine/tcp/state.ts'
import { type StepResult, step } from '../../engine/tcp/step.ts'
import { newTcb, type Tcb } from '../../engine/tcp/tcb.ts'

/** An endpoint in each of the eleven states, brought there by events alone, and the numbers it must then have. */

/** When everything below happened, and when the event of a test happens: before any timer is due. */
const BUILT_US = 0
export const NOW_US = 400_000
export const RTO_US = 1_000_000
export const TWO_MSL_US = 240_000_000
/** Bytes we have sent and not had acknowledged, in the states that may send. */
export const OUTSTANDING = 100
export const WINDOW = 65_535

/** Plain numbers of one end, as a person would write them beside the diagram. */
export interface Numbers {
  readonly iss: number
  readonly una: number
  readonly nxt: number
  readonly irs: number
  readonly rcvNxt: number
  readonly rcvWnd: number
}

export interface Situation {
  readonly state: State
  readonly passive: boolean
  readonly numbers: Numbers
  readonly tcb: Tcb
}

export const RFC9293: Settings = { ...PROFILES.rfc9293 }

const mod32 = (n: number): number => ((n % 2 ** 32) + 2 ** 32) % 2 ** 32

/** A segment with the fields that matter; the rest as an ordinary peer has it. */
export function segmentOf(fields: {
  seq: number
  ack?: number
  flags: number
  bytes?: number
  wnd?: number
  text?: Text
  options?: Segment['options']
}): Segment {
  const { seq, ack = 0, flags, bytes = 0, wnd = WINDOW, options = null } = fields
  const text = fields.text ?? (bytes === 0 ? null : { stream: 9, offset: 0, length: bytes })
  return {
    seq: mod32(seq),
    ack: (flags & ACK) === 0 ? 0 : mod32(ack),
    flags,
    wnd,
    up: 0,
    text,
    options: options ?? ((flags & SYN) === 0 ? null : { mss: 1460 }),
  }
}

/** ISS to use if the segment opens a connection. */
export const NEW_ISS = 7_000_000

export function arrival(segment: Segment, mayReopen = true, iss = NEW_ISS): TcpEvent {
  return { kind: 'segment-arrives', segment, iss, stream: 1, mayReopen, fastOpenCookie: 0 }
}

export function userCall(call: UserCall): TcpEvent {
  return { kind: 'user-call', call }
}

/** One event and everything it sets off: what is still owed at the end of the instant leaves (P-30). */
export function happen(tcb: Tcb, event: TcpEvent, now: number): StepResult {
  const first = step(tcb, event, now)
  const second = step(first.tcb, { kind: 'settle' }, now)
  return { tcb: second.tcb, effects: [...first.effects, ...second.effects], result: first.result }
}

/** One event after the other, all of them long before any timer is due. */
export function after(tcb: Tcb, ...events: TcpEvent[]): Tcb {
  return events.reduce((now, event) => happen(now, event, BUILT_US).tcb, tcb)
}

/** First numbers of the two ends: ours and the peer's. */
export interface Isns {
  readonly ours: number
  readonly theirs: number
}

export const ISNS: Isns = { ours: 1_000, theirs: 500_000 }
/** The same a few numbers before both counters go round. */
export const WRAPPING_ISNS: Isns = { ours: 2 ** 32 - 50, theirs: 2 ** 32 - 3 }

type Builder = (isns: Isns, settings: Settings) => Tcb

const ofPeer = (isns: Isns, at: number, acknowledged: number, flags: number) =>
  arrival(segmentOf({ seq: isns.theirs + at, ack: isns.ours + acknowledged, flags }))

const synSent: Builder = ({ ours }, settings) =>
  after(newTcb(settings), userCall({ kind: 'open-active', iss: ours, stream: 0 }))

const established: Builder = (isns, settings) => after(synSent(isns, settings), ofPeer(isns, 0, 1, SYN | ACK))

const sending: Builder = (isns, settings) =>
  after(established(isns, settings), userCall({ kind: 'send', bytes: OUTSTANDING }))

const closing: Builder = (isns, settings) =>
  after(established(isns, settings), userCall({ kind: 'close' }), ofPeer(isns, 1, 1, FIN | ACK))

const finWait2: Builder = (isns, settings) =>
  after(established(isns, settings), userCall({ kind: 'close' }), ofPeer(isns, 1, 2, ACK))

const BUILDERS: Readonly<Record<State, Builder>> = {
  CLOSED: (_, settings) => newTcb(settings),
  LISTEN: (_, settings) => after(newTcb(settings), userCall({ kind: 'open-passive' })),
  'SYN-SENT': synSent,
  'SYN-RECEIVED': ({ ours, theirs }, settings) =>
    after(
      newTcb(settings),
      userCall({ kind: 'open-passive' }),
      arrival(segmentOf({ seq: theirs, flags: SYN }), true, ours),
    ),
  ESTABLISHED: sending,
  'FIN-WAIT-1': (isns, settings) => after(established(isns, settings), userCall({ kind: 'close' })),
  'FIN-WAIT-2': finWait2,
  'CLOSE-WAIT': (isns, settings) => after(sending(isns, settings), ofPeer(isns, 1, 1, FIN | ACK)),
  CLOSING: closing,
  'LAST-ACK': (isns, settings) =>
    after(established(isns, settings), ofPeer(isns, 1, 1, FIN | ACK), userCall({ kind: 'close' })),
  'TIME-WAIT': (isns, settings) => after(finWait2(isns, settings), ofPeer(isns, 1, 2, FIN | ACK)),
}

/** How many of our numbers are sent and acknowledged, and how many of the peer's received, SYNs and FINs counted. */
const COUNTS: Readonly<Record<State, readonly [sent: number, acknowledged: number, received: number]>> = {
  CLOSED: [0, 0, 0],
  LISTEN: [0, 0, 0],
  'SYN-SENT': [1, 0, 0],
  'SYN-RECEIVED': [1, 0, 1],
  ESTABLISHED: [1 + OUTSTANDING, 1, 1],
  'FIN-WAIT-1': [2, 1, 1],
  'FIN-WAIT-2': [2, 2, 1],
  'CLOSE-WAIT': [1 + OUTSTANDING, 1, 2],
  CLOSING: [2, 1, 2],
  'LAST-ACK': [2, 1, 2],
  'TIME-WAIT': [2, 2, 2],
}

/** An endpoint in this state; SYN-RECEIVED comes from a passive OPEN. */
export function situation(state: State, isns: Isns = ISNS, settings: Settings = RFC9293): Situation {
  const [sent, acknowledged, received] = COUNTS[state]
  const known = state !== 'CLOSED' && state !== 'LISTEN'
  return {
    state,
    passive: state === 'SYN-RECEIVED',
    tcb: BUILDERS[state](isns, settings),
    numbers: {
      iss: known ? mod32(isns.ours) : 0,
      una: known ? mod32(isns.ours + acknowledged) : 0,
      nxt: known ? mod32(isns.ours + sent) : 0,
      irs: received > 0 ? mod32(isns.theirs) : 0,
      rcvNxt: received > 0 ? mod32(isns.theirs + received) : 0,
      rcvWnd: received > 0 ? WINDOW : 0,
    },
  }
}

/** FIN-WAIT-1 or FIN-WAIT-2 after close() and not shutdown(): nobody will read what comes. */
export function orphan(state: 'FIN-WAIT-1' | 'FIN-WAIT-2'): Tcb {
  const closed = after(established(ISNS, RFC9293), userCall({ kind: 'release' }))
  return state === 'FIN-WAIT-1' ? closed : after(closed, ofPeer(ISNS, 1, 2, ACK))
}

/** SYN-RECEIVED after both SYNs crossed: an active opener. */
export function simultaneousOpen(isns: Isns = ISNS, settings: Settings = RFC9293): Situation {
  const tcb = after(synSent(isns, settings), arrival(segmentOf({ seq: isns.theirs, flags: SYN })))
  return { ...situation('SYN-RECEIVED', isns, settings), passive: false, tcb }
}

/** What the peer would send next: text in order. */
export function inOrder(numbers: Numbers, bytes: number, flags = ACK | PSH): Segment {
  return segmentOf({ seq: numbers.rcvNxt, ack: numbers.nxt, flags, bytes })
}
