import { ok } from '../../base/result.ts'
import { cancelTimer, type Context, discard, newContext, reply, sendAck, setTimer } from './context.ts'
import type { Effect } from './effect.ts'
import { effectsOf } from './effect-list.ts'
import type { TcpEvent, TimerName, UserCall } from './event.ts'
import { answerWithoutConnection } from './segment-arrives/closed.ts'
import { listen } from './segment-arrives/listen.ts'
import { synSent } from './segment-arrives/syn-sent.ts'
import { synchronized } from './segment-arrives/synchronized.ts'
import { copyTcb, type Tcb } from './tcb.ts'
import {
  connectTimeout,
  delayedAckTimeout,
  finWait2Timeout,
  icmpError,
  timeWaitTimeout,
  userTimeout,
} from './timeout/ends.ts'
import { keepaliveTimeout } from './timeout/keepalive.ts'
import { lossProbeTimeout, reorderTimeout } from './timeout/loss-probe.ts'
import { persistTimeout } from './timeout/persist.ts'
import { retransmissionTimeout } from './timeout/retransmission.ts'
import { abort, refuse } from './user-call/abort.ts'
import { close, release } from './user-call/close.ts'
import { type CallResult, openActive, openPassive } from './user-call/open.ts'
import { receive } from './user-call/receive.ts'
import { sendCall } from './user-call/send.ts'

export interface StepResult {
  readonly tcb: Tcb
  readonly effects: readonly Effect[]
  /** Answer to a user call; ok for every other event. */
  readonly result: CallResult
}

/**
 * What one endpoint does when something happens to it (RFC 9293 3.10). Pure: the TCB that comes in is not changed,
 * there is no clock, no chance and no network in here. A TCB that comes back CLOSED is gone.
 *
 * @param now integer microseconds, never less than at an earlier step
 */
export function step(tcb: Tcb, event: TcpEvent, now: number): StepResult {
  const c = newContext(copyTcb(tcb), now)
  const result = stepInPlace(c, c.tcb, event, now)
  return { tcb: c.tcb, effects: effectsOf(c.effects), result }
}

/** The same on a TCB that the caller owns alone. `c` is the place to work in; afterwards its list holds the effects. */
export function stepInPlace(c: Context, tcb: Tcb, event: TcpEvent, now: number): CallResult {
  c.tcb = tcb
  c.now = now
  c.effects.clear()
  c.finReached = false
  c.ackedNew = false
  c.ackedSegments = 0
  return happen(c, event)
}

const DONE = ok(null)

function happen(c: Context, event: TcpEvent): CallResult {
  switch (event.kind) {
    case 'user-call':
      return userCall(c, event.call)
    case 'segment-arrives':
      segmentArrives(c, event)
      if (c.tcb.settings.ackTiming === 'before-application') settle(c)
      return DONE
    case 'timeout':
      timeout(c, event.timer)
      return DONE
    case 'settle':
      settle(c)
      return DONE
    case 'icmp-error':
      icmpError(c, event.hard)
      return DONE
  }
}

function userCall(c: Context, call: UserCall): CallResult {
  switch (call.kind) {
    case 'open-passive':
      return openPassive(c)
    case 'open-active':
      return openActive(c, call)
    case 'send':
      return sendCall(c, call)
    case 'receive':
      return receive(c, call.bytes)
    case 'close':
      return close(c)
    case 'release':
      return release(c)
    case 'stop-reading':
      c.tcb.readingStopped = true
      return DONE
    case 'abort':
      return abort(c)
    case 'refuse':
      return refuse(c, call.segment)
    case 'keepalive':
      keepalive(c, call)
      return DONE
    case 'user-timeout':
      c.tcb.settings = { ...c.tcb.settings, userTimeoutUs: call.us }
      return DONE
  }
}

/** SO_KEEPALIVE with its three numbers (RFC 9293 3.8.4, MUST-27). */
function keepalive(c: Context, call: Extract<UserCall, { kind: 'keepalive' }>): void {
  const { tcb } = c
  tcb.keepaliveOn = call.on
  if (call.times !== null) tcb.settings = { ...tcb.settings, ...call.times }
  const connected = tcb.state === 'ESTABLISHED' || tcb.state === 'CLOSE-WAIT' || tcb.state === 'FIN-WAIT-2'
  if (!call.on) cancelTimer(c, 'keepalive', 'RFC9293-3.8.4')
  else if (connected) setTimer(c, 'keepalive', c.now + tcb.settings.keepaliveIdleUs, 'RFC9293-3.8.4')
}

/** RFC 9293 3.10.7: by state first, then check by check. */
function segmentArrives(c: Context, event: Extract<TcpEvent, { kind: 'segment-arrives' }>): void {
  const { segment } = event
  switch (c.tcb.state) {
    case 'CLOSED': {
      const { reset, because } = answerWithoutConnection(segment)
      if (reset !== null) reply(c, reset, because)
      discard(c, because)
      return
    }
    case 'LISTEN':
      return listen(c, segment, event)
    case 'SYN-SENT':
      return synSent(c, segment, event.otherCompartment === true)
    case 'SYN-RECEIVED':
    case 'ESTABLISHED':
    case 'FIN-WAIT-1':
    case 'FIN-WAIT-2':
    case 'CLOSE-WAIT':
    case 'CLOSING':
    case 'LAST-ACK':
    case 'TIME-WAIT':
      return synchronized(c, segment, event)
  }
}

/** RFC 9293 3.10.8 and the timers round it. */
function timeout(c: Context, timer: TimerName): void {
  switch (timer) {
    case 'retransmission':
      return retransmissionTimeout(c)
    case 'persist':
      return persistTimeout(c)
    case 'time-wait':
      return timeWaitTimeout(c)
    case 'delayed-ack':
      return delayedAckTimeout(c)
    case 'keepalive':
      return keepaliveTimeout(c)
    case 'fin-wait-2':
      return finWait2Timeout(c)
    case 'user-timeout':
      return userTimeout(c)
    case 'connect':
      return connectTimeout(c)
    case 'loss-probe':
      return lossProbeTimeout(c)
    case 'reorder':
      return reorderTimeout(c)
  }
}

/** The instant is over: an ACK that nothing has carried leaves by itself (S21: at most one). */
function settle(c: Context): void {
  if (c.tcb.ackOwed === 'now' && c.tcb.state !== 'CLOSED') sendAck(c, c.tcb.ackRule)
}
