import { STATES, type State } from '../../tcp/state.ts'
import { TIMERS, type TimerName } from '../../tcp/event.ts'
import { FACT_KINDS, FATES, PROBES, SIGNALS } from '../../trace/codec.ts'
import { type FactKind, TCB_FIELDS, type TcbField, type TraceSegment } from '../../trace/trace.ts'
import type { Probe, Signal } from '../../tcp/effect.ts'

/** Names for the codes in a trace's columns. */

const fact = (kind: FactKind): number => FACT_KINDS.indexOf(kind)

export const FACT = {
  sent: fact('segment-sent'),
  duplicated: fact('segment-duplicated'),
  injected: fact('segment-injected'),
  dropped: fact('segment-dropped'),
  delivered: fact('segment-delivered'),
  data: fact('data-delivered'),
  state: fact('state-changed'),
  tcb: fact('tcb-changed'),
  timerSet: fact('timer-set'),
  timerCancelled: fact('timer-cancelled'),
  timerFired: fact('timer-fired'),
  callMade: fact('call-made'),
  callReturned: fact('call-returned'),
  signalled: fact('signalled'),
  noted: fact('noted'),
  rebooted: fact('host-rebooted'),
  ended: fact('run-ended'),
} as const

const state = (name: State): number => STATES.indexOf(name)

export const STATE = {
  closed: state('CLOSED'),
  listen: state('LISTEN'),
  synSent: state('SYN-SENT'),
  synReceived: state('SYN-RECEIVED'),
  established: state('ESTABLISHED'),
  finWait1: state('FIN-WAIT-1'),
  finWait2: state('FIN-WAIT-2'),
  closeWait: state('CLOSE-WAIT'),
  closing: state('CLOSING'),
  lastAck: state('LAST-ACK'),
  timeWait: state('TIME-WAIT'),
  /** No endpoint has been there yet. */
  none: -1,
} as const

export const SYNCHRONIZED: readonly boolean[] = STATES.map((_, code) => code >= STATE.established)

const timer = (name: TimerName): number => TIMERS.indexOf(name)

export const TIMER = {
  retransmission: timer('retransmission'),
  persist: timer('persist'),
  timeWait: timer('time-wait'),
  keepalive: timer('keepalive'),
  finWait2: timer('fin-wait-2'),
  user: timer('user-timeout'),
  connect: timer('connect'),
  lossProbe: timer('loss-probe'),
  reorder: timer('reorder'),
} as const

export const TIMER_COUNT = TIMERS.length

const field = (name: TcbField): number => TCB_FIELDS.indexOf(name)

export const FIELD = {
  una: field('snd.una'),
  nxt: field('snd.nxt'),
  wnd: field('snd.wnd'),
  mss: field('snd.mss'),
  maxWnd: field('snd.maxWnd'),
  iss: field('iss'),
  rcvNxt: field('rcv.nxt'),
  rcvWnd: field('rcv.wnd'),
  rcvScale: field('rcv.scale'),
  irs: field('irs'),
  srttUs: field('srttUs'),
  rtoUs: field('rtoUs'),
  backoff: field('backoff'),
  synTimerExpired: field('synTimerExpired'),
  queued: field('queued'),
  unsent: field('unsent'),
  outOfOrder: field('outOfOrder'),
  finSent: field('finSent'),
  finReceived: field('finReceived'),
  passive: field('passive'),
  timestampsOn: field('timestampsOn'),
  tsRecent: field('tsRecent'),
  released: field('released'),
} as const

export const FIELD_COUNT = TCB_FIELDS.length

const fate = (name: TraceSegment['fate']): number => FATES.indexOf(name)

export const FATE = {
  delivered: fate('delivered'),
  lost: fate('lost'),
  dropped: fate('dropped'),
  inFlight: fate('in-flight'),
} as const

export const probeCode = (probe: Probe): number => PROBES.indexOf(probe)
export const signalCode = (signal: Signal): number => SIGNALS.indexOf(signal)

/** First and second number after `a`, modulo 2^32. */
export function plus(a: number, n: number): number {
  return (a + n) >>> 0
}

/** `a - b` as a signed distance. */
export function minus(a: number, b: number): number {
  return (a - b) | 0
}
