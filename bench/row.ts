export interface Row {
  /** `npm run bench -- engine` runs the rows whose name begins so. */
  readonly name: string
  /** What is to be reached, in words. */
  readonly goal: string
  /** What was seen, in words. */
  readonly measure: () => string | Promise<string>
}
