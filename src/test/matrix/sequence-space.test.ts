import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACK, FIN, SYN } from '../../engine/tcp/segment.ts'
import { add, distance, geq, gt, inWindow, leq, lt, max, sub } from '../../engine/tcp/seq.ts'
import { newTcb } from '../../engine/tcp/tcb.ts'
import { after, arrival, happen, NOW_US, RFC9293, segmentOf, userCall } from './situations.ts'

/** Numbers round the place where they go round, and anywhere else. */
const number = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  fc.integer({ min: -5, max: 5 }).map((n) => (n + 2 ** 32) % 2 ** 32),
)
/** Distances that have an order: less than 2^31. */
const ahead = fc.oneof(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.integer({ min: 0, max: 3 }))

const reference = (a: number, n: number): number =>
  Number((BigInt(a) + BigInt(n) + (1n << 64n)) % (1n << 32n))

describe('sequence numbers, RFC 9293 3.4', () => {
  it('add and subtract modulo 2^32', () => {
    fc.assert(
      fc.property(number, ahead, (a, n) => {
        const b = add(a, n)
        expect([b, add(b, -n)]).toEqual([reference(a, n), a])
        expect([distance(a, b), sub(b, a)]).toEqual([n, n])
      }),
    )
  })

  it('compare by the shorter way round', () => {
    fc.assert(
      fc.property(number, ahead, (a, n) => {
        const b = add(a, n)
        const before = n > 0
        expect([lt(a, b), leq(a, b), gt(b, a), geq(b, a)]).toEqual([before, true, before, true])
        expect([lt(b, a), gt(a, b), leq(b, a), geq(a, b)]).toEqual([false, false, !before, !before])
        expect(max(a, b)).toBe(b)
      }),
    )
  })

  it('lie in a window or not, wherever it begins', () => {
    fc.assert(
      fc.property(number, ahead, fc.integer({ min: 0, max: 2 ** 30 }), (start, n, length) => {
        expect(inWindow(add(start, n), start, length)).toBe(n < length)
      }),
    )
  })

  it('a transfer across the turn is the same as one far from it (M4)', () => {
    const relative = (isns: { ours: number; theirs: number }) => {
      const open = after(
        newTcb(RFC9293),
        userCall({ kind: 'open-active', iss: isns.ours, stream: 0 }),
        arrival(segmentOf({ seq: isns.theirs, ack: isns.ours + 1, flags: SYN | ACK })),
        userCall({ kind: 'send', bytes: 5_000 }),
        arrival(segmentOf({ seq: isns.theirs + 1, ack: isns.ours + 1461, flags: ACK, bytes: 300 })),
      )
      const { tcb, effects } = happen(open, userCall({ kind: 'close' }), NOW_US)
      const fromUs = (n: number) => distance(isns.ours, n)
      const sent = effects.flatMap((effect) =>
        effect.kind === 'send-segment'
          ? [[fromUs(effect.segment.seq), distance(isns.theirs, effect.segment.ack), effect.segment.flags]]
          : [],
      )
      return [fromUs(tcb.snd.una), fromUs(tcb.snd.nxt), distance(isns.theirs, tcb.rcv.nxt), sent]
    }
    const far = relative({ ours: 1_000, theirs: 50_000 })
    fc.assert(
      fc.property(number, number, (ours, theirs) => {
        expect(relative({ ours, theirs })).toEqual(far)
      }),
    )
  })
})

describe('acceptability, RFC 9293 3.4: RCV.NXT 301, RCV.WND 1000', () => {
  const tcb = after(
    newTcb({ ...RFC9293, windowBytes: 1_000 }),
    userCall({ kind: 'open-active', iss: 0, stream: 0 }),
    arrival(segmentOf({ seq: 300, ack: 1, flags: SYN | ACK })),
  )

  it.each([
    ['a pure ACK at 301', { seq: 301, flags: ACK }, 'accepted'],
    ['a pure ACK at 300, a keepalive', { seq: 300, flags: ACK }, 'answered'],
    ['a SYN,ACK at 300 again', { seq: 300, flags: SYN | ACK }, 'answered'],
    ['a FIN at 301', { seq: 301, flags: FIN | ACK }, 'accepted'],
    ['100 bytes from 250', { seq: 250, flags: ACK, bytes: 100 }, 'accepted'],
    ['100 bytes from 1301', { seq: 1_301, flags: ACK, bytes: 100 }, 'answered'],
    ['the last number of the window', { seq: 1_300, flags: ACK }, 'accepted'],
    ['a pure ACK behind the window', { seq: 1_301, flags: ACK }, 'answered'],
  ])('%s is %s', (_, fields, verdict) => {
    const { effects } = happen(tcb, arrival(segmentOf({ ...fields, ack: 1 })), NOW_US)
    const discarded = effects.some(({ kind }) => kind === 'segment-discarded')
    expect(discarded ? 'answered' : 'accepted').toBe(verdict)
  })

  it('trims 100 bytes from 250 to the 49 that are new', () => {
    const { tcb: after250 } = happen(
      tcb,
      arrival(segmentOf({ seq: 250, ack: 1, flags: ACK, bytes: 100 })),
      NOW_US,
    )
    expect([after250.rcv.nxt, after250.unread]).toEqual([350, 49])
  })
})
