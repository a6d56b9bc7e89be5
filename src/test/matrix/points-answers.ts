import assert from 'node:assert/strict'
import { BASES } from '../../engine/sim/explore-bases.ts'
import { withMarks } from '../../engine/sim/explore.ts'
import { PROFILES } from '../../engine/tcp/profiles.ts'
import { ACK, FIN, RST, SYN } from '../../engine/tcp/segment.ts'
import { basisOf, isInFigure5 } from '../../engine/tcp/edge-sources.ts'
import { TRANSITIONS } from '../../engine/tcp/transitions.ts'
import { factsOfKind } from '../../engine/trace/query.ts'
import { happen, ISNS, NOW_US, situation } from './situations.ts'
import {
  type Point,
  SYNCHRONIZED,
  abort,
  sentBy,
  words,
  receive,
  plainAck,
  base,
  run,
  segmentsOf,
  closedWindow,
} from './point.ts'

/** What is accepted, what is answered and with which numbers, and in which order. */
export const ANSWER_POINTS: readonly Point[] = [
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
      const hidden = TRANSITIONS.filter((edge) => basisOf(edge) === 'rfc' && !isInFigure5(edge))
      const paths = hidden.map(({ from, to, event }) => `${from}>${to} ${event}`)
      assert.ok(paths.includes('FIN-WAIT-1>TIME-WAIT rcv-fin-and-ack-of-fin'))
      assert.ok(paths.includes('ESTABLISHED>CLOSED rcv-rst'))
      assert.ok(paths.includes('LAST-ACK>CLOSED user-timeout'))
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
]
