import type { Messages } from './en.ts'
import { count } from './format.ts'

type Problems = Messages['scenarioErrors']['problems']

/** An error of src/scenario/schema-error.ts, of which this folder knows no more than its form. */
interface ScenarioError {
  readonly path: string
  readonly code: keyof Problems
  readonly params: Readonly<Record<string, string | number>>
}

/** One sentence: where in the scenario, what is wrong there, and the limit. */
export function scenarioErrorText({ scenarioErrors }: Messages, error: ScenarioError): string {
  const { types, units, range, whole, sentence, problems } = scenarioErrors
  const { path, code, params } = error
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(params)) {
    values[name] = typeof value === 'number' && Number.isInteger(value) ? count(value) : String(value)
  }
  if (code === 'wrong-type') values.expected = types[params.expected as keyof typeof types]
  if (code === 'out-of-range') {
    const unit = units[params.unit as keyof typeof units]
    values.range = range(values.min ?? '', values.max ?? '', unit)
  }
  const problem = (problems[code] as (values: Readonly<Record<string, string>>) => string)(values)
  return sentence(path === '' ? whole : path, problem)
}
