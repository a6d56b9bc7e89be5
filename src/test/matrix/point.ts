import assert from 'node:assert/strict'
import { BASES } from '../../engine/sim/explore-bases.ts'
import { simulate } from '../../engine/sim/run.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import type { Effect } from '../../engine/tcp/effect.ts'
import type { ProfileId, Settings } from '../../engine/tcp/profiles.ts'
import { ACK, flagNames, type Segment } from '../../engine/tcp/segment.ts'
import { STATES, type State } from '../../engine/tcp/state.ts'
import type { StepResult } from '../../engine/tcp/step.ts'
import type { Tcb } from '../../engine/tcp/tcb.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { stateIntervals } from '../../engine/trace/query.ts'
import {
  after,
  arrival,
  happen,
  inOrder,
  ISNS,
  NOW_US,
  RFC9293,
  segmentOf,
  situation,
  userCall,
} from './situations.ts'

/** A subtle point of the fact base: how it is decided here, and a check that it is. */
export interface Point {
  readonly id: string
  readonly decision: string
  /** Throws where the engine decides otherwise. */
  readonly check: () => void
}

export const SYNCHRONIZED = STATES.slice(STATES.indexOf('ESTABLISHED'))
export const close = userCall({ kind: 'close' })
export const release = userCall({ kind: 'release' })
export const abort = userCall({ kind: 'abort' })

// --- What came of a step ------------------------------------------------------------------------------------

export function sentBy({ effects }: { effects: readonly Effect[] }): Segment[] {
  return effects.flatMap((effect) => (effect.kind === 'send-segment' ? [effect.segment] : []))
}

/** `RST seq 5`, `ACK seq 5 ack 9`: what was sent, in order. */
export function words(result: StepResult): string[] {
  return sentBy(result).map(({ flags, seq, ack, text }) => {
    const acknowledges = (flags & ACK) === 0 ? '' : ` ack ${ack}`
    return `${flagNames(flags).join(',')} seq ${seq}${acknowledges}${text === null ? '' : ` +${text.length}`}`
  })
}

export function signalsOf({ effects }: StepResult): string[] {
  return effects.flatMap((effect) =>
    effect.kind === 'signal-user' && effect.signal !== 'closed' ? [effect.signal] : [],
  )
}

export const receive = (tcb: Tcb, fields: Parameters<typeof segmentOf>[0], now = NOW_US): StepResult =>
  happen(tcb, arrival(segmentOf(fields)), now)

export const built = (state: State, settings: Partial<Settings> = {}) =>
  situation(state, ISNS, { ...RFC9293, ...settings })

/** The plain answer of a synchronized end: its own numbers. */
export const plainAck = (state: State): string => {
  const { numbers } = situation(state)
  return `ACK seq ${numbers.nxt} ack ${numbers.rcvNxt}`
}

// --- Runs ---------------------------------------------------------------------------------------------------

export const base = (
  id: string,
  settings: Partial<Settings> = {},
  profile: ProfileId = 'rfc9293',
): Scenario => {
  const scenario = BASES[id]
  if (scenario === undefined) throw new Error(id)
  return { ...scenario, profile, settings: { ...scenario.settings, ...settings } }
}

export function run(scenario: Scenario): Trace {
  return new Trace(simulate(scenario))
}

export function statesOf(trace: Trace, side: 'C' | 'S'): string[] {
  return stateIntervals(trace, side).map(({ state, fromUs }) => `${state} ${fromUs / 1000}`)
}

export function segmentsOf(trace: Trace) {
  return Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id))
}

/** An end in this state whose receive buffer is full and was announced as full. */
export function closedWindow(state: 'ESTABLISHED' | 'FIN-WAIT-1', settings: Partial<Settings> = {}): Tcb {
  const { numbers, tcb } = built(state, { windowBytes: 100, ...settings })
  const full = after(tcb, arrival({ ...inOrder(numbers, 100), ack: numbers.una }))
  assert.deepEqual([full.rcv.wnd, full.unread], [0, 100])
  return full
}
