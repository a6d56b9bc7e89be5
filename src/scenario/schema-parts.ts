import * as v from 'valibot'
import { type Range, SIZES } from './limits.ts'
import { joinPath, type SchemaError, type SchemaErrorCode, schemaError } from './schema-error.ts'

/** The building blocks of the schema, and how an issue of valibot becomes an error of ours. */

/** What a closed object of type T lists: each member, none forgotten. Wrap optional ones in `optional`. */
export type Members<T> = { readonly [K in keyof T]-?: v.GenericSchema<unknown, T[K]> }

export const optional = v.exactOptional

type Problem = Pick<SchemaError, 'code' | 'params'>

/** A check that carries its error with it; valibot hands the function back as the issue's `requirement`. */
function check<T>(holds: (value: T) => boolean, problem: (value: T) => Problem): v.CheckAction<T, undefined> {
  return v.check<T>(Object.assign(holds, { problem }))
}

function simply<T>(code: SchemaErrorCode, holds: (value: T) => boolean): v.CheckAction<T, undefined> {
  return check(holds, () => ({ code, params: {} }))
}

/** An integer in a range. Minus zero becomes zero: JSON can say it, a trace must not contain it. */
export function integer(range: Range) {
  const { min, max, unit } = range
  return v.pipe(
    v.number(),
    check<number>(Number.isInteger, (found) => ({ code: 'not-integer', params: { found } })),
    check<number>(
      (value) => !Number.isInteger(value) || (value >= min && value <= max),
      (found) => ({ code: 'out-of-range', params: { found, min, max, unit } }),
    ),
    v.transform((value) => value + 0),
  )
}

const CONTROL = /[\p{Cc}\p{Cs}]/u
const CONTROL_BUT_LINES = /[^\P{Cc}\n\t]|\p{Cs}/u

/** Text of at most so many code points, without control characters and halves of surrogate pairs. */
export function text(limit: number, lines: 'one line' | 'lines' = 'one line') {
  const forbidden = lines === 'lines' ? CONTROL_BUT_LINES : CONTROL
  return v.pipe(
    v.string(),
    check(
      (value) => value.length <= limit || codePoints(value) <= limit,
      (value) => ({ code: 'too-long', params: { limit, found: codePoints(value) } }),
    ),
    simply('control-character', (value) => !forbidden.test(value)),
  )
}

/** The name of a step or a socket. */
export const name = v.pipe(
  text(SIZES.label),
  simply('empty', (value) => value !== ''),
)

/** A string that must have a form. */
export function form(code: SchemaErrorCode, holds: (value: string) => boolean) {
  return v.pipe(text(SIZES.label), simply(code, holds))
}

export function list<T>(item: v.GenericSchema<unknown, T>, limit: number = SIZES.values) {
  return v.pipe(
    v.array(item),
    check(
      (items) => items.length <= limit,
      (items) => ({ code: 'too-many-items', params: { limit, found: items.length } }),
    ),
  )
}

/** Two of a kind. */
export function pair<T>(item: v.GenericSchema<unknown, T>) {
  return v.pipe(
    v.array(item),
    check(
      ({ length }) => length === 2,
      () => ({ code: 'wrong-type', params: { expected: 'array' } }),
    ),
    v.transform((items) => items as [T, T]),
  )
}

/** An object with these members and no others; what comes out is a fresh object with its members in this order. */
export function closed<E extends v.ObjectEntries>(members: E) {
  const known = v.object(members)
  return v.lazy((input) => {
    if (!isPlain(input)) return NOT_PLAIN as unknown as typeof known
    const others = Object.keys(input).filter((key) => !Object.hasOwn(members, key))
    if (others.length === 0) return known
    return v.pipe(
      known,
      v.rawCheck(({ addIssue }) => {
        for (const key of others) {
          addIssue({ path: [{ type: 'object', origin: 'key', input, key, value: undefined }] })
        }
      }),
    ) as unknown as typeof known
  })
}

/** A closed object whose other members depend on the value of one. */
export function byMember<S extends v.GenericSchema>(member: string, cases: ReadonlyMap<string, S>) {
  const unknownCase = v.object({ [member]: v.picklist([...cases.keys()]) })
  return v.lazy((input) => {
    if (!isPlain(input)) return NOT_PLAIN as unknown as S
    const value = Object.hasOwn(input, member) ? input[member] : undefined
    return (typeof value === 'string' && cases.get(value)) || (unknownCase as unknown as S)
  })
}

/** A closed object whose other members depend on which of these it has. */
export function byPresence<S extends v.GenericSchema>(cases: ReadonlyMap<string, S>) {
  return v.lazy((input) => {
    if (!isPlain(input)) return NOT_PLAIN as unknown as S
    const present = [...cases.keys()].find((key) => Object.hasOwn(input, key))
    return cases.get(present ?? [...cases.keys()][0] ?? '') as S
  })
}

function isPlain(input: unknown): input is Record<string, unknown> {
  if (typeof input !== 'object' || input === null) return false
  const prototype: unknown = Object.getPrototypeOf(input)
  return prototype === Object.prototype || prototype === null
}

const NOT_PLAIN = v.custom<never>(() => false)

function codePoints(value: string): number {
  let count = 0
  for (const _point of value) count++
  return count
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

/** Valibot's issue in our words. */
export function errorOf(issue: v.BaseIssue<unknown>): SchemaError {
  const keys = (issue.path ?? []).map((item) => item.key as string | number)
  const path = keys.reduce<string>(joinPath, '')
  const problem = (issue.requirement as { problem?: (value: unknown) => Problem } | undefined)?.problem
  if (problem !== undefined) return { path, ...problem(issue.input) }
  if (issue.type === 'raw_check' || issue.expected === 'never') {
    return schemaError(path, FORBIDDEN.has(String(keys.at(-1))) ? 'forbidden-member' : 'unknown-member', {})
  }
  if (issue.path?.at(-1)?.origin === 'key') return schemaError(path, 'missing', {})
  if (issue.type === 'picklist') {
    const allowed = (issue.expected ?? '').replace(/[()"]/g, '').replaceAll(' | ', ', ')
    return schemaError(path, 'not-one-of', { allowed })
  }
  return schemaError(path, 'wrong-type', { expected: EXPECTED.get(issue.type) ?? 'object' })
}

const EXPECTED = new Map([
  ['number', 'number'],
  ['string', 'string'],
  ['boolean', 'boolean'],
  ['array', 'array'],
])
