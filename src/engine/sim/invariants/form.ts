import { FACT, FATE } from './columns.ts'
import type { Replay } from './replay.ts'
import { nameOfSegment, note, type Violation } from './violation.ts'
import { RUN_LIMITS } from '../limits.ts'

/** The trace itself: S23, S24, L5. */

/** S23: times never decrease, causes come before, every segment, call and state change has its one fact. */
export function s23(run: Replay): Violation[] {
  const found: Violation[] = []
  const { facts, factCount, steps, stepCount } = run.columns
  for (let i = 0; i < factCount; i++) {
    if (i > 0 && (facts.tUs[i] as number) < (facts.tUs[i - 1] as number))
      note(found, 'S23', run, i, 'time goes back')
    if ((facts.cause[i] as number) >= i) note(found, 'S23', run, i, 'a fact comes before its cause')
    const step = facts.step[i] as number
    const next = step + 1 < stepCount ? (steps[step + 1] as number) : factCount
    if ((steps[step] as number) > i || next <= i) note(found, 'S23', run, i, 'a fact is in the wrong step')
    const isLast = i === factCount - 1
    if ((facts.kind[i] === FACT.ended) !== isLast) note(found, 'S23', run, i, 'the end is not the last fact')
  }
  segmentsOnce(run, found)
  callsOnce(run, found)
  return found
}

function segmentsOnce(run: Replay, found: Violation[]): void {
  const { facts, factCount, segments, segmentCount } = run.columns
  let begun = 0
  let ended = 0
  for (let i = 0; i < factCount; i++) {
    const kind = facts.kind[i] as number
    const segment = facts.a[i] as number
    if (kind === FACT.sent || kind === FACT.duplicated || kind === FACT.injected) {
      begun += 1
      if (segments.sentFact[segment] !== i)
        note(found, 'S23', run, i, `${nameOfSegment(segment)} is sent twice`)
    } else if (kind === FACT.delivered || kind === FACT.dropped) {
      ended += 1
      if (segments.endFact[segment] !== i) note(found, 'S23', run, i, `${nameOfSegment(segment)} ends twice`)
    }
  }
  let flying = 0
  for (let s = 0; s < segmentCount; s++) if (segments.fate[s] === FATE.inFlight) flying += 1
  if (begun !== segmentCount || ended !== segmentCount - flying)
    note(
      found,
      'S23',
      run,
      factCount - 1,
      `${segmentCount} segments, ${begun} beginnings, ${ended} ends, ${flying} in flight`,
    )
}

function callsOnce(run: Replay, found: Violation[]): void {
  const { facts, factCount, calls } = run.columns
  let made = 0
  let returned = 0
  for (let i = 0; i < factCount; i++) {
    const kind = facts.kind[i]
    if (kind === FACT.callMade) {
      made += 1
      if (calls[facts.a[i] as number]?.madeFact !== i) note(found, 'S23', run, i, 'a call is made twice')
    } else if (kind === FACT.callReturned) {
      returned += 1
      if (calls[facts.a[i] as number]?.returnedFact !== i) note(found, 'S23', run, i, 'a call returns twice')
    }
  }
  let open = 0
  for (const call of calls) if (call.returnedUs === null) open += 1
  if (made !== calls.length || returned !== calls.length - open)
    note(found, 'S23', run, factCount - 1, `${calls.length} calls, ${made} made, ${returned} returned`)
}

/** S24: a run that stops early says why, and only then. */
export function s24(run: Replay): Violation[] {
  const found: Violation[] = []
  const { endReason, endUs, stepCount, factCount } = run.columns
  const { stopUs, maxEvents } = run.scenario
  const last = factCount - 1
  if (endReason === 'stopped' && (stopUs === undefined || endUs < stopUs))
    note(found, 'S24', run, last, 'stopped, and nobody asked for it')
  if (
    endReason === 'event-limit' &&
    stepCount < Math.min(maxEvents ?? RUN_LIMITS.events, RUN_LIMITS.events) / 2
  )
    note(found, 'S24', run, last, 'stopped at the event limit, far from it')
  if (stopUs !== undefined && endUs > stopUs) note(found, 'S24', run, last, 'went on after the time to stop')
  return found
}

/** L5: no endless instant. */
export function l5(run: Replay): Violation[] {
  const found: Violation[] = []
  const { facts, steps, stepCount, endReason, factCount } = run.columns
  let count = 0
  for (let step = 1; step < stepCount; step++) {
    const now = facts.tUs[steps[step] as number]
    count = now === facts.tUs[steps[step - 1] as number] ? count + 1 : 1
    if (count > RUN_LIMITS.eventsAtOneInstant)
      note(found, 'L5', run, steps[step] as number, 'an endless instant')
  }
  if (endReason === 'loop') note(found, 'L5', run, factCount - 1, 'the run ended in a loop')
  return found
}
