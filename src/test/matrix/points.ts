import assert from 'node:assert/strict'
import { BASES } from '../../engine/sim/explore-bases.ts'
import { withMarks } from '../../engine/sim/explore.ts'
import { simulate } from '../../engine/sim/run.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import type { Effect } from '../../engine/tcp/effect.ts'
import { PROFILES, type ProfileId, type Settings } from '../../engine/tcp/profiles.ts'
import { ACK, FIN, flagNames, PSH, RST, type Segment, SYN } from '../../engine/tcp/segment.ts'
import { STATES, type State } from '../../engine/tcp/state.ts'
import type { StepResult } from '../../engine/tcp/step.ts'
import { newTcb, type Tcb } from '../../engine/tcp/tcb.ts'
import { TRANSITIONS } from '../../engine/tcp/transitions.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { factsOfKind, stateIntervals } from '../../engine/trace/query.ts'
import {
  after,
  arrival,
  happen,
  inOrder,
  ISNS,
  NEW_ISS,
  NOW_US,
  orphan,
  RFC9293,
  segmentOf,
  simultaneousOpen,
  situation,
  TWO_MSL_US,
  userCall,
} from './situations.ts'

/** The subtle points P-01 to P-34 of the fact base: how each is decided here, and a check that it is. */
export interface Point {
  readonly id: string
  readonly decision: string
  /** Throws where the engine decides otherwise. */
  readonly check: () => void
}

const SYNCHRONIZED = STATES.slice(STATES.indexOf('ESTABLISHED'))
const close = userCall({ kind: 'close' })
const release = userCall({ kind: 'release' })
const abort = userCall({ kind: 'abort' })

// --- What came of a step ------------------------------------------------------------------------------------

function sentBy({ effects }: { effects: readonly Effect[] }): Segment[] {
  return effects.flatMap((effect) => (effect.kind === 'send-segment' ? [effect.segment] : []))
}

/** `RST seq 5`, `ACK seq 5 ack 9`: what was sent, in order. */
function words(result: StepResult): string[] {
  return sentBy(result).map(({ flags, seq, ack, text }) => {
    const acknowledges = (flags & ACK) === 0 ? '' : ` ack ${ack}`
    return `${flagNames(flags).join(',')} seq ${seq}${acknowledges}${text === null ? '' : ` +${text.length}`}`
  })
}

function signalsOf({ effects }: StepResult): string[] {
  return effects.flatMap((effect) =>
    effect.kind === 'signal-user' && effect.signal !== 'closed' ? [effect.signal] : [],
  )
}

const receive = (tcb: Tcb, fields: Parameters<typeof segmentOf>[0], now = NOW_US): StepResult =>
  happen(tcb, arrival(segmentOf(fields)), now)

const built = (state: State, settings: Partial<Settings> = {}) =>
  situation(state, ISNS, { ...RFC9293, ...settings })

/** The plain answer of a synchronized end: its own numbers. */
const plainAck = (state: State): string => {
  const { numbers } = situation(state)
  return `ACK seq ${numbers.nxt} ack ${numbers.rcvNxt}`
}

// --- Runs ---------------------------------------------------------------------------------------------------

const base = (id: string, settings: Partial<Settings> = {}, profile: ProfileId = 'rfc9293'): Scenario => {
  const scenario = BASES[id]
  if (scenario === undefined) throw new Error(id)
  return { ...scenario, profile, settings: { ...scenario.settings, ...settings } }
}

function run(scenario: Scenario): Trace {
  return new Trace(simulate(scenario))
}

function statesOf(trace: Trace, side: 'C' | 'S'): string[] {
  return stateIntervals(trace, side).map(({ state, fromUs }) => `${state} ${fromUs / 1000}`)
}

