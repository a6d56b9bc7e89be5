import { ANSWER_POINTS } from './points-answers.ts'
import { CLOSING_POINTS } from './points-closing.ts'
import { OPENING_POINTS } from './points-opening.ts'
import type { Point } from './point.ts'

/** The subtle points P-01 to P-34 of the fact base, in their order: how each is decided here, and a check that it is. */
export const POINTS: readonly Point[] = [...OPENING_POINTS, ...CLOSING_POINTS, ...ANSWER_POINTS].toSorted(
  (a, b) => a.id.localeCompare(b.id),
)
