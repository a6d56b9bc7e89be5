import { expect, test } from 'vitest'
import { simulate } from '../../../engine/sim/run.ts'
import { Trace } from '../../../engine/trace/codec.ts'
import { TCB_FIELDS } from '../../../engine/trace/trace.ts'
import { en } from '../../../i18n/en.ts'
import { SHORT_RUNS } from '../../../test/short-runs.ts'
import { connectionAt } from './connection-at.ts'
import { tcbTable } from './tcb-rows.ts'

const trace = new Trace(simulate(SHORT_RUNS.lastAckLost))
const at = (step: number) => tcbTable(trace, 0, step, en.inspector.tcb)
/** The server's timer has fired and its FIN is sent again. */
const RESENT = 11

test('every variable that the trace follows has a row', () => {
  expect(
    at(1)
      .rows.map((row) => row.field)
      .sort(),
  ).toEqual([...TCB_FIELDS].sort())
})

test('numbers count from the ISNs, times have units, and what changed in the step is marked', () => {
  const row = (field: string) => at(RESENT).rows.find((each) => each.field === field)?.cells
  expect(row('snd.una')).toMatchObject({ C: { value: '2' }, S: { value: '1' } })
  expect(row('rtoUs')).toEqual({
    C: { value: '1.0 s', hasChanged: false },
    S: { value: '2.0 s', hasChanged: true },
  })
  expect(row('backoff')?.S).toEqual({ value: '1', hasChanged: true })
  expect(at(RESENT + 1).rows.find((each) => each.field === 'rtoUs')?.cells.S.hasChanged).toBe(false)
})

test('the timers that run, on both sides', () => {
  const { timers } = at(RESENT)
  expect(timers.C.map((timer) => timer.timer)).toEqual(['time-wait'])
  expect(timers.S.map((timer) => [timer.timer, timer.dueUs])).toEqual([['retransmission', 4_250_000]])
})

test('an end that has no TCB yet shows nothing', () => {
  expect(at(1).states).toMatchObject({ C: { value: 'SYN-SENT', hasChanged: true }, S: { value: null } })
})

test('the connection is that of the newest fact, or of the selected segment', () => {
  expect(connectionAt(trace, 0, null)).toBeNull()
  expect(connectionAt(trace, 1, null)).toBe(0)
  expect(connectionAt(trace, 0, 2)).toBe(0)
})
