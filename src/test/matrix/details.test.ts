import { describe, expect, it } from 'vitest'
import { PROFILES, type Settings } from '../../engine/tcp/profiles.ts'
import { ACK, FIN, PSH, RST, type Segment, SYN } from '../../engine/tcp/segment.ts'
import { newTcb, type Tcb } from '../../engine/tcp/tcb.ts'
import {
  after,
  arrival,
  happen,
  inOrder,
  ISNS,
  NOW_US,
  RFC9293,
  segmentOf,
  situation,
  userCall,
} from './situations.ts'

/** What the cells do not reach: text on a SYN, PSH, options, RFC 6191, small and closed windows. */

const sentBy = ({ effects }: ReturnType<typeof happen>): Segment[] =>
  effects.flatMap((effect) => (effect.kind === 'send-segment' ? [effect.segment] : []))
const receive = (tcb: Tcb, fields: Parameters<typeof segmentOf>[0], now = NOW_US) =>
  happen(tcb, arrival(segmentOf(fields)), now)
const settings = (changes: Partial<Settings>): Settings => ({ ...RFC9293, ...changes })

describe('text on a SYN (RFC 9293 3.10.7.2, third)', () => {
  it('waits for the handshake and is delivered then, from its first byte', () => {
    const syn = segmentOf({ seq: 70, flags: SYN, bytes: 40 })
    const open = happen(situation('LISTEN').tcb, arrival(syn), NOW_US)
    expect(open.effects.some(({ kind }) => kind === 'deliver')).toBe(false)
    const done = receive(open.tcb, { seq: 71, ack: open.tcb.snd.nxt, flags: ACK })
    const delivered = done.effects.flatMap((effect) => (effect.kind === 'deliver' ? [effect.text] : []))
    expect(delivered).toEqual([syn.text])
    expect(done.tcb.rcv.nxt).toBe(111)
  })
})

describe('PSH (RFC 9293 3.9.1.2, MUST-61)', () => {
  it('stands on the segment that ends a send() call, and on no other', () => {
    const connected = situation('SYN-SENT').tcb
    const queued = after(
      connected,
      userCall({ kind: 'send', bytes: 1_460 }),
      userCall({ kind: 'send', bytes: 2_000 }),
    )
    const sent = sentBy(receive(queued, { seq: ISNS.theirs, ack: ISNS.ours + 1, flags: SYN | ACK }))
    expect(sent.map(({ flags, text }) => [text?.length, (flags & PSH) !== 0])).toEqual([
      [1_460, true],
      [1_460, false],
      [540, true],
    ])
  })
})

describe('options (RFC 9293 3.7.1, RFC 7323, RFC 2018)', () => {
  const linux = { ...PROFILES.linux }
  const offer = { mss: 1_000, windowScale: 2, sackPermitted: true, timestamps: { value: 9, echo: 0 } }

  it.each([
    ['everything', offer, { timestamps: true, sack: true, scale: true }],
    [
      'only timestamps',
      { mss: 1_000, timestamps: offer.timestamps },
      { timestamps: true, sack: false, scale: false },
    ],
    ['only SACK', { mss: 1_000, sackPermitted: true }, { timestamps: false, sack: true, scale: false }],
    ['nothing', {}, { timestamps: false, sack: false, scale: false }],
  ])('are on if both SYNs carry them: the peer offers %s', (_, options, on) => {
    const listening = situation('LISTEN', ISNS, linux).tcb
    const open = happen(listening, arrival(segmentOf({ seq: 70, flags: SYN, options })), NOW_US)
    const [synAck] = sentBy(open)
    expect([
      synAck?.options?.timestamps !== undefined,
      synAck?.options?.sackPermitted === true,
      synAck?.options?.windowScale !== undefined,
    ]).toEqual([on.timestamps, on.sack, on.scale])
    const back = on.timestamps ? { timestamps: { value: 10, echo: 0 } } : null
    const stands = after(
      open.tcb,
      arrival(segmentOf({ seq: 71, ack: open.tcb.snd.nxt, flags: ACK, options: back })),
    )
    const [text] = sentBy(happen(stands, userCall({ kind: 'send', bytes: 5_000 }), NOW_US))
    expect(text?.options?.timestamps !== undefined).toBe(on.timestamps)
    const mss = 'mss' in options ? 1_000 : 536
    expect(text?.text?.length).toBe(mss - (on.timestamps ? 12 : 0))
  })

  it('say in SACK what lies beyond the gap, with or without timestamps', () => {
    for (const timestamps of [undefined, offer.timestamps]) {
      const listening = situation('LISTEN', ISNS, linux).tcb
      const syn = { mss: 1_000, sackPermitted: true, ...(timestamps !== undefined && { timestamps }) }
      const later = timestamps === undefined ? null : { timestamps: { value: 10, echo: 0 } }
      const open = after(listening, arrival(segmentOf({ seq: 70, flags: SYN, options: syn }), true, 5))
      const stands = after(open, arrival(segmentOf({ seq: 71, ack: 6, flags: ACK, options: later })))
      const beyond = receive(stands, { seq: 171, ack: 6, flags: ACK, bytes: 50, options: later })
      expect(sentBy(beyond)[0]?.options?.sack).toEqual([[171, 221]])
    }
  })
})

