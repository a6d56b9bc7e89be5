import type { SchemaError } from '../schema-error.ts'

/** Each code with the names of its parameters. The sentences: src/i18n/<language>/script.ts. */
export const SCRIPT_ERROR_PARAMS = {
  'too-many-bytes': ['limit'],
  'too-many-lines': ['limit'],
  'line-too-long': ['limit'],
  /** Shell commands and embedded programs are never run: `what` is how the line names itself. */
  shell: ['what'],
  code: ['what'],
  /** `what` is what should stand here. */
  expected: ['what'],
  'left-over': ['found'],
  'unknown-call': ['name'],
  'unknown-option': ['name'],
  'unknown-word': ['name'],
  'bad-value': ['name', 'found'],
  'numbers-disagree': ['from', 'length', 'to'],
  'ack-without-number': [],
  'not-a-scenario': [],
} as const satisfies Record<string, readonly string[]>

export type ScriptErrorCode = keyof typeof SCRIPT_ERROR_PARAMS

/** What is wrong and where: line and column from 1. */
export interface ScriptError {
  readonly line: number
  readonly column: number
  readonly code: ScriptErrorCode
  readonly params: Readonly<Record<string, string | number>>
  /** For `not-a-scenario`: what the scenario that the script says would break. */
  readonly schema: SchemaError | null
}

type ParamName<C extends ScriptErrorCode> = (typeof SCRIPT_ERROR_PARAMS)[C][number]

/** Thrown while a line is read and caught where the lines are gone through; never leaves this folder. */
export class LineError extends Error {
  readonly at: number
  readonly code: ScriptErrorCode
  readonly params: Readonly<Record<string, string | number>>

  constructor(at: number, code: ScriptErrorCode, params: Readonly<Record<string, string | number>>) {
    super(code)
    this.at = at
    this.code = code
    this.params = params
  }
}

/** Ends the reading of a line: `at` is the place in it, from 0. */
export function fail<C extends ScriptErrorCode>(
  at: number,
  code: C,
  params: Readonly<Record<ParamName<C>, string | number>>,
): never {
  throw new LineError(at, code, params)
}
