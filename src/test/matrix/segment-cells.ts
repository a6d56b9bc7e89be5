import type { Effect } from '../../engine/tcp/effect.ts'
import { ACK, FIN, flagNames, RST, SYN } from '../../engine/tcp/segment.ts'
import { STATES, type State } from '../../engine/tcp/state.ts'
import type { StepResult } from '../../engine/tcp/step.ts'
import {
  type Answer,
  type Arriving,
  type Endpoint,
  type Flag,
  type Outcome,
  segmentArrives,
  type TimerVerdict,
} from './segment-arrives.ts'
import {
  arrival,
  happen,
  type Isns,
  NEW_ISS,
  NOW_US,
  RTO_US,
  type Situation,
  segmentOf,
  situation,
  TWO_MSL_US,
  WINDOW,
} from './situations.ts'

/** The matrix of invariants section 6: 11 states x 8 flag sets x 5 places x 3 acknowledgments x text or none. */

export const FLAG_SETS: readonly (readonly Flag[])[] = [
  ['SYN'],
  ['SYN', 'ACK'],
  ['SYN', 'FIN'],
  ['ACK'],
  ['FIN'],
  ['FIN', 'ACK'],
  ['RST'],
  ['RST', 'ACK'],
]

/** Where the segment lies about the receive window. */
const PLACES = ['left outside', 'left edge', 'middle', 'right edge', 'right outside'] as const
/** What its ACK field says: something long acknowledged, everything sent so far, or more than was ever sent. */
const ACKS = ['old', 'good', 'future'] as const
const TEXTS = [0, 100] as const

export interface Cell {
  readonly state: State
  readonly flags: readonly Flag[]
  readonly place: (typeof PLACES)[number]
  readonly ack: (typeof ACKS)[number]
  readonly bytes: number
}

/** Every cell of one state and one set of flags. */
export function cellsOf(state: State, flags: readonly Flag[]): Cell[] {
  return PLACES.flatMap((place) =>
    ACKS.flatMap((ack) => TEXTS.map((bytes) => ({ state, flags, place, ack, bytes }))),
  )
}

export const CELLS: readonly Cell[] = STATES.flatMap((state) =>
  FLAG_SETS.flatMap((flags) => cellsOf(state, flags)),
)

export function nameOf(cell: Cell): string {
  const text = cell.bytes === 0 ? 'no text' : `${cell.bytes} bytes`
  return `${cell.state}, ${cell.flags.join(',')}, ${cell.place}, ${cell.ack} ACK, ${text}`
}

const BITS: Readonly<Record<Flag, number>> = { SYN, ACK, FIN, RST }

const wrap = (n: number): number => n >>> 0

/** The segment of a cell. Where nothing is known of the peer yet, the window is one that it might have had. */
function arriving(cell: Cell, { numbers }: Situation, isns: Isns): Arriving {
  const known = numbers.rcvWnd > 0
  const edge = known ? numbers.rcvNxt : wrap(isns.theirs + 1)
  const length = cell.bytes + (cell.flags.includes('SYN') ? 1 : 0) + (cell.flags.includes('FIN') ? 1 : 0)
  const seq: Record<Cell['place'], number> = {
    'left outside': edge - Math.max(1, length),
    'left edge': edge,
    middle: edge + (WINDOW >> 1),
    'right edge': edge + WINDOW - 1,
    'right outside': edge + WINDOW,
  }
  const ack: Record<Cell['ack'], number> = {
    // In SYN-SENT and SYN-RECEIVED the ISN itself is old; later, something before SND.UNA.
    old: numbers.una === numbers.iss ? numbers.iss : numbers.una - 1,
    good: numbers.nxt,
    future: numbers.nxt + 1,
  }
  return { flags: cell.flags, seq: wrap(seq[cell.place]), ack: wrap(ack[cell.ack]), bytes: cell.bytes }
}

