import type { RuleId } from '../rules.ts'
import { ACK, has, RST, type Segment, segEnd } from '../segment.ts'

/**
 * A RST built from the numbers of the segment that draws it (RFC 9293 3.5.2, 3.10.7.1): its ACK field if it has
 * one, else 0 and an acknowledgment of all of it, SYN and FIN counted.
 */
export function resetFor(segment: Segment): Segment {
  const numbers = has(segment, ACK)
    ? { seq: segment.ack, ack: 0, flags: RST }
    : { seq: 0, ack: segEnd(segment), flags: RST | ACK }
  return { ...numbers, wnd: 0, up: 0, text: null, options: null }
}

/** 3.10.7.1: there is no connection. Everything but a RST is answered with a RST. */
export function answerWithoutConnection(segment: Segment): { reset: Segment | null; because: RuleId } {
  if (has(segment, RST)) return { reset: null, because: 'RFC9293-3.10.7.1-RST' }
  return { reset: resetFor(segment), because: 'RFC9293-3.10.7.1' }
}
