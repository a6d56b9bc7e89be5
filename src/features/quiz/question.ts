import type { MythId } from '../../scenario/catalogue/myths.ts'
import type { RuleId } from '../../engine/tcp/rules.ts'
import type { Side, State } from '../../engine/tcp/state.ts'
import type { TimerName } from '../../engine/tcp/event.ts'
import type { TraceSegment } from '../../engine/trace/trace.ts'

/** What a reader is asked for: the next segment, its numbers, the next state, or what an application gets. */
export const QUESTION_KINDS = ['state', 'segment', 'numbers', 'application'] as const
export type QuestionKind = (typeof QUESTION_KINDS)[number]

/** What is about to happen: the answer is what comes of it. */
export type Trigger =
  | { readonly kind: 'arrival'; readonly segment: TraceSegment }
  | { readonly kind: 'timer'; readonly timer: TimerName; readonly side: Side }
  | { readonly kind: 'call'; readonly call: string; readonly side: Side }

export type Answer =
  | { readonly kind: 'state'; readonly state: State }
  /** Flags as the diagram writes them; '' is: nothing. */
  | { readonly kind: 'segment'; readonly flags: string }
  /** Counted from the ISNs. */
  | { readonly kind: 'numbers'; readonly seq: number; readonly ack: number }
  /** Null: the call goes on blocking. */
  | { readonly kind: 'application'; readonly result: number | null; readonly errno: string | null }

export interface Option {
  readonly answer: Answer
  readonly right: boolean
  /** The misconception that somebody may have who chooses it. */
  readonly myth: MythId | null
}

/** A wrong answer, before it is known whether there is room for it. */
export type Wrong = Pick<Option, 'answer' | 'myth'>

/** One question about one step of a run. */
export interface Question {
  /** For example `12.state`. */
  readonly id: string
  readonly kind: QuestionKind
  /** The step that answers it: the run waits just before. */
  readonly step: number
  readonly side: Side
  readonly trigger: Trigger
  /** The state of the side before. */
  readonly before: State
  /** Of the call that is asked about, or of the segment. */
  readonly subject: string
  readonly options: readonly Option[]
  /** The rule that makes the right answer right. */
  readonly rule: RuleId | null
}

const MOST_OPTIONS = 4

/** The right answer and up to three wrong ones, the first come first; in an order that says nothing. */
export function optionsOf(id: string, right: Answer, wrong: readonly Wrong[]): Option[] {
  const taken = new Set([textOf(right)])
  const options: Option[] = [{ answer: right, right: true, myth: null }]
  for (const { answer, myth } of wrong) {
    if (taken.has(textOf(answer)) || options.length === MOST_OPTIONS) continue
    taken.add(textOf(answer))
    options.push({ answer, right: false, myth })
  }
  return options.sort((a, b) => shuffled(id, a) - shuffled(id, b))
}

const textOf = (answer: Answer): string => JSON.stringify(answer)

/** FNV-1a: the same question always has the same order. */
function shuffled(id: string, { answer }: Option): number {
  let hash = 2_166_136_261
  for (const char of `${id} ${textOf(answer)}`)
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16_777_619)
  return hash >>> 0
}
