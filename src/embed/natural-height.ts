import type { Part } from './parameters.ts'

/** Heights in rem (design.md section 2); the sum at a text size of 16 px is 480 px. */
const HEADER = 2.5
const DIAGRAM = 20.75
const NARRATION = 3
/** Three lines where two are not enough. */
const NARRATION_NARROW = 4.25
const TRANSPORT = 3.75
const NARROW_BELOW_REM = 37.5

/**
 * The height that suits a width, px. Never read off the frame, so that a host which follows it comes to rest.
 * `rem` is the text size of the page.
 */
export function naturalHeight(width: number, rem: number, show: ReadonlySet<Part>): number {
  const narration = width < NARROW_BELOW_REM * rem ? NARRATION_NARROW : NARRATION
  const rows =
    DIAGRAM +
    (show.has('header') ? HEADER : 0) +
    (show.has('narration') ? narration : 0) +
    (show.has('transport') ? TRANSPORT : 0)
  return Math.round(rows * rem)
}