export const POINTS: readonly Point[] = [
  {
    id: 'P-01',
    decision:
      'The crossing SYN,ACK of a simultaneous open counts as an ACK; by the letter it is answered; both converge.',
    check: () => {
      const crossing = { seq: ISNS.theirs, ack: ISNS.ours + 1, flags: SYN | ACK }
      const figure7 = receive(simultaneousOpen().tcb, crossing)
      assert.equal(figure7.tcb.state, 'ESTABLISHED')
      assert.deepEqual(words(figure7), [])
      const literal = receive(simultaneousOpen(ISNS, { ...RFC9293, crossedSynAck: 'literal' }).tcb, crossing)
      assert.equal(literal.tcb.state, 'SYN-RECEIVED')
      assert.deepEqual(words(literal), [`ACK seq ${ISNS.ours + 1} ack ${ISNS.theirs + 1}`])
      const linux = receive(
        simultaneousOpen(ISNS, { ...RFC9293, crossedSynAck: 'figure7-and-ack' }).tcb,
        crossing,
      )
      assert.deepEqual([linux.tcb.state, words(linux).length], ['ESTABLISHED', 1])
      for (const crossedSynAck of ['figure7', 'literal'] as const) {
        const trace = run(base('open-simultaneous', { crossedSynAck }))
        assert.ok(statesOf(trace, 'C').some((state) => state.startsWith('ESTABLISHED')))
        assert.ok(statesOf(trace, 'S').some((state) => state.startsWith('ESTABLISHED')))
      }
    },
  },
  {
    id: 'P-02',
    decision:
      'A repeated SYN in SYN-RECEIVED draws an ACK (rfc9293), or the SYN,ACK again (deployed stacks).',
    check: () => {
      const again = { seq: ISNS.theirs, flags: SYN }
      const literal = receive(built('SYN-RECEIVED').tcb, again)
      assert.deepEqual(words(literal), [`ACK seq ${ISNS.ours + 1} ack ${ISNS.theirs + 1}`])
      const deployed = receive(built('SYN-RECEIVED', { dupSyn: 'synack' }).tcb, again)
      assert.deepEqual(words(deployed), [`SYN,ACK seq ${ISNS.ours} ack ${ISNS.theirs + 1}`])
      assert.equal(PROFILES.rfc9293.dupSyn, 'ack')
      assert.equal(PROFILES.linux.dupSyn, 'synack')
    },
  },
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
    id: 'P-05',
    decision: 'SND.WND, WL1 and WL2 are set on leaving SYN-SENT; without ACK, WL2 is ISS.',
    check: () => {
      const { tcb } = situation('SYN-SENT')
      const open = receive(tcb, { seq: ISNS.theirs, ack: ISNS.ours + 1, flags: SYN | ACK, wnd: 777 }).tcb.snd
      assert.deepEqual([open.wnd, open.wl1, open.wl2], [777, ISNS.theirs, ISNS.ours + 1])
      const crossed = receive(tcb, { seq: ISNS.theirs, flags: SYN, wnd: 777 }).tcb.snd
      assert.deepEqual([crossed.wnd, crossed.wl1, crossed.wl2], [777, ISNS.theirs, ISNS.ours])
    },
  },
  {
    id: 'P-06',
    decision: 'In SYN-SENT only the ACK field shows that a RST is meant for us; SEQ is not looked at.',
    check: () => {
      const { tcb } = situation('SYN-SENT')
      for (const seq of [0, 123_456]) {
        const refused = receive(tcb, { seq, ack: ISNS.ours + 1, flags: RST | ACK })
        assert.deepEqual([refused.tcb.state, signalsOf(refused)], ['CLOSED', ['refused']])
      }
      assert.equal(receive(tcb, { seq: 0, flags: RST }).tcb.state, 'SYN-SENT')
    },
  },
  {
    id: 'P-07',
    decision:
      'In SYN-SENT the ACK is looked at before the RST: a RST with a bad ACK is dropped, not answered.',
    check: () => {
      const result = receive(situation('SYN-SENT').tcb, { seq: 0, ack: ISNS.ours + 99, flags: RST | ACK })
      assert.deepEqual([result.tcb.state, words(result)], ['SYN-SENT', []])
    },
  },
  {
    id: 'P-08',
    decision:
      'A RST sends a passive SYN-RECEIVED back to LISTEN in silence, an active one to CLOSED, refused.',
    check: () => {
      const { numbers, tcb } = situation('SYN-RECEIVED')
      const passive = receive(tcb, { seq: numbers.rcvNxt, flags: RST })
      assert.deepEqual([passive.tcb.state, signalsOf(passive)], ['LISTEN', []])
      const active = receive(simultaneousOpen().tcb, { seq: numbers.rcvNxt, flags: RST })
      assert.deepEqual([active.tcb.state, signalsOf(active)], ['CLOSED', ['refused']])
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
    id: 'P-11',
    decision: 'A synchronized end answers what it cannot accept with an ACK, never with a RST.',
    check: () => {
      for (const state of SYNCHRONIZED) {
        const { numbers, tcb } = situation(state)
        const strange = [
          { seq: numbers.rcvNxt - 100, ack: numbers.nxt, flags: ACK, bytes: 50 },
          { seq: numbers.rcvNxt, ack: numbers.nxt + 5, flags: ACK },
          { seq: numbers.rcvNxt - 1, ack: numbers.nxt, flags: SYN | ACK },
          { seq: numbers.rcvNxt + 200_000, ack: numbers.nxt, flags: ACK },
        ]
        for (const fields of strange) assert.deepEqual(words(receive(tcb, fields)), [plainAck(state)], state)
      }
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
    id: 'P-14',
    decision:
      'A RST has SEQ = SEG.ACK where there is one, else SEQ 0 and an ACK of the whole segment, SYN counted.',
    check: () => {
      const closed = situation('CLOSED').tcb
      assert.deepEqual(words(receive(closed, { seq: 70, flags: SYN })), ['RST,ACK seq 0 ack 71'])
      assert.deepEqual(words(receive(closed, { seq: 70, flags: SYN, bytes: 100 })), ['RST,ACK seq 0 ack 171'])
      assert.deepEqual(words(receive(closed, { seq: 70, ack: 88, flags: FIN | ACK })), ['RST seq 88'])
    },
  },
  {
    id: 'P-15',
    decision: 'Everything after the handshake carries ACK; a FIN is sent as FIN,ACK.',
    check: () => {
      for (const id of Object.keys(BASES)) {
        const trace = run(base(id))
        for (let s = 0; s < trace.segmentCount; s++) {
          const { flags } = trace.segment(s)
          const opens = (flags & SYN) !== 0
          assert.ok(opens || (flags & (ACK | RST)) !== 0, `${id}: segment ${s}`)
          assert.ok((flags & FIN) === 0 || (flags & ACK) !== 0, `${id}: segment ${s}`)
        }
      }
    },
  },
  {
    id: 'P-16',
    decision: 'After a lost SYN data begins with an RTO of 3 s, on the side whose timer expired.',
    check: () => {
      const trace = run(withMarks(base('text-both-ways'), [{ nth: 1, kind: 0 }]))
      const noted = factsOfKind(trace, 'noted').filter(({ note }) => note === 'rto-reset-after-syn-loss')
      assert.deepEqual(
        noted.map(({ side, value }) => [side, value]),
        [['C', 3_000_000]],
      )
    },
  },
  {
    id: 'P-17',
    decision: 'connect() gives up after 183 s by the RFC, earlier in every deployed stack.',
    check: () => {
      const times: [ProfileId, number][] = [
        ['rfc9293', 183],
        ['linux', 131],
        ['freebsd', 75],
        ['macos', 75],
        ['windows', 21],
      ]
      for (const [profile, seconds] of times) {
        const call = run(base('open-no-answer', {}, profile)).calls.find((one) => one.call === 'connect')
        assert.deepEqual([call?.errno, (call?.returnedUs ?? 0) / 1_000_000], ['ETIMEDOUT', seconds], profile)
      }
    },
  },
  {
    id: 'P-18',
    decision:
      'At a closed window ACK and RST still count; of what has no length only SEQ = RCV.NXT is acceptable.',
    check: () => {
      const full = closedWindow('FIN-WAIT-1')
      const { nxt } = full.rcv
      const probe = { seq: nxt, ack: full.snd.nxt, flags: ACK, bytes: 1 }
      const probed = receive(full, probe)
      assert.deepEqual([probed.tcb.state, words(probed).length], ['FIN-WAIT-2', 1])
      assert.equal(receive(full, { seq: nxt, flags: RST }).tcb.state, 'CLOSED')
      assert.deepEqual(words(receive(full, { seq: nxt, ack: full.snd.una, flags: ACK })), [])
      assert.equal(words(receive(full, { seq: nxt + 2, ack: full.snd.una, flags: ACK })).length, 1)
      // One number ahead stands a peer that probes: its ACK counts, and answering it would never end (Appendix A.2).
      const beside = receive(full, { seq: nxt + 1, ack: full.snd.nxt, flags: ACK })
      assert.deepEqual([beside.tcb.state, words(beside)], ['FIN-WAIT-2', []])
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
    id: 'P-21',
    decision:
      'ESTABLISHED does not mean that accept() has returned: the connection waits in the accept queue.',
    check: () => {
      const scenario = base('open-active')
      const trace = run({ ...scenario, apps: { C: scenario.apps.C, S: scenario.apps.S.slice(0, 1) } })
      assert.ok(statesOf(trace, 'S').some((state) => state.startsWith('ESTABLISHED')))
      assert.equal(factsOfKind(trace, 'queues-changed').at(-1)?.acceptQueue, 1)
    },
  },
  {
    id: 'P-22',
    decision: 'At one instant arrivals come first, then timers, then calls.',
    check: () => {
      const scenario = base('open-active')
      // The SYN,ACK is lost; the repeated SYN arrives when the server's own timer fires and its program calls.
      const call = { when: { atUs: 1_050_000 }, socket: 'other', op: 'listen', port: 99, backlog: 1 } as const
      const busy = { ...scenario, apps: { C: scenario.apps.C, S: [...scenario.apps.S, call] } }
      const trace = run(withMarks(busy, [{ nth: 2, kind: 0 }]))
      const kinds = ['segment-delivered', 'timer-fired', 'call-made'] as const
      const order = kinds.map(
        (kind) =>
          factsOfKind(trace, kind).find((fact) => fact.tUs === 1_050_000 && fact.side === 'S')?.index ?? -1,
      )
      assert.ok(order.every((index) => index >= 0))
      assert.deepEqual(
        order,
        order.toSorted((a, b) => a - b),
      )
    },
  },
  {
    id: 'P-23',
    decision: 'Figure 5 is not the specification: the table has the edges that it leaves out.',
    check: () => {
      const hidden = TRANSITIONS.filter(({ basis, figure5 }) => basis === 'rfc' && !figure5)
      const paths = hidden.map(({ from, to, event }) => `${from}>${to} ${event}`)
      assert.ok(paths.includes('FIN-WAIT-1>TIME-WAIT rcv-fin-and-ack-of-fin'))
      assert.ok(paths.includes('ESTABLISHED>CLOSED rcv-rst'))
      assert.ok(paths.includes('LAST-ACK>CLOSED user-timeout'))
    },
  },
  {
    id: 'P-24',
    decision:
      'Another SYN inside the window returns a passive SYN-RECEIVED to LISTEN; Linux also resets its sender.',
    check: () => {
      const other = { seq: situation('SYN-RECEIVED').numbers.rcvNxt + 5, flags: SYN }
      const rfc = receive(built('SYN-RECEIVED').tcb, other)
      assert.deepEqual([rfc.tcb.state, words(rfc)], ['LISTEN', []])
      const linux = receive(built('SYN-RECEIVED', { synReceived: 'request' }).tcb, other)
      assert.deepEqual([linux.tcb.state, words(linux)], ['LISTEN', [`RST,ACK seq 0 ack ${other.seq + 1}`]])
    },
  },
  {
    id: 'P-25',
    decision:
      'The answer to an old duplicate carries the present numbers, and a retransmission does not roll SND.NXT back.',
    check: () => {
      const { numbers, tcb } = situation('ESTABLISHED')
      const again = happen(tcb, { kind: 'timeout', timer: 'retransmission' }, 1_000_000)
      assert.equal(again.tcb.snd.nxt, numbers.nxt)
      const old = receive(again.tcb, { seq: numbers.irs - 40, ack: numbers.iss - 40, flags: ACK, bytes: 20 })
      assert.deepEqual(words(old), [plainAck('ESTABLISHED')])
    },
  },
  {
    id: 'P-26',
    decision: 'An ACK out of range draws a RST in SYN-RECEIVED and an ACK in synchronized states.',
    check: () => {
      const received = situation('SYN-RECEIVED')
      const wrong = { seq: received.numbers.rcvNxt, ack: received.numbers.nxt + 7, flags: ACK }
      assert.deepEqual(words(receive(received.tcb, wrong)), [`RST seq ${wrong.ack}`])
      const { numbers, tcb } = situation('ESTABLISHED')
      const far = receive(tcb, { seq: numbers.rcvNxt, ack: numbers.una - 70_000, flags: ACK, bytes: 10 })
      assert.deepEqual([words(far), far.tcb.unread], [[plainAck('ESTABLISHED')], 0])
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
    id: 'P-29',
    decision:
      'Linux: tail loss probe before the first backoff, RST,ACK from abort, probes without data, FIN dropped in LISTEN.',
    check: () => {
      const linux = { ...PROFILES.linux }
      const listening = situation('LISTEN', ISNS, linux).tcb
      assert.deepEqual(words(receive(listening, { seq: 1, flags: SYN | FIN })), [])
      const aborted = happen(situation('ESTABLISHED', ISNS, linux).tcb, abort, NOW_US)
      assert.deepEqual(
        sentBy(aborted).map(({ flags }) => flags),
        [RST | ACK],
      )
      const scenario = base('text-one-way', {}, 'linux')
      const silent = { match: { from: 'C', kind: 'ANY', nth: { from: 3 } }, do: 'drop' } as const
      const trace = run({ ...scenario, faults: [silent], stopUs: 20_000_000 })
      const copies = segmentsOf(trace).filter(
        ({ from, retransmission }) => from === 'C' && retransmission > 0,
      )
      assert.equal(copies[0]?.probe, 'tail-loss')
      const gaps = copies.slice(2, 5).map(({ sentUs }, index) => sentUs - (copies[index + 1]?.sentUs ?? 0))
      assert.ok(gaps.every((gap, index) => index === 0 || gap > (gaps[index - 1] ?? 0) * 1.5))
      const probe = segmentsOf(run(base('text-at-zero-window', {}, 'linux'))).find(
        (one) => one.probe === 'zero-window',
      )
      assert.equal(probe?.text ?? null, null)
    },
  },
  {
    id: 'P-30',
    decision: 'Each arrival is finished, its ACK sent, before the next one of the same instant.',
    check: () => {
      const scenario = base('close-abort-client')
      const send = { when: { atUs: 500_000 }, socket: 'c', op: 'send', bytes: 100 } as const
      const [connect, abortStep] = scenario.apps.C
      assert.ok(connect !== undefined && abortStep !== undefined)
      const trace = run({ ...scenario, apps: { C: [connect, send, abortStep], S: scenario.apps.S } })
      const atOnce = segmentsOf(trace).filter(({ from, sentUs }) => from === 'S' && sentUs === 550_000)
      assert.deepEqual(
        atOnce.map(({ flags }) => flags),
        [ACK],
      )
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
    id: 'P-32',
    decision: 'A FIN at a closed window is answered and not taken; Linux takes a FIN alone.',
    check: () => {
      const full = closedWindow('ESTABLISHED')
      const fin = { seq: full.rcv.nxt, ack: full.snd.una, flags: FIN | ACK }
      const refused = receive(full, fin)
      assert.deepEqual([refused.tcb.state, words(refused).length], ['ESTABLISHED', 1])
      const linux = closedWindow('ESTABLISHED', { finAtZeroWindow: 'accepted' })
      assert.equal(receive(linux, fin).tcb.state, 'CLOSE-WAIT')
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
  {
    id: 'P-34',
    decision: 'After two or more lost SYNs data still begins with 3 s, whatever the backoff reached.',
    check: () => {
      let tcb = after(newTcb(RFC9293), userCall({ kind: 'open-active', iss: NEW_ISS, stream: 0 }))
      for (const now of [1_000_000, 3_000_000, 7_000_000])
        tcb = happen(tcb, { kind: 'timeout', timer: 'retransmission' }, now).tcb
      assert.equal(tcb.rtoUs, 8_000_000)
      const open = receive(tcb, { seq: ISNS.theirs, ack: NEW_ISS + 1, flags: SYN | ACK }, 7_100_000)
      assert.equal(open.tcb.rtoUs, 3_000_000)
    },
  },
]

function segmentsOf(trace: Trace) {
  return Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id))
}

/** An end in this state whose receive buffer is full and was announced as full. */
function closedWindow(state: 'ESTABLISHED' | 'FIN-WAIT-1', settings: Partial<Settings> = {}): Tcb {
  const { numbers, tcb } = built(state, { windowBytes: 100, ...settings })
  const full = after(tcb, arrival({ ...inOrder(numbers, 100), ack: numbers.una }))
  assert.deepEqual([full.rcv.wnd, full.unread], [0, 100])
  return full
}
