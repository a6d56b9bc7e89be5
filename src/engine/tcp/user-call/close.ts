import { err, ok } from '../../../base/result.ts'
import { changeState, type Context, deleteTcb, note, signal } from '../context.ts'
import { startOrphanTimer } from '../segment-arrives/own-fin.ts'
import { transmit } from '../transmit.ts'
import { sendReset } from './abort.ts'
import type { CallResult } from './open.ts'

/** 3.10.4 CLOSE: no more data from us; receiving goes on. This is shutdown(SHUT_WR). */
export function close(c: Context): CallResult {
  const { tcb } = c
  switch (tcb.state) {
    case 'CLOSED':
      return err('connection-does-not-exist')
    case 'LISTEN':
      deleteTcb(c, 'close', 'RFC9293-3.10.4')
      return ok(null)
    case 'SYN-SENT':
      signal(c, 'closed', 'RFC9293-3.10.4-SYN-SENT')
      deleteTcb(c, 'close', 'RFC9293-3.10.4-SYN-SENT')
      return ok(null)
    case 'SYN-RECEIVED':
      tcb.finQueued = true
      // With data queued the CLOSE waits for ESTABLISHED; without, the FIN goes out behind our SYN.
      if (tcb.accepted === 0) changeState(c, 'FIN-WAIT-1', 'close', 'RFC9293-3.10.4')
      break
    case 'ESTABLISHED':
      tcb.finQueued = true
      // The state changes with the call, even if the FIN has to wait behind unsent data.
      changeState(c, 'FIN-WAIT-1', 'close', 'RFC9293-3.10.4')
      break
    case 'CLOSE-WAIT':
      if (tcb.finQueued) return err('connection-closing')
      tcb.finQueued = true
      break
    case 'FIN-WAIT-1':
    case 'FIN-WAIT-2':
    case 'CLOSING':
    case 'LAST-ACK':
    case 'TIME-WAIT':
      return err('connection-closing')
  }
  transmit(c)
  return ok(null)
}

/** close() of the last descriptor: CLOSE, and nobody will read again (P-20, P-31). */
export function release(c: Context): CallResult {
  const { tcb } = c
  const reading =
    tcb.state === 'ESTABLISHED' ||
    tcb.state === 'FIN-WAIT-1' ||
    tcb.state === 'FIN-WAIT-2' ||
    tcb.state === 'CLOSE-WAIT'
  if (reading && tcb.unread > 0) {
    note(c, 'unread-data-lost', 'RFC9293-3.6.1-SHLD-3', tcb.unread)
    sendReset(c, 'RFC9293-3.6.1-SHLD-3')
    deleteTcb(c, 'close-unread', 'RFC9293-3.6.1-SHLD-3')
    return ok(null)
  }
  tcb.released = true
  tcb.readingStopped = true
  const result = close(c)
  startOrphanTimer(c)
  return result
}
