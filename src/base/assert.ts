/** Stops the program on a broken invariant: a bug of ours, never a wrong input (those are `Result`s). */
export function assert(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`Broken invariant: ${what}`)
}

/** For the end of an exhaustive `switch`: a new member of the union fails to compile here. */
export function unreachable(value: never): never {
  throw new Error(`Broken invariant: unexpected ${JSON.stringify(value)}`)
}
