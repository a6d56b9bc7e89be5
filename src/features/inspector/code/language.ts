import type { Side } from '../../../engine/tcp/state.ts'
import type { StudioState } from '../../../store/store.ts'

export type AppStep = StudioState['scenario']['apps'][Side][number]
export type Op = AppStep['op']
export type StepOf<O extends Op> = Extract<AppStep, { op: O }>

/** What a program has to know about its surroundings. */
export interface Surroundings {
  /** Where connect() goes. */
  readonly peerAddress: string
  readonly peerPort: number
  /** Where listen() waits. */
  readonly ownPort: number
}

/** How a language writes each step of a script: the lines of that one step. */
export interface Language {
  /** Lines before the first step, each with what makes it necessary. */
  readonly head: readonly { readonly line: string; readonly usedBy: RegExp }[]
  comment(text: string): string
  sleep(us: number): string
  readonly steps: { readonly [O in Op]: (step: StepOf<O>, around: Surroundings) => readonly string[] }
}

/** A name of the scenario as a name in a program. */
export const nameOf = (socket: string): string => socket.replace(/\W/g, '_').replace(/^(?=\d)/, '_')

/** ` # D1` or `  // D1`: the label of sent bytes. */
export const labelled = (line: string, step: StepOf<'send'>, mark: string): string =>
  step.label === undefined ? line : `${line}  ${mark} ${step.label}`

export const milliseconds = (us: number): number => us / 1000
