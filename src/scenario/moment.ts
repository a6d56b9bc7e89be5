import { firstAtOrAfter, lastAtOrBefore } from '../base/binary-search.ts'

/** A place in a run: a step of exactly this trace; or a time, and which of the steps at that time. */
export type Moment =
  | { readonly step: number }
  | {
      readonly tUs: number
      /** From 0. Absent: after all steps at that time, or between two. */
      readonly place?: number
    }

/** A step in the words that survive a renumbering of the steps. `times`: of each step, ascending, in microseconds. */
export function momentOfStep(times: readonly number[], step: number): Moment {
  const tUs = times[step] ?? 0
  return { tUs, place: step - firstAtOrAfter(times, tUs) }
}

/** The step that a moment names; past the end it is the last. */
export function stepOfMoment(times: readonly number[], moment: Moment): number {
  const end = Math.max(times.length - 1, 0)
  if ('step' in moment) return Math.min(moment.step, end)
  const last = Math.max(lastAtOrBefore(times, moment.tUs), 0)
  const first = firstAtOrAfter(times, moment.tUs)
  return moment.place === undefined ? last : Math.min(first + moment.place, last)
}
