/** One thing in which our run and the kernel's are not the same. */
export interface Difference {
  /** Which part, for example `segment 7 seq`. */
  readonly what: string
  readonly kernel: string
  readonly ours: string
}
