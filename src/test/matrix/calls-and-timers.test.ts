import { describe, expect, it } from 'vitest'
import { STATES, type State } from '../../engine/tcp/state.ts'
import matrix from '../state-event-matrix.json'
import { judgeRow, nameOf, ROWS } from './calls-and-timers.ts'
import { situation } from './situations.ts'

type Cells = Record<State, { action: string; applicationSees: string; next: string }>
const cells = new Map(matrix.events.map(({ id, cells }) => [id, cells as Cells]))
const cellOf = (event: string, state: State) => cells.get(event)![state]

/** The sentence with which the RFC answers a call, in the words of the matrix. */
const SENTENCES: Record<string, RegExp> = {
  ok: /./,
  'connection-exists': /already exists|^error/,
  'connection-does-not-exist': /does not exist/,
  'connection-closing': /connection closing|end of file/,
  'remote-unspecified': /remote socket unspecified/,
}

/** Next states that a cell of the matrix allows. */
function nextStates(text: string, state: State): State[] {
  const stays = /same|stay|only when the FIN is sent/.test(text) ? [state] : []
  return [...stays, ...STATES.filter((one) => text.includes(one))]
}

describe('user calls, timeouts and ICMP errors, RFC 9293 3.10.1 to 3.10.6 and 3.10.8', () => {
  it.each(ROWS.map((row) => [nameOf(row), row] as const))('%s', (_, row) => {
    expect(judgeRow(row)).toEqual([])
  })

  it('says what the matrix says in every cell', () => {
    const wrong = ROWS.filter(({ event, state, next, answer, when }) => {
      const cell = cellOf(event, state)
      const told = when === '' && event.startsWith('U') ? SENTENCES[answer]?.test(cell.applicationSees) : true
      // What a special case does is told in the action, not in the column of next states.
      const states = nextStates(`${cell.next} ${when === '' ? '' : cell.action}`, state)
      return !states.includes(next) || told !== true
    })
    expect(wrong.map(nameOf)).toEqual([])
  })

  it('covers every cell of U1 to U6, T1 to T3 and X1 to X4', () => {
    const events = matrix.events.map(({ id }) => id).filter((id) => /^[UTX]/.test(id) && id !== 'U7')
    const missing = events.flatMap((event) =>
      STATES.filter((state) => !ROWS.some((row) => row.event === event && row.state === state)).map(
        (state) => `${event} in ${state}`,
      ),
    )
    expect(missing).toEqual([])
  })

  it.each(STATES)('U7 in %s: a TCB is plain data, so asking for its status changes nothing', (state) => {
    const { tcb } = situation(state)
    const copy = structuredClone(tcb)
    expect(JSON.parse(JSON.stringify(tcb))).toMatchObject({ state, snd: tcb.snd, rcv: tcb.rcv })
    expect(tcb).toEqual(copy)
  })
})
