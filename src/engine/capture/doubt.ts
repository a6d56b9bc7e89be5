/** Why something in the trace of a capture is an inference and not an observation. */
export const DOUBTS = [
  /** The capture begins in the middle of the connection. */
  'start-unknown',
  /** Sent again before it was acknowledged; perhaps only its ACK was lost, or late. */
  'loss-inferred',
  /** Nothing that was captured later shows that it arrived. */
  'arrival-unproved',
  /** What brought it about was not captured; a later packet shows that it happened. */
  'seen-from-later',
  /** Several things would have looked the same. */
  'cause-unknown',
] as const

export type Doubt = (typeof DOUBTS)[number]
