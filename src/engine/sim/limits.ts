/** Limits of one run (invariants section 7). Reaching one ends it with a reason. */
export const RUN_LIMITS = {
  events: 200_000,
  simulatedUs: 24 * 3600 * 1_000_000,
  eventsAtOneInstant: 1_000,
  traceBytes: 64 * 1024 * 1024,
} as const