describe('a SYN in TIME-WAIT, RFC 6191 (facts 4.7)', () => {
  /** TIME-WAIT of a connection with or without timestamps, whose last one was 100. */
  function waiting(timestamps: boolean): Tcb {
    const all = settings({ timeWaitReuse: 'rfc6191', timestamps: true })
    const { tcb } = situation('TIME-WAIT', ISNS, all)
    return { ...tcb, timestampsOn: timestamps, tsRecent: 100 }
  }
  const { rcvNxt } = situation('TIME-WAIT').numbers

  it.each([
    [true, 101, -9, 'SYN-RECEIVED'],
    [true, 100, 9, 'SYN-RECEIVED'],
    [true, 100, -9, 'TIME-WAIT'],
    [true, 99, 9, 'TIME-WAIT'],
    [true, null, 9, 'SYN-RECEIVED'],
    [true, null, -9, 'TIME-WAIT'],
    [false, 1, -9, 'SYN-RECEIVED'],
    [false, null, 9, 'SYN-RECEIVED'],
    [false, null, -9, 'TIME-WAIT'],
  ] as const)('timestamps before %s, on the SYN %s, number %i: %s', (before, value, ahead, state) => {
    const options = { mss: 1_460, ...(value !== null && { timestamps: { value, echo: 0 } }) }
    const result = receive(waiting(before), { seq: rcvNxt + ahead, flags: SYN, options })
    expect(result.tcb.state).toBe(state)
    // What is not taken is dropped in silence.
    expect(sentBy(result).length).toBe(state === 'TIME-WAIT' ? 0 : 1)
  })
})

