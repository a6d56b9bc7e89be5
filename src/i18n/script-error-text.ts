import type { script } from './en/script.ts'
import { count } from './format.ts'
import type { Messages } from './en.ts'
import { scenarioErrorText } from './scenario-error-text.ts'

type Words = typeof script

/** An error of src/scenario/script-text, of which this folder knows no more than its form. */
interface ScriptError {
  readonly line: number
  readonly column: number
  readonly code: keyof Words['problems']
  readonly params: Readonly<Record<string, string | number>>
  readonly schema: Parameters<typeof scenarioErrorText>[1] | null
}

/** One sentence: the place in the script, and what is wrong there or with the scenario that it makes. */
export function scriptErrorText(words: Words, messages: Messages, error: ScriptError): string {
  const { line, column, code, params, schema } = error
  const values = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? count(value) : value]),
  )
  const problem =
    schema === null
      ? (words.problems[code] as (values: Readonly<Record<string, string>>) => string)(values)
      : scenarioErrorText(messages, schema).replace(/[.。]$/, '')
  return words.sentence(String(line), String(column), problem)
}
