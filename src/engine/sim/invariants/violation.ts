import type { Replay } from './replay.ts'

/** An invariant that did not hold, at a moment. */
export interface Violation {
  readonly id: string
  readonly tUs: number
  readonly what: string
}

/** One invariant as a function: all the places of a run where it does not hold. */
export type Checker = (run: Replay) => Violation[]

/** Notes a violation at a fact. */
export function note(found: Violation[], id: string, run: Replay, fact: number, what: string): void {
  found.push({ id, tUs: run.columns.facts.tUs[fact] ?? run.columns.endUs, what })
}

const SIDES = ['C', 'S']

/** `C of connection 0`, for messages. */
export function nameOfEnd(end: number): string {
  return `${SIDES[end & 1]} of connection ${end >> 1}`
}

/** `segment 3`, for messages. */
export function nameOfSegment(segment: number): string {
  return `segment ${segment}`
}
