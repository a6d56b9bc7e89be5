import { describe, expect, it } from 'vitest'
import { BASES } from '../../engine/sim/explore-bases.ts'
import { simulate } from '../../engine/sim/run.ts'
import type { Fault, Scenario } from '../../engine/sim/scenario.ts'
import { PROFILES, type ProfileId, type Settings } from '../../engine/tcp/profiles.ts'
import { ACK, SYN } from '../../engine/tcp/segment.ts'
import { newTcb, type Tcb } from '../../engine/tcp/tcb.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { after, arrival, happen, RFC9293, segmentOf, userCall } from './situations.ts'

const s = 1_000_000
const ms = 1_000

/** A connection opened by us over a path with this round trip. */
function opened(rttUs: number, settings: Settings = RFC9293): Tcb {
  const syn = after(newTcb(settings), userCall({ kind: 'open-active', iss: 0, stream: 0 }))
  return happen(syn, arrival(segmentOf({ seq: 500, ack: 1, flags: SYN | ACK })), rttUs).tcb
}

/** One byte sent at a time and acknowledged after a round trip. */
function roundTrip(tcb: Tcb, atUs: number, rttUs: number): Tcb {
  const sent = happen(tcb, userCall({ kind: 'send', bytes: 1 }), atUs).tcb
  return happen(sent, arrival(segmentOf({ seq: 501, ack: sent.snd.nxt, flags: ACK })), atUs + rttUs).tcb
}

function scenario(
  id: string,
  profile: ProfileId,
  settings: Partial<Settings>,
  faults: readonly Fault[],
): Scenario {
  const base = BASES[id] as Scenario
  return { ...base, profile, settings: { ...base.settings, ...settings }, faults }
}

/** When a side sent its copies of one segment, seconds after the first. */
function copies(run: Scenario, from: 'C' | 'S'): number[] {
  const trace = new Trace(simulate(run))
  const sent = Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id))
  const first = sent.find(
    (one) => one.from === from && sent.some((two) => two.seq === one.seq && two.retransmission > 0),
  )
  return sent
    .filter((one) => one.from === from && one.retransmission > 0)
    .map((one) => (one.sentUs - (first?.sentUs ?? 0)) / s)
}

const silent = (from: 'C' | 'S', nth: number): Fault => ({
  match: { from, kind: 'ANY', nth: { from: nth } },
  do: 'drop',
})

describe('the retransmission timer, RFC 6298 (facts 4.8)', () => {
  it('begins with 1 s and takes the first sample as SRTT = R, RTTVAR = R/2', () => {
    expect(newTcb(RFC9293).rtoUs).toBe(1 * s)
    const tcb = opened(100 * ms)
    expect([tcb.srttUs, tcb.rttvarUs]).toEqual([100 * ms, 50 * ms])
  })

  it('is 1 s for a round trip of 100 ms by the RFC and 0.3 s in Linux', () => {
    expect(opened(100 * ms).rtoUs).toBe(1 * s)
    const linux = { ...PROFILES.linux, timestamps: false }
    expect(opened(100 * ms, linux).rtoUs).toBe(300 * ms)
  })

  it('gives up at the first expiry that is R2 after the first transmission, however long the first wait was', () => {
    const open = opened(2_300 * ms)
    expect(open.rtoUs).toBe(6_900 * ms)
    let tcb = happen(open, userCall({ kind: 'send', bytes: 1 }), 10 * s).tcb
    let atUs = 10 * s
    while (tcb.state === 'ESTABLISHED') {
      atUs = tcb.timers.retransmission as number
      tcb = happen(tcb, { kind: 'timeout', timer: 'retransmission' }, atUs).tcb
    }
    // After 6.9, 20.7 and 48.3 s it is too early; dataR2Us is 100 s (SHLD-11).
    expect(atUs - 10 * s).toBe(15 * 6_900 * ms)
  })

  it('is SRTT + 4 RTTVAR where that is more than 1 s', () => {
    expect(opened(800 * ms).rtoUs).toBe(800 * ms + 4 * 400 * ms)
  })

  it('smooths later samples with 1/8 and 1/4, RTTVAR first', () => {
    const tcb = roundTrip(opened(800 * ms), 10 * s, 400 * ms)
    const rttvar = (3 * 400 * ms + (800 - 400) * ms) / 4
    const srtt = (7 * 800 * ms + 400 * ms) / 8
    expect([tcb.rttvarUs, tcb.srttUs, tcb.rtoUs]).toEqual([rttvar, srtt, srtt + 4 * rttvar])
  })

  it('doubles at each expiry up to 60 s and stays doubled until a fresh sample', () => {
    let tcb = happen(opened(100 * ms), userCall({ kind: 'send', bytes: 1 }), 0).tcb
    const rtos: number[] = []
    for (let now = 1 * s; rtos.length < 6; now += tcb.rtoUs) {
      tcb = happen(tcb, { kind: 'timeout', timer: 'retransmission' }, now).tcb
      rtos.push(tcb.rtoUs / s)
    }
    expect(rtos).toEqual([2, 4, 8, 16, 32, 60])
    const acknowledged = happen(
      tcb,
      arrival(segmentOf({ seq: 501, ack: tcb.snd.nxt, flags: ACK })),
      99 * s,
    ).tcb
    // Karn: what was sent twice is no sample, so nothing is known better.
    expect([acknowledged.rtoUs, acknowledged.srttUs]).toEqual([60 * s, 100 * ms])
    expect(roundTrip(acknowledged, 100 * s, 100 * ms).rtoUs).toBe(1 * s)
  })

  it('starts with the first segment, restarts with progress, stops when all is acknowledged', () => {
    const sent = happen(opened(100 * ms), userCall({ kind: 'send', bytes: 3_000 }), 1 * s).tcb
    expect(sent.timers.retransmission).toBe(2 * s)
    const more = happen(sent, userCall({ kind: 'send', bytes: 10 }), 1.5 * s).tcb
    expect(more.timers.retransmission).toBe(2 * s)
    const some = happen(more, arrival(segmentOf({ seq: 501, ack: 1_461, flags: ACK })), 1.6 * s).tcb
    expect(some.timers.retransmission).toBe(1.6 * s + some.rtoUs)
    const all = happen(some, arrival(segmentOf({ seq: 501, ack: some.snd.nxt, flags: ACK })), 1.7 * s).tcb
    expect(all.timers.retransmission).toBeUndefined()
  })
})

