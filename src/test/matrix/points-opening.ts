import assert from 'node:assert/strict'
import { withMarks } from '../../engine/sim/explore.ts'
import { PROFILES, type ProfileId } from '../../engine/tcp/profiles.ts'
import { ACK, RST, SYN } from '../../engine/tcp/segment.ts'
import { newTcb } from '../../engine/tcp/tcb.ts'
import { factsOfKind } from '../../engine/trace/query.ts'
import { after, happen, ISNS, NEW_ISS, RFC9293, simultaneousOpen, situation, userCall } from './situations.ts'
import { type Point, words, signalsOf, receive, built, base, run, statesOf } from './point.ts'

/** Handshakes: SYNs that cross, come twice, are refused or lost, and what accept() has to do with it. */
export const OPENING_POINTS: readonly Point[] = [
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
