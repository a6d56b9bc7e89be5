import { describe, expect, it } from 'vitest'
import { PROFILES } from '../../engine/tcp/profiles.ts'
import { ACK, FIN, PSH, SYN, type Segment } from '../../engine/tcp/segment.ts'
import { newTcb, type Tcb } from '../../engine/tcp/tcb.ts'
import {
  after,
  arrival,
  happen,
  inOrder,
  ISNS,
  NOW_US,
  OUTSTANDING,
  RFC9293,
  segmentOf,
  simultaneousOpen,
  situation,
  TWO_MSL_US,
  userCall,
} from './situations.ts'

/** Clauses of RFC 9293 that a connection can ignore for a long time before anybody notices; found by planting faults. */

const sentBy = ({ effects }: ReturnType<typeof happen>): Segment[] =>
  effects.flatMap((effect) => (effect.kind === 'send-segment' ? [effect.segment] : []))
const receive = (tcb: Tcb, fields: Parameters<typeof segmentOf>[0], now = NOW_US) =>
  happen(tcb, arrival(segmentOf(fields)), now)

/** ESTABLISHED with timestamps; the peer's last value is 50. */
function stamped(): Tcb {
  const opening = userCall({ kind: 'open-active', iss: ISNS.ours, stream: 0 })
  const offer = { mss: 1_460, timestamps: { value: 50, echo: 1 }, windowScale: 7 }
  const synAck = { seq: ISNS.theirs, ack: ISNS.ours + 1, flags: SYN | ACK, wnd: 1_000, options: offer }
  return after(newTcb({ ...PROFILES.linux }), opening, arrival(segmentOf(synAck)))
}

describe('timestamps (RFC 7323)', () => {
  it('answer a segment that is older than one already seen (5.3 R1)', () => {
    const old = { mss: 1_460, timestamps: { value: 49, echo: 1 } }
    const step = receive(stamped(), {
      seq: ISNS.theirs + 1,
      ack: ISNS.ours + 1,
      flags: ACK,
      bytes: 10,
      options: old,
    })
    expect(sentBy(step)).toMatchObject([{ flags: ACK, ack: ISNS.theirs + 1 }])
    expect(step.tcb.unread).toBe(0)
  })

  it('are not echoed from a segment beyond a gap (4.3)', () => {
    const later = { mss: 1_460, timestamps: { value: 60, echo: 1 } }
    const fields = { ack: ISNS.ours + 1, flags: ACK, bytes: 10, options: later }
    expect(receive(stamped(), { ...fields, seq: ISNS.theirs + 500 }).tcb.tsRecent).toBe(50)
    expect(receive(stamped(), { ...fields, seq: ISNS.theirs + 1 }).tcb.tsRecent).toBe(60)
  })
})

describe('the send window', () => {
  it('follows no segment that is older than the one it came from (3.10.7.4, WL1 and WL2)', () => {
    const { tcb, numbers } = situation('ESTABLISHED')
    const newer = receive(tcb, {
      seq: numbers.rcvNxt,
      ack: numbers.una,
      flags: ACK,
      bytes: 10,
      wnd: 5_000,
    }).tcb
    const old = receive(newer, {
      seq: numbers.rcvNxt,
      ack: numbers.una,
      flags: ACK,
      bytes: 20,
      wnd: 9_000,
    }).tcb
    expect([newer.snd.wnd, newer.snd.wl1]).toEqual([5_000, numbers.rcvNxt])
    expect(old.snd.wnd).toBe(9_000)
    const before = receive(
      { ...newer, snd: { ...newer.snd, wl1: numbers.rcvNxt + 5 } },
      { seq: numbers.rcvNxt, ack: numbers.una, flags: ACK, bytes: 20, wnd: 9_000 },
    )
    expect(before.tcb.snd.wnd).toBe(5_000)
  })

  it('comes with its WL1 and WL2 from the last segment of a handshake (3.10.7.4, fifth)', () => {
    const { tcb, numbers } = situation('SYN-RECEIVED')
    const { snd } = receive(tcb, { seq: numbers.rcvNxt, ack: numbers.nxt, flags: ACK, wnd: 4_000 }).tcb
    expect([snd.wnd, snd.wl1, snd.wl2]).toEqual([4_000, numbers.rcvNxt, numbers.nxt])
  })

  it('is ours from the SYN on: WL2 is ISS while nothing is acknowledged (P-05)', () => {
    const { snd, iss } = situation('SYN-RECEIVED').tcb
    expect([snd.wl1, snd.wl2]).toEqual([ISNS.theirs, iss])
  })

  it('of a SYN is never scaled, that of a crossing SYN,ACK neither (RFC 7323 2.2)', () => {
    const scaled = { ...PROFILES.linux, timestamps: false }
    const { tcb, numbers } = simultaneousOpen(ISNS, scaled)
    const agreed = { ...tcb, snd: { ...tcb.snd, scale: 3 } }
    const crossing = { seq: ISNS.theirs, ack: numbers.iss + 1, flags: SYN | ACK, wnd: 6_000 }
    expect(receive(agreed, crossing).tcb.snd.wnd).toBe(6_000)
  })
})

