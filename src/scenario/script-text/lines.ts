import { LineError } from './script-error.ts'

/** What a script may be (invariants section 7). The scenario that it makes has its own limits besides. */
export const SCRIPT_LIMITS = { bytes: 262_144, lines: 2_000, characters: 500, errors: 20 } as const

/** One statement: a line, with those that a `\` at the end of each joins to it, without its comment. */
export interface Statement {
  readonly text: string
  /** Where a place in `text` stands in the script: line and column from 1. */
  place(at: number): { readonly line: number; readonly column: number }
}

export interface Lines {
  readonly statements: readonly Statement[]
  readonly errors: readonly { readonly line: number; readonly error: LineError }[]
}

/** Cuts a script into its statements, and finds what no statement may hold. */
export function linesOf(script: string): Lines {
  const lines = script.split(/\r\n|\r|\n/)
  if (lines.length > SCRIPT_LIMITS.lines) {
    const error = new LineError(0, 'too-many-lines', { limit: SCRIPT_LIMITS.lines })
    return { statements: [], errors: [{ line: SCRIPT_LIMITS.lines + 1, error }] }
  }
  const limit = SCRIPT_LIMITS.characters
  const tooLong = lines.flatMap((line, i) =>
    line.length > limit ? [{ line: i + 1, error: new LineError(limit, 'line-too-long', { limit }) }] : [],
  )
  return tooLong.length > 0
    ? { statements: [], errors: tooLong }
    : { statements: statementsOf(lines), errors: [] }
}

function statementsOf(lines: readonly string[]): Statement[] {
  const statements: Statement[] = []
  let parts: Part[] = []
  for (const [i, text] of lines.entries()) {
    const joins = text.endsWith('\\') && i + 1 < lines.length
    parts.push({ line: i + 1, text: joins ? text.slice(0, -1) : text })
    if (joins) continue
    const statement = statementOf(parts)
    if (statement.text.trim() !== '') statements.push(statement)
    parts = []
  }
  return statements
}

interface Part {
  readonly line: number
  readonly text: string
}

function statementOf(parts: readonly Part[]): Statement {
  const text = parts.map((part) => part.text).join('')
  return {
    text: text.slice(0, outsideQuotes(text, isComment)),
    place(at) {
      let left = at
      for (const part of parts) {
        if (left < part.text.length || part === parts.at(-1)) return { line: part.line, column: left + 1 }
        left -= part.text.length
      }
      return { line: 1, column: 1 }
    },
  }
}

const isComment = (text: string, at: number): boolean => text[at] === '#' || text.startsWith('//', at)

/** A script says what happens and nothing else: what would run a program is refused by its name. */
export function refuseCommands(text: string): void {
  const at = outsideQuotes(text, (_, i) => text[i] === '`' || isCode(text, i))
  if (at === text.length) return
  const what = text.slice(at, at + 40)
  throw new LineError(at, text[at] === '`' ? 'shell' : 'code', { what })
}

const isCode = (text: string, at: number): boolean => text.startsWith('%{', at) || text.startsWith('}%', at)

/** First place outside of quotes where this holds; the length of the text if there is none. */
function outsideQuotes(text: string, holds: (text: string, at: number) => boolean): number {
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    if (quoted && text[at] === '\\') at += 1
    else if (text[at] === '"') quoted = !quoted
    else if (!quoted && holds(text, at)) return at
  }
  return text.length
}
