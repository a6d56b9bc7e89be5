import { type Context, deleteTcb, discard, note, reply, signal, type Verdict } from '../context.ts'
import { isSynchronized } from '../state.ts'
import type { Segment } from '../segment.ts'
import { resetFor } from './closed.ts'

/**
 * 3.10.7, third check: a segment of another security compartment draws a RST and ends a synchronized connection
 * (Appendix A.1). No host of a lesson has compartments; the check stands here so that the order is whole.
 */
export function security(c: Context, segment: Segment, otherCompartment: boolean): Verdict {
  if (!otherCompartment) return 'continue'
  const because = 'RFC9293-3.10.7.4-SECURITY'
  note(c, 'security-mismatch', because)
  reply(c, resetFor(segment), because)
  if (!isSynchronized(c.tcb.state)) return discard(c, because)
  signal(c, 'reset', because)
  deleteTcb(c, 'security-mismatch', because)
  return 'done'
}
