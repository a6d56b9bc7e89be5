/** Values of a problem, as text. */
type With<Name extends string> = Readonly<Record<Name, string>>

/** What is wrong with a script, and what did not come true. */
export const script = {
  sentence: (line: string, column: string, problem: string) => `Line ${line}, column ${column}: ${problem}.`,
  problems: {
    'too-many-bytes': ({ limit }: With<'limit'>) => `the script is larger than ${limit} bytes`,
    'too-many-lines': ({ limit }: With<'limit'>) => `the script has more than ${limit} lines`,
    'line-too-long': ({ limit }: With<'limit'>) => `the line is longer than ${limit} characters`,
    shell: ({ what }: With<'what'>) => `shell commands are not run: ${what}`,
    code: ({ what }: With<'what'>) => `embedded code is not run: ${what}`,
    expected: ({ what }: With<'what'>) => `expected here: ${what}`,
    'left-over': ({ found }: With<'found'>) => `not understood: ${found}`,
    'unknown-call': ({ name }: With<'name'>) => `the call ${name}() is not known`,
    'unknown-option': ({ name }: With<'name'>) => `the option --${name} is not known`,
    'unknown-word': ({ name }: With<'name'>) => `the word ${name} is not known here`,
    'bad-value': ({ name, found }: With<'name' | 'found'>) => `${found} is no value for ${name}`,
    'numbers-disagree': ({ from, length, to }: With<'from' | 'length' | 'to'>) =>
      `from ${from}, ${length} bytes do not reach ${to}`,
    'ack-without-number': () => 'a segment with ACK (.) says what it acknowledges: ack 1',
    'not-a-scenario': () => 'this does not make a valid scenario',
  },
  surprise: (line: string, expected: string, found: string) =>
    `Line ${line} says ${expected}, but there was ${found}.`,
  nothing: 'no such segment',
}