describe('the receive window', () => {
  it('ends where it was announced to end when a FIN has taken a number (3.8.6, SHLD-14)', () => {
    const { tcb, numbers } = situation('ESTABLISHED')
    const edge = tcb.rcv.nxt + tcb.rcv.wnd
    const first = after(tcb, arrival(inOrder(numbers, 10)))
    expect(first.rcv.nxt + first.rcv.wnd).toBeGreaterThanOrEqual(edge)
    const delayed = { ...tcb, settings: { ...tcb.settings, delayedAckUs: 200_000 } }
    const closed = receive(delayed, { seq: numbers.rcvNxt, ack: numbers.una, flags: FIN | ACK }).tcb
    expect(closed.rcv.nxt + closed.rcv.wnd).toBe(edge)
  })
})

describe('acknowledgments', () => {
  it('as far below SND.UNA as the largest window are only old, one further is answered (RFC 5961 5)', () => {
    const { tcb, numbers } = situation('ESTABLISHED')
    const wide = { ...tcb, snd: { ...tcb.snd, maxWnd: 400 } }
    const acks = (below: number) =>
      sentBy(receive(wide, { seq: numbers.rcvNxt, ack: numbers.una - below, flags: ACK })).length
    expect([acks(400), acks(401)]).toEqual([0, 1])
  })

  it('of something new begin the back-off anew (RFC 6298 5)', () => {
    const { tcb, numbers } = situation('ESTABLISHED')
    const once = happen(tcb, { kind: 'timeout', timer: 'retransmission' }, 1_000_000).tcb
    expect(once.backoff).toBe(1)
    const some = receive(
      once,
      { seq: numbers.rcvNxt, ack: numbers.una + OUTSTANDING / 2, flags: ACK },
      1_100_000,
    )
    expect(some.tcb.backoff).toBe(0)
  })

  it('are not asked for by keepalive while something is outstanding (3.8.4, MUST-26)', () => {
    const { tcb } = situation('ESTABLISHED')
    const idle = { ...tcb, keepaliveOn: true }
    expect(sentBy(happen(idle, { kind: 'timeout', timer: 'keepalive' }, NOW_US))).toEqual([])
    expect(
      sentBy(happen({ ...idle, queue: [] }, { kind: 'timeout', timer: 'keepalive' }, NOW_US)),
    ).toHaveLength(1)
  })

  it('of text outside the window leave every time: the limit on challenges is for other segments (RFC 5961 7)', () => {
    const limited = { ...PROFILES.linux, timestamps: false }
    const { tcb, numbers } = situation('ESTABLISHED', ISNS, limited)
    const old = { seq: numbers.rcvNxt - 10, ack: numbers.una, flags: ACK | PSH, bytes: 10 }
    const once = receive(tcb, old)
    const twice = receive(once.tcb, old)
    expect([sentBy(once).length, sentBy(twice).length]).toEqual([1, 1])
  })
})

describe('what arrives', () => {
  const delaying = { ...RFC9293, delayedAckUs: 200_000 }

  it('is acknowledged at once where it fills a gap, although ACKs are delayed (RFC 5681 4.2)', () => {
    const { tcb, numbers } = situation('ESTABLISHED', ISNS, delaying)
    const ack = numbers.una
    const gap = receive(tcb, { seq: numbers.rcvNxt + 10, ack, flags: ACK, bytes: 10 }).tcb
    const filled = receive(gap, { seq: numbers.rcvNxt, ack, flags: ACK, bytes: 10 })
    expect(sentBy(filled)).toMatchObject([{ flags: ACK, ack: numbers.rcvNxt + 20 }])
    const inTurn = receive(tcb, { seq: numbers.rcvNxt, ack, flags: ACK, bytes: 10 })
    expect(sentBy(inTurn)).toEqual([])
  })

  it('is taken and acknowledged after shutdown(SHUT_RD): only close() makes it a reset (3.6.1, SHLD-3)', () => {
    const { tcb, numbers } = situation('ESTABLISHED')
    const deaf = after(tcb, userCall({ kind: 'stop-reading' }))
    const step = receive(deaf, { seq: numbers.rcvNxt, ack: numbers.una, flags: ACK, bytes: 10 })
    expect(step.tcb.state).toBe('ESTABLISHED')
    expect(sentBy(step)).toMatchObject([{ flags: ACK, ack: numbers.rcvNxt + 10 }])
  })

  it('stops every other timer where it leads to TIME-WAIT (3.6.1)', () => {
    const { tcb, numbers } = situation('FIN-WAIT-2')
    const timed = { ...tcb, timers: { ...tcb.timers, keepalive: 9_000_000, 'fin-wait-2': 60_000_000 } }
    const { timers, state } = receive(timed, { seq: numbers.rcvNxt, ack: numbers.nxt, flags: FIN | ACK }).tcb
    expect(state).toBe('TIME-WAIT')
    expect(Object.entries(timers).filter(([, dueUs]) => dueUs !== undefined)).toEqual([
      ['time-wait', NOW_US + TWO_MSL_US],
    ])
  })
})
