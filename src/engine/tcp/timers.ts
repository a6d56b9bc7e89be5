import { type TimerName, TIMERS } from './event.ts'

/** When each timer is due, integer microseconds; undefined: it does not run. */
export type Timers = Record<TimerName, number | undefined>

/** Always all of them, so that every TCB has one shape. */
export function noTimers(): Timers {
  return {
    retransmission: undefined,
    persist: undefined,
    'time-wait': undefined,
    'delayed-ack': undefined,
    keepalive: undefined,
    'fin-wait-2': undefined,
    'user-timeout': undefined,
    connect: undefined,
    'loss-probe': undefined,
    reorder: undefined,
  }
}

/** One timer. Each has its line here because `timers[timer]`, of a name that varies, is a search and not a load. */
export function dueOf(timers: Timers, timer: TimerName): number | undefined {
  switch (timer) {
    case 'retransmission':
      return timers.retransmission
    case 'persist':
      return timers.persist
    case 'time-wait':
      return timers['time-wait']
    case 'delayed-ack':
      return timers['delayed-ack']
    case 'keepalive':
      return timers.keepalive
    case 'fin-wait-2':
      return timers['fin-wait-2']
    case 'user-timeout':
      return timers['user-timeout']
    case 'connect':
      return timers.connect
    case 'loss-probe':
      return timers['loss-probe']
    case 'reorder':
      return timers.reorder
  }
}

/** Sets one timer, or stops it with undefined. */
export function setDue(timers: Timers, timer: TimerName, dueUs: number | undefined): void {
  switch (timer) {
    case 'retransmission':
      timers.retransmission = dueUs
      return
    case 'persist':
      timers.persist = dueUs
      return
    case 'time-wait':
      timers['time-wait'] = dueUs
      return
    case 'delayed-ack':
      timers['delayed-ack'] = dueUs
      return
    case 'keepalive':
      timers.keepalive = dueUs
      return
    case 'fin-wait-2':
      timers['fin-wait-2'] = dueUs
      return
    case 'user-timeout':
      timers['user-timeout'] = dueUs
      return
    case 'connect':
      timers.connect = dueUs
      return
    case 'loss-probe':
      timers['loss-probe'] = dueUs
      return
    case 'reorder':
      timers.reorder = dueUs
      return
  }
}

/** Whether any of them runs. */
export function anyRuns(timers: Timers): boolean {
  return (
    timers.retransmission !== undefined ||
    timers.persist !== undefined ||
    timers['time-wait'] !== undefined ||
    timers['delayed-ack'] !== undefined ||
    timers.keepalive !== undefined ||
    timers['fin-wait-2'] !== undefined ||
    timers['user-timeout'] !== undefined ||
    timers.connect !== undefined ||
    timers['loss-probe'] !== undefined ||
    timers.reorder !== undefined
  )
}

export function stopAll(timers: Timers): void {
  for (const timer of TIMERS) setDue(timers, timer, undefined)
}