/** What `step()` makes of it, in the words of the expectation. */
function observed(before: Situation, result: StepResult): Outcome {
  const sent = result.effects.filter((effect) => effect.kind === 'send-segment')
  return {
    answer: answerOf(sent),
    next: result.tcb.state,
    retransmission: timerOf(before, result, 'retransmission', RTO_US),
    timeWait: timerOf(before, result, 'time-wait', TWO_MSL_US),
    discarded: result.effects.some((effect) => effect.kind === 'segment-discarded'),
    delivered: result.effects.reduce(
      (sum, effect) => sum + (effect.kind === 'deliver' ? effect.text.length : 0),
      0,
    ),
    tells: result.effects.flatMap((effect) =>
      effect.kind === 'signal-user' && effect.signal !== 'closed' ? [effect.signal] : [],
    ),
  }
}

type Sending = Extract<Effect, { kind: 'send-segment' }>

/** The one answer; two are never right (S21), so they are told as what they are. */
function answerOf(sent: readonly Sending[]): Answer | null {
  const [first] = sent
  if (first === undefined) return null
  const { segment } = first
  const flags = flagNames(segment.flags).join(',') + (segment.text === null ? '' : ' with text')
  return {
    flags: sent.length === 1 ? flags : `${sent.length} segments, first ${flags}`,
    seq: segment.seq,
    ack: (segment.flags & ACK) === 0 ? null : segment.ack,
  }
}

function timerOf(
  before: Situation,
  after: StepResult,
  timer: 'retransmission' | 'time-wait',
  lengthUs: number,
): TimerVerdict {
  const was = before.tcb.timers[timer]
  const is = after.tcb.timers[timer]
  if (is === was) return 'untouched'
  if (is === undefined) return 'off'
  return is === NOW_US + lengthUs ? 'from now' : 'running'
}

/** An expectation of "off" is met by a timer that never ran; "running" by any that runs now. */
function sameTimer(expected: TimerVerdict, seen: TimerVerdict, runs: boolean): boolean {
  if (expected === 'running') return runs
  return expected === seen || (expected === 'off' && seen === 'untouched' && !runs)
}

/** What `step()` makes of a cell. */
export function resultOf(cell: Cell, at: Situation, isns: Isns): StepResult {
  const segment = arriving(cell, at, isns)
  const bits = segment.flags.reduce((all, flag) => all | BITS[flag], 0)
  return happen(at.tcb, arrival(segmentOf({ ...segment, flags: bits })), NOW_US)
}

/** Differences between what must come of a cell and what does; none if it is right. */
export function judge(cell: Cell, at: Situation, isns: Isns): string[] {
  const segment = arriving(cell, at, isns)
  const endpoint: Endpoint = { ...at, newIss: NEW_ISS }
  const expected = segmentArrives(endpoint, segment)
  const result = resultOf(cell, at, isns)
  const seen = observed(at, result)
  const differences: string[] = []
  const compare = (what: string, want: unknown, got: unknown): void => {
    const [a, b] = [JSON.stringify(want), JSON.stringify(got)]
    if (a !== b) differences.push(`${nameOf(cell)}: ${what} ${b}, expected ${a}`)
  }
  compare('answer', expected.answer, seen.answer)
  compare('next state', expected.next, seen.next)
  compare('discarded', expected.discarded, seen.discarded)
  compare('delivered', expected.delivered, seen.delivered)
  compare('signals', expected.tells, seen.tells)
  const { timers } = result.tcb
  if (!sameTimer(expected.retransmission, seen.retransmission, timers.retransmission !== undefined))
    compare('retransmission timer', expected.retransmission, seen.retransmission)
  if (!sameTimer(expected.timeWait, seen.timeWait, timers['time-wait'] !== undefined))
    compare('TIME-WAIT timer', expected.timeWait, seen.timeWait)
  return differences
}

/** All 30 cells of one state and set of flags. */
export function judgeAll(state: State, flags: readonly Flag[], isns: Isns): string[] {
  const at = situation(state, isns)
  return cellsOf(state, flags).flatMap((cell) => judge(cell, at, isns))
}
