import { describe, expect, it } from 'vitest'
import { STATES } from '../../engine/tcp/state.ts'
import { CELLS, FLAG_SETS, judge, judgeAll, nameOf } from './segment-cells.ts'
import { ISNS, simultaneousOpen, situation, WRAPPING_ISNS } from './situations.ts'

const SETS = [
  { name: 'ordinary numbers', isns: ISNS },
  { name: 'numbers about to go round', isns: WRAPPING_ISNS },
]

describe('segment arrives, RFC 9293 3.10.7', () => {
  it('has 2,640 cells, all different', () => {
    expect(CELLS.length).toBe(2640)
    expect(new Set(CELLS.map(nameOf)).size).toBe(2640)
  })

  for (const { name, isns } of SETS) {
    for (const state of STATES) {
      it.each(FLAG_SETS.map((flags) => [flags.join(','), flags] as const))(
        `${state} receives %s in 30 places, ${name}`,
        (_, flags) => {
          expect(judgeAll(state, flags, isns)).toEqual([])
        },
      )
    }

    it.each(STATES.filter((state) => state !== 'CLOSED' && state !== 'LISTEN'))(
      `%s is built with the numbers that it must have, ${name}`,
      (state) => {
        const { numbers, tcb } = situation(state, isns)
        const peerKnown = state !== 'SYN-SENT'
        expect({
          state: tcb.state,
          iss: tcb.iss,
          una: tcb.snd.una,
          nxt: tcb.snd.nxt,
          irs: peerKnown ? tcb.irs : 0,
          rcvNxt: peerKnown ? tcb.rcv.nxt : 0,
          rcvWnd: peerKnown ? tcb.rcv.wnd : 0,
        }).toEqual({ state, ...numbers })
      },
    )
  }

  it('treats SYN-RECEIVED of a simultaneous open as an active opener', () => {
    const at = simultaneousOpen()
    const cells = CELLS.filter(({ state }) => state === 'SYN-RECEIVED')
    expect(cells.flatMap((cell) => judge(cell, at, ISNS))).toEqual([])
  })
})
