import { describe, expect, it } from 'vitest'
import { HOST_RUNS } from '../../test/host-runs.ts'
import { columnsOf, violations } from '../sim/invariants/check.ts'
import { simulate } from '../sim/run.ts'
import { flagNames } from '../tcp/segment.ts'
import { Trace } from '../trace/codec.ts'
import { factsOfKind, stateIntervals } from '../trace/query.ts'

const traceOf = (name: keyof typeof HOST_RUNS): Trace => new Trace(simulate(HOST_RUNS[name]))
const named = (trace: Trace, rule: string): boolean =>
  [...Array(trace.factCount).keys()].some((index) => trace.fact(index).because === rule)
const sentBy = (trace: Trace, side: 'C' | 'S', atUs: number): string[] =>
  [...Array(trace.segmentCount).keys()]
    .map((id) => trace.segment(id))
    .filter((one) => one.from === side && one.sentUs === atUs)
    .map(({ flags }) => flagNames(flags).join(','))

describe('a host at its limits', () => {
  it.each(Object.keys(HOST_RUNS) as (keyof typeof HOST_RUNS)[])('keeps every invariant in %s', (name) => {
    expect(violations(columnsOf(traceOf(name)), HOST_RUNS[name])).toEqual([])
  })

  it('ignores the last ACK of a handshake while the accept queue is full', () => {
    const trace = traceOf('accept-queue-full')
    expect(named(trace, 'HOST-ACCEPT-QUEUE')).toBe(true)
    expect(trace.calls.map(({ result }) => result)).toEqual([0, 0, 0, 0])
    // The client believes that it is connected; the server repeats its SYN,ACK.
    const waiting = stateIntervals(trace, 'S')
      .filter(({ state }) => state === 'SYN-RECEIVED')
      .at(-1)
    expect(waiting?.conn).toBe(2)
  })

  it('refuses it where it is set to', () => {
    const trace = traceOf('accept-queue-reset')
    expect(named(trace, 'HOST-ACCEPT-QUEUE-RESET')).toBe(true)
    expect(sentBy(trace, 'S', 360_000)).toEqual(['RST'])
  })

  it('forgets a connection that is one too many in TIME-WAIT, after its last ACK', () => {
    const trace = traceOf('time-wait-bucket')
    const end = factsOfKind(trace, 'state-changed').find(({ because }) => because === 'HOST-TW-BUCKETS')
    expect([end?.from, end?.to]).toEqual(['TIME-WAIT', 'CLOSED'])
    expect(sentBy(trace, 'C', end?.tUs ?? 0)).toEqual(['ACK'])
    expect(stateIntervals(trace, 'S').at(-1)?.state).toBe('CLOSED')
  })

  it('resets what nobody has accepted when the listener is closed', () => {
    expect(sentBy(traceOf('listener-closed'), 'S', 1_000_000)).toEqual(['RST'])
    const vanished = traceOf('request-vanishes')
    expect(named(vanished, 'HOST-LISTEN-CLOSED')).toBe(true)
    expect(sentBy(vanished, 'S', 70_000)).toEqual([])
  })

  it('gives up on connect() when the system has waited long enough', () => {
    const call = traceOf('connect-timeout').calls.find((one) => one.call === 'connect')
    expect([call?.errno, call?.returnedUs]).toEqual(['ETIMEDOUT', 3_000_000])
  })

  it('answers one of two old SYNs within half a second', () => {
    const trace = traceOf('answers-limited')
    expect(factsOfKind(trace, 'noted').filter(({ note }) => note === 'challenge-ack-limited')).toHaveLength(1)
  })

  it('opens ports in TIME-WAIT again for a newer timestamp', () => {
    const trace = traceOf('reopened-by-timestamp')
    expect(named(trace, 'RFC6191-2')).toBe(true)
    expect(trace.calls.at(-1)?.result).toBe(0)
  })
})