describe('windows (RFC 9293 3.8.6)', () => {
  /** Our window is closed, and so is the peer's, on which our text waits. */
  function bothClosed(): Tcb {
    const { numbers, tcb } = situation('ESTABLISHED', ISNS, settings({ windowBytes: 100 }))
    const full = after(tcb, arrival({ ...inOrder(numbers, 100), wnd: 0 }))
    return after(full, userCall({ kind: 'send', bytes: 50 }))
  }

  it('an opened window on a probe that is refused lets waiting text go', () => {
    const full = bothClosed()
    const probe = receive(full, { seq: full.rcv.nxt, ack: full.snd.nxt, flags: ACK, bytes: 1, wnd: 500 })
    expect(sentBy(probe).map(({ text }) => text?.length ?? 0)).toEqual([0, 50])
  })

  it('text one number ahead of a closed window is refused', () => {
    const full = bothClosed()
    const result = receive(full, { seq: full.rcv.nxt + 1, ack: full.snd.nxt, flags: ACK, bytes: 1 })
    expect(result.effects.some(({ kind }) => kind === 'segment-discarded')).toBe(true)
    expect(result.tcb.pieces).toEqual([])
  })

  it.each([
    [500, 500],
    [499, 0],
  ])('with 1,000 bytes to send, a window of %i after 1,000 is worth a segment of %i', (wnd, bytes) => {
    const syn = after(newTcb(RFC9293), userCall({ kind: 'open-active', iss: 0, stream: 0 }))
    const open = after(syn, arrival(segmentOf({ seq: 9, ack: 1, flags: SYN | ACK, wnd: 1_000 })))
    const small = after(open, arrival(segmentOf({ seq: 10, ack: 1, flags: ACK, wnd })))
    const sent = sentBy(happen(small, userCall({ kind: 'send', bytes: 1_000 }), NOW_US))
    expect(sent.reduce((sum, { text }) => sum + (text?.length ?? 0), 0)).toBe(bytes)
  })

  it('text is cut at the right edge, and the FIN behind it with it', () => {
    const { numbers, tcb } = situation('ESTABLISHED', ISNS, settings({ windowBytes: 1_000 }))
    const beyond = receive(tcb, { seq: numbers.rcvNxt + 900, ack: numbers.nxt, flags: FIN | ACK, bytes: 300 })
    expect(beyond.tcb.pieces.map(({ seq, text, fin }) => [seq - numbers.rcvNxt, text?.length, fin])).toEqual([
      [900, 100, false],
    ])
  })

  it('an ACK that was overtaken does not bring its old window back (SND.WL1, SND.WL2)', () => {
    const { numbers, tcb } = situation('ESTABLISHED')
    const { rcvNxt, una, nxt } = numbers
    const newer = receive(tcb, { seq: rcvNxt, ack: nxt, flags: ACK, wnd: 5_000 }).tcb
    const olderAck = receive(newer, { seq: rcvNxt, ack: nxt - 1, flags: ACK, wnd: 9_000 }).tcb
    expect([una < nxt, newer.snd.wnd, olderAck.snd.wnd]).toEqual([true, 5_000, 5_000])
    const text = after(
      newer,
      arrival(segmentOf({ seq: rcvNxt, ack: nxt, flags: ACK, bytes: 10, wnd: 4_000 })),
    )
    const olderSeq = receive(text, { seq: rcvNxt, ack: nxt, flags: ACK, wnd: 8_000 }).tcb
    expect(olderSeq.snd.wnd).toBe(4_000)
  })

  it('a first window that later fields cannot say exactly is kept open to its end (RFC 7323 2.4)', () => {
    const scaled = settings({ windowBytes: 500, windowScale: 8 })
    const listening = situation('LISTEN', ISNS, scaled).tcb
    const syn = segmentOf({ seq: 70, flags: SYN, options: { mss: 1_460, windowScale: 8 } })
    const open = after(listening, arrival(syn))
    const stands = after(open, arrival(segmentOf({ seq: 71, ack: open.snd.nxt, flags: ACK })))
    const whole = receive(stands, { seq: 71, ack: stands.snd.nxt, flags: ACK, bytes: 500 })
    expect([sentBy(happen(listening, arrival(syn), NOW_US))[0]?.wnd, whole.tcb.unread]).toEqual([500, 500])
  })

  it('Linux probes a closed window with the number before SND.UNA and no text', () => {
    const { numbers, tcb } = situation('ESTABLISHED', ISNS, settings({ windowProbe: 'old-number' }))
    const blocked = receive(tcb, { seq: numbers.rcvNxt, ack: numbers.nxt, flags: ACK, wnd: 0 }).tcb
    const waiting = happen(blocked, userCall({ kind: 'send', bytes: 10 }), NOW_US).tcb
    const [probe] = sentBy(happen(waiting, { kind: 'timeout', timer: 'persist' }, 9_000_000))
    expect([probe?.seq, probe?.text]).toEqual([numbers.nxt - 1, null])
  })

  it('a closed window is given up after so many unanswered probes as the profile says', () => {
    const patient = (changes: Partial<Settings>): number => {
      const { numbers, tcb } = situation('ESTABLISHED', ISNS, settings(changes))
      let blocked = receive(tcb, { seq: numbers.rcvNxt, ack: numbers.una, flags: ACK, wnd: 0 }).tcb
      for (let due = blocked.timers.persist; due !== undefined; due = blocked.timers.persist) {
        const fired = happen(blocked, { kind: 'timeout', timer: 'persist' }, due)
        if (fired.tcb.state === 'CLOSED') return due
        blocked = fired.tcb
      }
      return -1
    }
    const s = 1_000_000
    expect(patient({ dataR2Us: 20 * s })).toBeGreaterThanOrEqual(20 * s)
    expect(patient({ dataR2Us: 20 * s })).toBeLessThan(40 * s)
    expect(patient({ dataRetries: 5, dataR2Us: 20 * s })).toBeGreaterThanOrEqual(2 ** 5 * s)
    expect(patient({ userTimeoutUs: 5 * s })).toBeLessThan(10 * s)
  })
})

describe('without RFC 5961', () => {
  it('a RST anywhere in the window ends the connection, and the rule named is the old one', () => {
    const { numbers, tcb } = situation('ESTABLISHED', ISNS, settings({ challengeAck: false }))
    const rules = (ahead: number): string[] =>
      receive(tcb, { seq: numbers.rcvNxt + ahead, flags: RST }).effects.flatMap((effect) =>
        effect.kind === 'signal-user' ? [effect.because] : [],
      )
    expect([rules(0), rules(7)]).toEqual([['RFC9293-3.10.7.4-RST'], ['RFC793-RST']])
  })
})

describe('Fast Open (RFC 7413)', () => {
  it('asks for a cookie on the SYN, shows one that it has, and says nothing of it otherwise', () => {
    const synOf = (fastOpen: { fastOpen?: number | null }): Segment | undefined =>
      sentBy(
        happen(
          newTcb(settings({ fastOpen: true })),
          userCall({ kind: 'open-active', iss: 0, stream: 0, ...fastOpen }),
          NOW_US,
        ),
      )[0]
    expect(synOf({ fastOpen: null })?.options?.fastOpen).toEqual({ cookie: null })
    expect(synOf({ fastOpen: 77 })?.options?.fastOpen).toEqual({ cookie: 77 })
    expect(synOf({})?.options?.fastOpen).toBeUndefined()
  })
})
