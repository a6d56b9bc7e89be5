/** Values of a problem, as text. */
type With<Name extends string> = Readonly<Record<Name, string>>

/** What is wrong, as the end of a sentence that begins with a place in the scenario. */
export const scenarioErrors = {
  /** The place where the whole is meant. */
  whole: 'The scenario',
  /** Several sentences, one after the other. */
  sentence: (place: string, problem: string) => `${place} ${problem}.`,
  units: { us: 'µs', ms: 'ms', ppm: 'ppm', bytes: 'bytes', '': '' },
  types: {
    object: 'an object',
    array: 'a list',
    string: 'text',
    number: 'a number',
    boolean: 'true or false',
  },
  problems: {
    'not-json': () => 'is not JSON',
    'too-many-bytes': ({ limit }: With<'limit'>) => `is larger than ${limit} bytes`,
    'too-deep': ({ limit }: With<'limit'>) => `is nested deeper than ${limit} levels`,
    'too-many-values': ({ limit }: With<'limit'>) => `has more than ${limit} values`,
    'too-many-rules': ({ limit, found }: With<'limit' | 'found'>) =>
      `has ${found} faults, injections and reboots, more than ${limit}`,
    'too-many-items': ({ limit, found }: With<'limit' | 'found'>) => `has ${found} items, more than ${limit}`,
    'too-much-data': ({ limit, found }: With<'limit' | 'found'>) =>
      `sends ${found} bytes, more than ${limit}`,
    'duplicate-member': () => 'stands there twice',
    'forbidden-member': () => 'is a name that no scenario may use',
    'unknown-member': () => 'is not a known member',
    missing: () => 'is missing',
    'wrong-type': ({ expected }: With<'expected'>) => `must be ${expected}`,
    'newer-version': ({ found, known }: With<'found' | 'known'>) =>
      `is ${found}; this release reads version ${known}`,
    'not-integer': ({ found }: With<'found'>) => `must be a whole number, not ${found}`,
    'out-of-range': ({ found, range }: With<'found' | 'range'>) => `must be ${range}, not ${found}`,
    'too-long': ({ limit, found }: With<'limit' | 'found'>) => `has ${found} characters, more than ${limit}`,
    empty: () => 'must not be empty',
    'control-character': () => 'contains a control character',
    'not-one-of': ({ allowed }: With<'allowed'>) => `must be one of: ${allowed}`,
    'not-an-address': () => 'is not an IPv4 or IPv6 address',
    'mixed-addresses': () => 'must be of the same family as the other address: IPv4 or IPv6',
    'not-a-number-expression': () => 'must be a number, or an expression such as C.nxt+1 or S.isn-100',
    'not-an-invariant': () => 'is not the name of an invariant, such as S15',
    'above-other': ({ found, other, limit }: With<'found' | 'other' | 'limit'>) =>
      `is ${found}, more than ${other} (${limit})`,
    'duplicate-step': ({ name }: With<'name'>) => `has the name of another step: ${name}`,
    'unknown-step': ({ name }: With<'name'>) => `names a step that does not exist: ${name}`,
    'step-cycle': ({ name }: With<'name'>) => `waits, by way of ${name}, for itself`,
    'unknown-socket': ({ name }: With<'name'>) => `names a socket that no earlier step has made: ${name}`,
  },
  range: (min: string, max: string, unit: string) => `from ${min} to ${max} ${unit}`.trimEnd(),
}
