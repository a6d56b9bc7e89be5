import { flagsText } from '../../diagram/segment-text.ts'
import type { TraceSegment } from '../../engine/trace/trace.ts'
import type { Section } from '../../i18n/sections.ts'
import type { ExploredRun } from '../../scenario/explored.ts'
import type { Mark, OutcomeClass } from './outcome-map.ts'
import { markOf } from './outcome-map.ts'

type Words = Section<'explorer'>

/** `segment 3 (ACK) is lost and segment 5 (FIN ACK) arrives twice`. A segment that only faults bring about has no name. */
export function faultsText(run: ExploredRun, segments: readonly TraceSegment[], words: Words): string {
  const marks = run.faults.map(markOf)
  return marks.length === 0
    ? words.asItIs
    : marks.map((mark) => markText(mark, segments, words)).join(words.and)
}

function markText({ nth, kind }: Mark, segments: readonly TraceSegment[], words: Words): string {
  const segment = segments[nth - 1]
  const flags = segment === undefined ? '' : flagsText(segment)
  return words.fault({ nth, flags, what: words.kindNames[kind] })
}

export function closedText({ brief }: ExploredRun, words: Words): string {
  return brief.closedUs === null ? words.never : words.time(brief.closedUs)
}

export const statesText = ({ brief }: ExploredRun): string => `${brief.states.C} / ${brief.states.S}`

/** The ending of one run, for ears. */
export function endingText(run: ExploredRun, letter: string, words: Words): string {
  return words.ending({
    letter,
    states: statesText(run),
    closed: closedText(run, words),
    errors: run.brief.errors.join(', '),
  })
}

export const rangeText = ({ closedUs }: OutcomeClass, words: Words): string =>
  closedUs === null ? words.never : words.range(...closedUs)