describe('giving up (facts 4.9)', () => {
  it.each([
    ['rfc9293', [1, 3, 7, 15, 31, 63, 123]],
    ['linux', [1, 2, 3, 4, 5, 7, 11, 19, 35, 67]],
    ['freebsd', [1, 2, 3, 4, 5, 7, 11, 19, 35, 67]],
  ] as const)('%s repeats a SYN at %j s', (profile, times) => {
    expect(copies(scenario('open-no-answer', profile, {}, []), 'C')).toEqual(times)
  })

  it('Linux with n SYN retries ends after n + 4 expiries or 2^(n+1) - 1 s, whichever is first', () => {
    const end = (synRetries: number): number => {
      const { calls } = new Trace(simulate(scenario('open-no-answer', 'linux', { synRetries }, [])))
      return (calls.find(({ call }) => call === 'connect')?.returnedUs ?? 0) / s
    }
    expect([end(6), end(2)]).toEqual([131, 7])
  })

  it('the RFC gives a FIN up at the first expiry after 100 s: 123 s with an RTO of 1 s', () => {
    // The server hears nothing of the client after the handshake and the client nothing of the server.
    const run = scenario('close-server-first', 'rfc9293', {}, [silent('S', 2)])
    const trace = new Trace(simulate(run))
    const last = Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id)).filter(
      ({ from }) => from === 'S',
    )
    const fin = last[1]?.sentUs ?? 0
    expect(copies(run, 'S')).toEqual([1, 3, 7, 15, 31, 63])
    expect((trace.endUs - fin) / s).toBe(123)
  })

  it('Linux gives text up at the first expiry after 924.6 s, an orphan after 102.2 s', () => {
    const withoutProbes = { lossProbes: false, timestamps: false, sack: false }
    const givesUp = (id: string, nth: number, extra: Partial<Settings>): number => {
      const run = scenario(id, 'linux', { ...withoutProbes, ...extra }, [silent('C', nth)])
      const [firstCopy = 0] = copies(run, 'C')
      const trace = new Trace(simulate(run))
      const ends = Array.from({ length: trace.factCount }, (_, index) => trace.fact(index)).find(
        (fact) => fact.kind === 'state-changed' && fact.edge === 'T70',
      )
      const sent = Array.from({ length: trace.segmentCount }, (_, index) => trace.segment(index)).find(
        (one) => one.from === 'C' && one.retransmission === 1,
      )
      return firstCopy === 0 ? -1 : ((ends?.tUs ?? 0) - (sent?.sentUs ?? 0)) / s
    }
    expect(givesUp('text-one-way', 3, {})).toBeGreaterThanOrEqual(924.6)
    expect(givesUp('text-one-way', 3, {})).toBeLessThan(924.6 + 120)
    expect(givesUp('close-at-once', 3, {})).toBeGreaterThanOrEqual(102.2)
    expect(givesUp('close-at-once', 3, {})).toBeLessThan(102.2 * 2)
  })
})
