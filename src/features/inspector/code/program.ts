import type { Side, State } from '../../../engine/tcp/state.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import { stateAfterStep } from '../../../engine/trace/query.ts'
import type { Us } from '../../../engine/trace/trace.ts'
import { ms } from '../../../i18n/format.ts'
import type { AppStep, Language, Op, StepOf, Surroundings } from './language.ts'

/** A host's script as a program in some language, and where it is at a step. Pure. */

export interface Line {
  readonly text: string
  /** Index of the script's step that the line belongs to; -1: none. */
  readonly appStep: number
  /** The line in which the step's last call is made; the lines before it prepare it. */
  readonly isCall: boolean
}

export function programOf(script: readonly AppStep[], language: Language, around: Surroundings): Line[] {
  const plain = (text: string): Line => ({ text, appStep: -1, isCall: false })
  const body = script.flatMap((step, appStep) => {
    const lines = write(language, step, around)
    return [
      ...waitBefore(step, language).map(plain),
      ...lines.map((text, i) => ({ text, appStep, isCall: i === lines.length - 1 })),
    ]
  })
  const text = body.map((line) => line.text).join('\n')
  const head = language.head.filter(({ usedBy }) => usedBy.test(text)).map(({ line }) => plain(line))
  return head.length === 0 ? body : [...head, plain(''), ...body]
}

function write<O extends Op>(language: Language, step: StepOf<O>, around: Surroundings): readonly string[] {
  return language.steps[step.op as O](step, around)
}

/** What the script waits for beside the step before it. */
function waitBefore({ when }: AppStep, language: Language): string[] {
  if ('atUs' in when) return when.atUs === 0 ? [] : [language.comment(`t = ${ms(when.atUs)}`)]
  const condition = 'on' in when ? [language.comment(`${when.socket}: ${when.on}`)] : []
  return (when.delayUs ?? 0) > 0 ? [...condition, language.sleep(when.delayUs ?? 0)] : condition
}

/** Where a program is: the step that it executed last, and whether it is inside it still or at this very instant. */
export interface Position {
  readonly appStep: number
  readonly doing: 'blocked' | 'running' | 'done'
}

export function positionAt(trace: Trace, side: Side, step: number): Position | null {
  const [first, end] = trace.stepFacts(step)
  const made = trace.calls.filter((call) => call.side === side && call.madeFact < end)
  const blocked = made.findLast((call) => call.returnedFact < 0 || call.returnedFact >= end)
  if (blocked !== undefined) return { appStep: blocked.appStep, doing: 'blocked' }
  const latest = made.at(-1)
  if (latest === undefined) return null
  return { appStep: latest.appStep, doing: latest.returnedFact >= first ? 'running' : 'done' }
}

/** When each step of a script was called for the first time, as far as that has happened. */
export function callTimes(trace: Trace, side: Side, step: number): ReadonlyMap<number, Us> {
  const [, end] = trace.stepFacts(step)
  const times = new Map<number, Us>()
  for (const call of trace.calls) {
    if (call.side !== side || call.madeFact >= end || times.has(call.appStep)) continue
    times.set(call.appStep, call.atUs)
  }
  return times
}

/** The state in which the system keeps a socket that the program has done with; null if there is none. */
export function keptState(trace: Trace, side: Side, step: number, script: readonly AppStep[]): State | null {
  const position = positionAt(trace, side, step)
  const isDone = position !== null && position.appStep === script.length - 1 && position.doing !== 'blocked'
  const state = stateAfterStep(trace, side, step)
  return isDone && state !== 'CLOSED' && state !== 'LISTEN' && state !== 'ESTABLISHED' ? state : null
}
