/** Why bytes are not what they should be. `at` is the offset of the part that is wrong. */
export interface WireError {
  readonly kind: 'cut-short' | 'bad-version' | 'bad-length' | 'not-tcp' | 'fragment'
  readonly at: number
}
