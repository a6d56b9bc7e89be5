/** Limits of one population (invariants section 7). */
export const POPULATION_LIMITS = {
  connections: 5_000_000,
  /** Sockets of both hosts at once. */
  sockets: 1_000_000,
  bytes: 512 * 1024 * 1024,
} as const
