import type { Errno } from '../../host/errno.ts'
import { NOTES, type NoteId } from '../../tcp/effect.ts'
import { ofSide, type Side, type State, stateCode, STATES } from '../../tcp/state.ts'

/** What is counted of a population. Plain numbers, cloneable: they travel to the page as they are. */
export interface Counters {
  /** connect() calls, also those that failed. */
  tried: number
  /** connect() calls that returned 0, and accept() calls that did. */
  opened: number
  accepted: number
  /** Connections of which both ends are gone. */
  finished: number
  /** Segments handed over by each side, forged ones not counted; what became of them. */
  sent: Record<Side, number>
  delivered: number
  lost: number
  duplicated: number
  forged: number
  retransmitted: number
  /** Failed calls by name and errno, such as `connect EADDRNOTAVAIL`. */
  errors: Record<string, number>
  /** What hosts and connections remarked, measurements of the round trip left out. */
  notes: Partial<Record<NoteId, number>>
  /** Segments that TCP threw away, by rule. */
  discarded: Record<string, number>
  /** Events of the loop. */
  events: number
}

export function newCounters(): Counters {
  return {
    tried: 0,
    opened: 0,
    accepted: 0,
    finished: 0,
    sent: { C: 0, S: 0 },
    delivered: 0,
    lost: 0,
    duplicated: 0,
    forged: 0,
    retransmitted: 0,
    errors: {},
    notes: Object.fromEntries(NOTES.map((note) => [note, 0])),
    discarded: {},
    events: 0,
  }
}

export function countError(
  counters: Counters,
  call: 'connect' | 'accept' | 'listen' | 'recv',
  errno: Errno,
): void {
  const key = `${call} ${errno}`
  counters.errors[key] = (counters.errors[key] ?? 0) + 1
}

/** Sockets by state, of both hosts. CLOSED and LISTEN are no connections and stay 0. */
export class StateCounts {
  readonly of: Readonly<Record<Side, Int32Array>> = {
    C: new Int32Array(STATES.length),
    S: new Int32Array(STATES.length),
  }

  move(side: Side, from: State, to: State): void {
    const counts = ofSide(this.of, side)
    if (from !== 'CLOSED' && from !== 'LISTEN') (counts[stateCode(from)] as number) -= 1
    if (to !== 'CLOSED' && to !== 'LISTEN') (counts[stateCode(to)] as number) += 1
  }

  get(side: Side, state: State): number {
    return this.of[side][stateCode(state)] as number
  }

  total(side: Side): number {
    return this.of[side].reduce((sum, count) => sum + count, 0)
  }
}
