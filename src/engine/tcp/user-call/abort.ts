import { err, ok } from '../../../base/result.ts'
import { type Context, deleteTcb, reply, sendBare, signal } from '../context.ts'
import type { RuleId } from '../rules.ts'
import { readsAsLinux } from '../segment-arrives/as-linux.ts'
import { resetFor } from '../segment-arrives/closed.ts'
import { ACK, RST, type Segment } from '../segment.ts'
import type { CallResult } from './open.ts'

/** `<SEQ=SND.NXT><CTL=RST>`; some stacks add ACK, which changes nothing (tcp-facts U6). */
export function sendReset(c: Context, because: RuleId): void {
  const flags = c.tcb.settings.abortRst === 'rst-ack' ? RST | ACK : RST
  sendBare(c, c.tcb.snd.nxt, flags, because)
}

/** 3.10.5: one RST where the peer may hold something of ours, and no trace is left (P-12, P-13). */
export function abort(c: Context): CallResult {
  const { tcb } = c
  // On Linux TIME-WAIT is no longer the socket's, whatever becomes of that.
  if (tcb.state === 'TIME-WAIT' && readsAsLinux(tcb)) return ok(null)
  switch (tcb.state) {
    case 'CLOSED':
      return err('connection-does-not-exist')
    case 'SYN-RECEIVED':
    case 'ESTABLISHED':
    case 'FIN-WAIT-1':
    case 'FIN-WAIT-2':
    case 'CLOSE-WAIT':
      sendReset(c, 'RFC9293-3.10.5')
      break
    case 'LISTEN':
    case 'SYN-SENT':
    case 'CLOSING':
    case 'LAST-ACK':
    case 'TIME-WAIT':
      break
  }
  signal(c, 'closed', 'RFC9293-3.10.5')
  deleteTcb(c, 'abort', 'RFC9293-3.10.5')
  return ok(null)
}

/** A half-open connection that its listener cannot or will not keep (listen(2), tcp_abort_on_overflow). */
export function refuse(c: Context, segment: Segment | null): CallResult {
  if (c.tcb.state !== 'SYN-RECEIVED') return err('connection-exists')
  if (segment !== null) reply(c, resetFor(segment), 'HOST-ACCEPT-QUEUE-RESET')
  deleteTcb(c, 'abort', segment === null ? 'HOST-LISTEN-CLOSED' : 'HOST-ACCEPT-QUEUE-RESET')
  return ok(null)
}
