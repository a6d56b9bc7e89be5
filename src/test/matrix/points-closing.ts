import assert from 'node:assert/strict'
import { ACK, FIN, PSH, RST, SYN } from '../../engine/tcp/segment.ts'
import {
  after,
  arrival,
  happen,
  inOrder,
  ISNS,
  NOW_US,
  orphan,
  segmentOf,
  situation,
  TWO_MSL_US,
} from './situations.ts'
import {
  type Point,
  SYNCHRONIZED,
  close,
  release,
  abort,
  words,
  signalsOf,
  receive,
  built,
  plainAck,
} from './point.ts'

/** FIN, close(), abort and TIME-WAIT. */
export const CLOSING_POINTS: readonly Point[] = [
  {
    id: 'P-03',
    decision: 'The repeated FIN is acknowledged although it lies left of the window, and restarts TIME-WAIT.',
    check: () => {
      for (const state of ['CLOSE-WAIT', 'CLOSING', 'LAST-ACK', 'TIME-WAIT'] as const) {
        const { numbers, tcb } = situation(state)
        const again = receive(tcb, { seq: numbers.rcvNxt - 1, ack: numbers.una, flags: FIN | ACK })
        assert.deepEqual(words(again), [plainAck(state)], state)
        assert.equal(again.tcb.state, state)
        const due = state === 'TIME-WAIT' ? NOW_US + TWO_MSL_US : undefined
        assert.equal(again.tcb.timers['time-wait'], due)
      }
    },
  },
  {
    id: 'P-04',
    decision: 'LAST-ACK and CLOSING end only when all text before the FIN is acknowledged too.',
    check: () => {
      const lastAck = happen(situation('CLOSE-WAIT').tcb, close, NOW_US).tcb
      const { numbers } = situation('CLOSE-WAIT')
      const text = receive(lastAck, { seq: numbers.rcvNxt, ack: numbers.nxt, flags: ACK })
      assert.equal(text.tcb.state, 'LAST-ACK')
      assert.equal(text.tcb.snd.una, numbers.nxt)
      const all = receive(text.tcb, { seq: numbers.rcvNxt, ack: numbers.nxt + 1, flags: ACK })
      assert.equal(all.tcb.state, 'CLOSED')
      const established = situation('ESTABLISHED')
      const closing = after(
        established.tcb,
        close,
        arrival(
          segmentOf({ seq: established.numbers.rcvNxt, ack: established.numbers.una, flags: FIN | ACK }),
        ),
      )
      assert.equal(closing.state, 'CLOSING')
      const seq = established.numbers.rcvNxt + 1
      const part = receive(closing, { seq, ack: established.numbers.nxt, flags: ACK })
      assert.equal(part.tcb.state, 'CLOSING')
      assert.equal(
        receive(part.tcb, { seq, ack: established.numbers.nxt + 1, flags: ACK }).tcb.state,
        'TIME-WAIT',
      )
    },
  },
  {
    id: 'P-09',
    decision: 'A FIN waits for what is missing before it, and comes after the text of its own segment.',
    check: () => {
      const { numbers, tcb } = situation('ESTABLISHED')
      const early = receive(tcb, { seq: numbers.rcvNxt + 50, ack: numbers.nxt, flags: FIN | ACK })
      assert.deepEqual([early.tcb.state, signalsOf(early)], ['ESTABLISHED', []])
      const filled = receive(early.tcb, { seq: numbers.rcvNxt, ack: numbers.nxt, flags: ACK, bytes: 50 })
      assert.equal(filled.tcb.state, 'CLOSE-WAIT')
      const both = receive(tcb, { seq: numbers.rcvNxt, ack: numbers.nxt, flags: FIN | PSH | ACK, bytes: 50 })
      const order = both.effects.map(({ kind }) => kind)
      assert.ok(order.indexOf('deliver') < order.indexOf('signal-user'))
      assert.equal(receive(situation('SYN-SENT').tcb, { seq: 1, flags: FIN }).tcb.state, 'SYN-SENT')
      assert.equal(receive(situation('LISTEN').tcb, { seq: 1, flags: FIN }).tcb.state, 'LISTEN')
    },
  },
  {
    id: 'P-10',
    decision:
      'FIN-WAIT-1 looks at the ACK of the segment that brings the FIN: TIME-WAIT if it covers ours, else CLOSING.',
    check: () => {
      const { numbers, tcb } = situation('FIN-WAIT-1')
      const fin = { seq: numbers.rcvNxt, flags: FIN | ACK }
      assert.equal(receive(tcb, { ...fin, ack: numbers.nxt }).tcb.state, 'TIME-WAIT')
      assert.equal(receive(tcb, { ...fin, ack: numbers.una }).tcb.state, 'CLOSING')
    },
  },
  {
    id: 'P-12',
    decision: 'ABORT leads to CLOSED, not to TIME-WAIT.',
    check: () => {
      for (const state of SYNCHRONIZED)
        assert.equal(happen(situation(state).tcb, abort, NOW_US).tcb.state, 'CLOSED')
    },
  },
  {
    id: 'P-13',
    decision: 'ABORT in CLOSING, LAST-ACK and TIME-WAIT sends nothing.',
    check: () => {
      for (const state of ['CLOSING', 'LAST-ACK', 'TIME-WAIT'] as const)
        assert.deepEqual(words(happen(situation(state).tcb, abort, NOW_US)), [])
    },
  },
  {
    id: 'P-19',
    decision: 'A reopened TIME-WAIT takes an ISN above every number it used, and goes back if a RST answers.',
    check: () => {
      const { numbers, tcb } = situation('TIME-WAIT')
      const low = happen(tcb, arrival(segmentOf({ seq: numbers.rcvNxt + 9, flags: SYN }), true, 5), NOW_US)
      assert.ok(((low.tcb.iss - numbers.nxt) | 0) > 0)
      const back = receive(low.tcb, { seq: numbers.rcvNxt + 10, flags: RST })
      assert.equal(back.tcb.state, 'TIME-WAIT')
      assert.equal(back.tcb.rcv.nxt, numbers.rcvNxt)
      const linux = built('TIME-WAIT', { timeWaitReturn: false })
      const reopened = receive(linux.tcb, { seq: numbers.rcvNxt + 9, flags: SYN })
      assert.equal(receive(reopened.tcb, { seq: numbers.rcvNxt + 10, flags: RST }).tcb.state, 'LISTEN')
    },
  },
  {
    id: 'P-20',
    decision: 'shutdown(SHUT_WR) goes on receiving; after close() arriving text draws a RST.',
    check: () => {
      const { numbers } = situation('FIN-WAIT-2')
      const shut = happen(situation('FIN-WAIT-2').tcb, arrival(inOrder(numbers, 10)), NOW_US)
      assert.deepEqual([shut.tcb.state, shut.tcb.unread], ['FIN-WAIT-2', 10])
      const reset = happen(orphan('FIN-WAIT-2'), arrival(inOrder(numbers, 10)), NOW_US)
      assert.deepEqual([reset.tcb.state, words(reset)], ['CLOSED', [`RST seq ${numbers.nxt}`]])
    },
  },
  {
    id: 'P-27',
    decision: 'TIME-WAIT answers the SYN,ACK to an old SYN with a plain ACK; the RST that follows ends it.',
    check: () => {
      const { numbers, tcb } = situation('TIME-WAIT')
      const stray = receive(tcb, { seq: 9_999_999, ack: ISNS.ours + 1, flags: SYN | ACK })
      assert.deepEqual([stray.tcb.state, words(stray)], ['TIME-WAIT', [plainAck('TIME-WAIT')]])
      const reset = receive(stray.tcb, { seq: numbers.rcvNxt, flags: RST })
      assert.equal(reset.tcb.state, 'CLOSED')
      assert.equal(
        receive(built('TIME-WAIT', { rstInTimeWait: 'ignored' }).tcb, { seq: numbers.rcvNxt, flags: RST }).tcb
          .state,
        'TIME-WAIT',
      )
    },
  },
  {
    id: 'P-28',
    decision: 'Back in TIME-WAIT the old deadline holds; if it has passed, CLOSED at once.',
    check: () => {
      const { numbers, tcb } = situation('TIME-WAIT')
      const reopened = receive(tcb, { seq: numbers.rcvNxt + 9, flags: SYN }).tcb
      const rst = { seq: numbers.rcvNxt + 10, flags: RST }
      const due = tcb.timers['time-wait']
      assert.equal(receive(reopened, rst, NOW_US + 1_000).tcb.timers['time-wait'], due)
      assert.equal(receive(reopened, rst, (due ?? 0) + 1).tcb.state, 'CLOSED')
    },
  },
  {
    id: 'P-31',
    decision:
      'close() with unread text resets also after shutdown, in FIN-WAIT-1 and FIN-WAIT-2; in CLOSING and LAST-ACK it sends nothing.',
    check: () => {
      for (const state of ['FIN-WAIT-1', 'FIN-WAIT-2'] as const) {
        const { numbers, tcb } = situation(state)
        const unread = after(tcb, arrival({ ...inOrder(numbers, 20), ack: numbers.una }))
        const closed = happen(unread, release, NOW_US)
        assert.deepEqual([closed.tcb.state, words(closed)], ['CLOSED', [`RST seq ${numbers.nxt}`]], state)
      }
      for (const state of ['CLOSING', 'LAST-ACK'] as const) {
        const closed = happen({ ...situation(state).tcb, unread: 20 }, release, NOW_US)
        assert.deepEqual([closed.tcb.state, words(closed)], [state, []])
      }
    },
  },
  {
    id: 'P-33',
    decision:
      '2MSL begin at entry or at the last FIN, whichever is later: after CLOSING that is the ACK of our FIN.',
    check: () => {
      const { numbers, tcb } = situation('CLOSING')
      const waits = receive(tcb, { seq: numbers.rcvNxt, ack: numbers.nxt, flags: ACK })
      assert.equal(waits.tcb.timers['time-wait'], NOW_US + TWO_MSL_US)
      const again = receive(
        waits.tcb,
        { seq: numbers.rcvNxt - 1, ack: numbers.nxt, flags: FIN | ACK },
        NOW_US + 5_000,
      )
      assert.equal(again.tcb.timers['time-wait'], NOW_US + 5_000 + TWO_MSL_US)
      const pure = receive(again.tcb, { seq: numbers.rcvNxt, ack: numbers.nxt, flags: ACK }, NOW_US + 9_000)
      assert.equal(pure.tcb.timers['time-wait'], NOW_US + 5_000 + TWO_MSL_US)
    },
  },
]
