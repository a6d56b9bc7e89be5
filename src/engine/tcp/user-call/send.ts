import { err, ok } from '../../../base/result.ts'
import type { Context } from '../context.ts'
import { transmit } from '../transmit.ts'
import { startUserTimeout } from '../user-timeout.ts'
import type { CallResult } from './open.ts'
import { becomeActive } from './open.ts'
import type { UserCall } from '../event.ts'

/** 3.10.2: takes bytes over and sends what may be sent; before ESTABLISHED they wait. */
export function sendCall(c: Context, call: Extract<UserCall, { kind: 'send' }>): CallResult {
  const { tcb } = c
  switch (tcb.state) {
    case 'CLOSED':
      return err('connection-does-not-exist')
    case 'LISTEN':
      if (call.opening === undefined) return err('remote-unspecified')
      queueBytes(c, call.bytes)
      becomeActive(c, { kind: 'open-active', ...call.opening }, 'send-opens')
      return ok(null)
    case 'SYN-SENT':
    case 'SYN-RECEIVED':
    case 'ESTABLISHED':
    case 'CLOSE-WAIT':
      if (tcb.finQueued) return err('connection-closing')
      queueBytes(c, call.bytes)
      transmit(c)
      startUserTimeout(c)
      return ok(null)
    case 'FIN-WAIT-1':
    case 'FIN-WAIT-2':
    case 'CLOSING':
    case 'LAST-ACK':
    case 'TIME-WAIT':
      return err('connection-closing')
  }
}

function queueBytes(c: Context, bytes: number): void {
  const { tcb } = c
  tcb.accepted += bytes
  tcb.pushes = tcb.pushes.length === 0 ? [tcb.accepted] : [...tcb.pushes, tcb.accepted]
}
