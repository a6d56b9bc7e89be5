import { parseArgs, type ParseArgsConfig } from 'node:util'
import { Problem } from './problem.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** Parses what follows a command; an unknown option or one without its value is the user's mistake. */
export function argumentsOf<T extends Options>(
  args: readonly string[],
  options: T,
): ReturnType<typeof parse<T>> {
  try {
    return parse(args, options)
  } catch (error) {
    throw new Problem(error instanceof Error ? error.message : String(error))
  }
}

function parse<T extends Options>(args: readonly string[], options: T) {
  return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
}

/** One of the words that an option takes. */
export function oneOf<W extends string>(option: string, given: string, words: readonly W[]): W {
  const word = words.find((candidate) => candidate === given)
  if (word === undefined)
    throw new Problem(`${option} "${given}" is unknown; it is one of ${words.join(', ')}`)
  return word
}

/** A whole number in a range. */
export function wholeNumber(option: string, given: string, least: number, most: number): number {
  const value = Number(given)
  if (!/^-?\d+$/.test(given) || value < least || value > most) {
    throw new Problem(`${option} "${given}" is not a whole number from ${least} to ${most}`)
  }
  return value
}

/** A number in a range, with decimals. */
export function number(option: string, given: string, least: number, most: number): number {
  const value = Number(given)
  if (given.trim() === '' || !(value >= least && value <= most)) {
    throw new Problem(`${option} "${given}" is not a number from ${least} to ${most}`)
  }
  return value
}
