/**
 * Why a scenario was refused: what is wrong (`code`), where (`path`, as in `hosts.C.port` or `faults[3].byUs`, empty
 * for the whole) and the numbers and words that its sentence needs. The sentences: src/i18n/<language>/scenario.ts.
 */
export interface SchemaError {
  readonly path: string
  readonly code: SchemaErrorCode
  readonly params: Readonly<Record<string, string | number>>
}

/** Each code with the names of its parameters. */
export const SCHEMA_ERROR_PARAMS = {
  'not-json': [],
  'too-many-bytes': ['limit'],
  'too-deep': ['limit'],
  'too-many-values': ['limit'],
  'too-many-rules': ['limit', 'found'],
  'too-many-items': ['limit', 'found'],
  'too-much-data': ['limit', 'found'],
  /** `path` names the member. */
  'duplicate-member': [],
  'forbidden-member': [],
  'unknown-member': [],
  missing: [],
  /** `expected`: object, array, string, number, boolean, null or a list of these. */
  'wrong-type': ['expected'],
  'newer-version': ['found', 'known'],
  'not-integer': ['found'],
  'out-of-range': ['found', 'min', 'max', 'unit'],
  /** Code points. */
  'too-long': ['limit', 'found'],
  empty: [],
  'control-character': [],
  /** `allowed`: the words, separated by commas. */
  'not-one-of': ['allowed'],
  'not-an-address': [],
  'mixed-addresses': [],
  'not-a-number-expression': [],
  'not-an-invariant': [],
  /** `other`: path of the value that it must not exceed. */
  'above-other': ['found', 'other', 'limit'],
  'duplicate-step': ['name'],
  'unknown-step': ['name'],
  'step-cycle': ['name'],
  'unknown-socket': ['name'],
} as const satisfies Record<string, readonly string[]>

export type SchemaErrorCode = keyof typeof SCHEMA_ERROR_PARAMS

type ParamName<C extends SchemaErrorCode> = (typeof SCHEMA_ERROR_PARAMS)[C][number]

/** Makes an error; which parameters a code needs is checked by the compiler. */
export function schemaError<C extends SchemaErrorCode>(
  path: string,
  code: C,
  params: Readonly<Record<ParamName<C>, string | number>>,
): SchemaError {
  return { path, code, params }
}

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/
const NAME_SHOWN = 40

/** Path of a member or an item below another path. Names from outside are cut, and quoted unless they are plain. */
export function joinPath(parent: string, key: string | number): string {
  if (typeof key === 'number') return `${parent}[${key}]`
  const name = key.length > NAME_SHOWN ? `${key.slice(0, NAME_SHOWN)}…` : key
  if (!PLAIN.test(name)) return `${parent}[${JSON.stringify(name)}]`
  return parent === '' ? name : `${parent}.${name}`
}
