import { assert } from '../../../base/assert.ts'
import { err, ok } from '../../../base/result.ts'
import { type Context, oweAck } from '../context.ts'
import { windowUpdateDue } from '../window.ts'
import type { CallResult } from './open.ts'

/**
 * 3.10.3: the user takes `bytes` out of the buffer; 0 asks whether there will be any. Never changes the state; may
 * open the window (3.8.6.2).
 */
export function receive(c: Context, bytes: number): CallResult {
  const { tcb } = c
  if (tcb.state === 'CLOSED') return err('connection-does-not-exist')
  if (tcb.finReceived && tcb.unread === 0) return err('connection-closing')
  assert(bytes <= tcb.unread, 'the user reads no more than there is')
  tcb.unread -= bytes
  const mayStillGrow = tcb.state === 'ESTABLISHED' || tcb.state === 'FIN-WAIT-1' || tcb.state === 'FIN-WAIT-2'
  if (bytes > 0 && mayStillGrow && windowUpdateDue(tcb)) oweAck(c, 'now', 'RFC9293-3.8.6.2')
  return ok(null)
}
