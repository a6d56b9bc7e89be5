import { cancelAllTimers, changeState, type Context, note, setTimer, signal } from '../context.ts'
import { keepRetransmissionTimer } from '../rto.ts'
import { SYN } from '../segment.ts'
import { add, gt } from '../seq.ts'
import { newTcb, type Tcb } from '../tcb.ts'
import type { Result } from '../../../base/result.ts'
import { err, ok } from '../../../base/result.ts'
import type { UserCall } from '../event.ts'
import { UNANNOUNCED_ISN } from '../segment-arrives/listen.ts'
import { sendNew } from '../transmit.ts'
import { offerWindow } from '../window.ts'
import { startUserTimeout } from '../user-timeout.ts'

/** What a call on a connection in the wrong state is answered with (the RFC's error texts, as codes). */
type CallError =
  | 'connection-exists'
  | 'connection-does-not-exist'
  | 'connection-closing'
  | 'remote-unspecified'

export type CallResult = Result<null, CallError>

/** 3.10.1, passive: CLOSED to LISTEN, nothing is sent. */
export function openPassive(c: Context): CallResult {
  if (c.tcb.state !== 'CLOSED') return err('connection-exists')
  changeState(c, 'LISTEN', 'open-passive', 'RFC9293-3.10.1-PASSIVE')
  c.tcb.initiator = 'passive'
  startUserTimeout(c)
  return ok(null)
}

/** 3.10.1, active: a SYN with our ISN. From LISTEN if the remote socket is named; from TIME-WAIT by client reuse. */
export function openActive(c: Context, call: Extract<UserCall, { kind: 'open-active' }>): CallResult {
  const { tcb } = c
  const reuse = tcb.state === 'TIME-WAIT' && call.takeOver === true
  if (tcb.state !== 'CLOSED' && tcb.state !== 'LISTEN' && !reuse) return err('connection-exists')
  if (!reuse) becomeActive(c, call)
  else takeOver(c, call)
  return ok(null)
}

/** A pair of ports that is used again continues above every number that the old connection sent. */
function takeOver(c: Context, call: Extract<UserCall, { kind: 'open-active' }>): void {
  const { tcb } = c
  const iss = gt(call.iss, tcb.snd.nxt) ? call.iss : add(tcb.snd.nxt, 65_537)
  cancelAllTimers(c, 'HOST-TW-REUSE')
  Object.assign(tcb, { ...newTcb(tcb.settings), state: 'TIME-WAIT', keepaliveOn: tcb.keepaliveOn })
  becomeActive(c, { ...call, iss })
}

/** Sends the SYN: SND.UNA = ISS, SND.NXT = ISS + 1 (plus the text that Fast Open puts on it). */
export function becomeActive(
  c: Context,
  call: Extract<UserCall, { kind: 'open-active' }>,
  event: 'open-active' | 'send-opens' = 'open-active',
): void {
  const { tcb } = c
  tcb.initiator = 'active'
  tcb.stream = call.stream
  tcb.iss = call.iss
  tcb.snd.una = call.iss
  tcb.snd.nxt = call.iss
  const textOnSyn = prepareFastOpen(tcb, call)
  if (tcb.settings.handshake === 1) return openOneWay(c)
  const reuse = tcb.state === 'TIME-WAIT'
  changeState(c, 'SYN-SENT', event, reuse ? 'HOST-TW-REUSE' : 'RFC9293-3.10.1-ACTIVE')
  sendNew(c, SYN, textOnSyn, 'RFC9293-3.10.1-ACTIVE')
  keepRetransmissionTimer(c, false, 'RFC6298-5.1')
  if (tcb.settings.connectTimeoutUs !== null) {
    setTimer(c, 'connect', c.now + tcb.settings.connectTimeoutUs, 'HOST-CONNECT-TIMEOUT')
  }
  startUserTimeout(c)
}

/** Takes over the text of a Fast Open; returns how much of it the SYN carries (RFC 7413 4.2.1). */
function prepareFastOpen(
  tcb: Tcb,
  { fastOpen, bytes = 0 }: Extract<UserCall, { kind: 'open-active' }>,
): number {
  if (fastOpen === undefined) return 0
  tcb.fastOpen = { cookie: fastOpen }
  if (bytes === 0) return 0
  tcb.accepted += bytes
  tcb.pushes = [...tcb.pushes, tcb.accepted]
  return fastOpen === null ? 0 : Math.min(bytes, tcb.snd.mss)
}

/** COUNTERFACTUAL: one message, and the opener believes that it was enough. */
function openOneWay(c: Context): void {
  const { tcb } = c
  changeState(c, 'ESTABLISHED', 'one-way-open', 'SIM-TWO-WAY')
  note(c, 'two-way-open', 'SIM-TWO-WAY')
  sendNew(c, SYN, 0, 'SIM-TWO-WAY')
  tcb.queue = []
  tcb.irs = UNANNOUNCED_ISN
  offerWindow(tcb)
  tcb.snd.una = tcb.snd.nxt
  tcb.snd.wnd = tcb.settings.windowBytes
  tcb.snd.maxWnd = tcb.settings.windowBytes
  signal(c, 'established', 'SIM-TWO-WAY')
}
