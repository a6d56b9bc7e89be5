import { fail } from './script-error.ts'

const SPACE = /[ \t]*/y
const TIME = /(\d+(?:\.\d*)?|\.\d+)(us|ms|s)?(?!\w|\.(?!\.\.))/y
const NAME = /[A-Za-z_][\w-]*/y
const NUMBER_NAME = /\d+/y
const STRING = /"(?:[^"\\]|\\.)*"/y

const UNITS: ReadonlyMap<string, number> = new Map([
  ['s', 1_000_000],
  ['ms', 1_000],
  ['us', 1],
])

/** Goes through one line from left to right. */
export class Cursor {
  readonly text: string
  at = 0

  constructor(text: string) {
    this.text = text
    this.skip()
  }

  get done(): boolean {
    return this.at >= this.text.length
  }

  get rest(): string {
    return this.text.slice(this.at)
  }

  skip(): void {
    this.#take(SPACE)
  }

  /** What stands here if it has this form (a sticky expression), and the space behind it. */
  next(form: RegExp): RegExpExecArray | null {
    const found = this.#take(form)
    if (found !== null) this.skip()
    return found
  }

  /** A word or sign that must stand here. */
  need(form: RegExp, what: string): RegExpExecArray {
    return this.next(form) ?? fail(this.at, 'expected', { what })
  }

  /** Seconds, or a number with its unit, as integer microseconds; null if there is none. */
  time(): number | null {
    const found = this.next(TIME)
    if (found === null) return null
    return Math.round(Number(found[1]) * (UNITS.get(found[2] ?? 's') ?? 0))
  }

  needTime(): number {
    return this.time() ?? fail(this.at, 'expected', { what: '0.5' })
  }

  /** A bare name, any text between quotes, or a descriptor (3 is the socket fd3); null if there is none. */
  name(): string | null {
    const bare = this.next(NAME)
    if (bare !== null) return bare[0]
    const descriptor = this.next(NUMBER_NAME)
    if (descriptor !== null) return `fd${descriptor[0]}`
    return this.string()
  }

  needName(): string {
    return this.name() ?? fail(this.at, 'expected', { what: 'socket' })
  }

  string(): string | null {
    const { at } = this
    const found = this.next(STRING)
    return found === null ? null : parseString(found[0], at)
  }

  /** Nothing may be left. */
  end(): void {
    if (!this.done) fail(this.at, 'left-over', { found: this.rest.slice(0, 40) })
  }

  #take(form: RegExp): RegExpExecArray | null {
    form.lastIndex = this.at
    const found = form.exec(this.text)
    if (found !== null) this.at += found[0].length
    return found
  }
}

function parseString(quoted: string, at: number): string {
  try {
    return JSON.parse(quoted) as string
  } catch {
    return fail(at, 'expected', { what: '"text"' })
  }
}

/** A whole number in the text of an argument. */
export function integerOf(text: string, at: number, name: string): number {
  if (!/^-?\d{1,15}$/.test(text)) fail(at, 'bad-value', { name, found: text.slice(0, 40) })
  return Number(text)
}
