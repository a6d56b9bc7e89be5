import { type Cursor, integerOf } from './cursor.ts'
import { fail } from './script-error.ts'

/** One argument of a call: `3`, `...`, `"text"`, `backlog=8`, `[1]`, `{onoff=1, linger=0}`. */
export interface Argument {
  /** Before `=`, or null. */
  readonly name: string | null
  readonly value: string
  /** Where the value stands in the line. */
  readonly at: number
}

const OPEN = '([{'
const CLOSE = ')]}'

/** Reads what stands between the parentheses of a call. */
export function readArguments(cursor: Cursor): Argument[] {
  cursor.need(/\(/y, '(')
  const found: Argument[] = []
  while (cursor.next(/\)/y) === null) {
    const { at } = cursor
    const text = cursor.rest.slice(0, lengthOfArgument(cursor.rest)).trimEnd()
    if (text === '') fail(at, 'expected', { what: ')' })
    cursor.at += text.length
    cursor.skip()
    if (cursor.next(/,/y) === null && !cursor.rest.startsWith(')')) fail(cursor.at, 'expected', { what: ')' })
    found.push(argumentOf(text, at))
  }
  return found
}

/** Up to the comma or the parenthesis that ends it, past those inside quotes and brackets. */
function lengthOfArgument(text: string): number {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? ''
    if (quoted && char === '\\') at += 1
    else if (char === '"') quoted = !quoted
    else if (quoted) continue
    else if (depth === 0 && (char === ',' || char === ')')) return at
    else if (OPEN.includes(char)) depth += 1
    else if (CLOSE.includes(char)) depth -= 1
  }
  return text.length
}

function argumentOf(text: string, at: number): Argument {
  const named = /^([A-Za-z]\w*)\s*=\s*/.exec(text)
  const value = named === null ? text : text.slice(named[0].length)
  return { name: named?.[1] ?? null, value, at: at + text.length - value.length }
}

/** Takes the arguments of one call one after the other; what is left at the end is an error. */
export class Arguments {
  #left: Argument[]
  /** Where the call stands in the line. */
  readonly #at: number

  constructor(given: readonly Argument[], at: number) {
    this.#left = [...given]
    this.#at = at
  }

  /** The socket that a call is made on. */
  socket(): string {
    const first = this.#left.shift()
    if (first === undefined) return fail(this.#at, 'expected', { what: 'socket' })
    if (/^\d+$/.test(first.value)) return `fd${first.value}`
    return textOf(first)
  }

  /** The next argument without a name, past those that only stand for what the call does not need. */
  plain(): Argument | null {
    const index = this.#left.findIndex(({ name, value }) => name === null && value !== '...')
    return index < 0 ? null : (this.#left.splice(index, 1)[0] ?? null)
  }

  named(name: string): Argument | null {
    const index = this.#left.findIndex((argument) => argument.name === name)
    return index < 0 ? null : (this.#left.splice(index, 1)[0] ?? null)
  }

  integer(name: string): number | null {
    const argument = this.named(name)
    return argument === null ? null : integerOf(argument.value, argument.at, name)
  }

  /** Of a number without a name that the call cannot do without. */
  count(what: string): number {
    const argument = this.plain() ?? fail(this.#at, 'expected', { what })
    return integerOf(argument.value, argument.at, what)
  }

  /** Everything that is left, for calls that take members by their names. */
  rest(): Argument[] {
    const all = this.#left
    this.#left = []
    return all
  }

  end(): void {
    const other = this.#left.find(({ name, value }) => name !== null || (value !== '...' && value !== '0'))
    if (other !== undefined) fail(other.at, 'left-over', { found: other.value.slice(0, 40) })
  }
}

/** A bare word, or what stands between quotes. */
export function textOf({ value, at }: Argument): string {
  if (!value.startsWith('"')) return value
  try {
    return JSON.parse(value) as string
  } catch {
    return fail(at, 'expected', { what: '"text"' })
  }
}
