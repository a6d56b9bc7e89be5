import { describe, expect, it } from 'vitest'
import { ACK, FIN, PSH, RST, SYN } from '../../tcp/segment.ts'
import { EDGES } from '../../tcp/transitions.ts'
import { Trace, type TraceData } from '../../trace/codec.ts'
import type { TcbField } from '../../trace/trace.ts'
import { TCB_FIELDS } from '../../trace/trace.ts'
import { BASES } from '../explore-bases.ts'
import { type Mark, withMarks } from '../explore.ts'
import { simulate } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { columnsOf, INVARIANTS } from './check.ts'
import { FACT, STATE, TIMER } from './columns.ts'
import { Replay } from './replay.ts'

/** Every checker is shown a trace in which its invariant is broken, and has to see it. */

/** A trace that may be written to. */
type Doctored = { -readonly [K in keyof TraceData]: TraceData[K] }

interface Case {
  readonly id: string
  /** What is done to the trace. */
  readonly doctoring: string
  readonly base: string
  readonly marks?: readonly Mark[]
  readonly doctor: (data: Doctored) => void
  readonly faultlessEndUs?: number
}

const DROP = 0

/** First fact of a kind for which `where` holds. */
function factWhere(data: TraceData, kind: number, where: (index: number) => boolean = () => true): number {
  const found = data.facts.kind.findIndex((code, index) => code === kind && where(index))
  if (found < 0) throw new Error('no such fact')
  return found
}

function changeTo(data: TraceData, state: number): number {
  return factWhere(
    data,
    FACT.state,
    (index) => data.facts.b[index] === state && data.facts.conn[index] !== -1,
  )
}

/** First segment for which `where` holds. */
function segmentWhere(data: TraceData, where: (index: number, flags: number) => boolean): number {
  const found = data.segments.flags.findIndex((flags, index) => where(index, flags))
  if (found < 0) throw new Error('no such segment')
  return found
}

const withFlags = (data: TraceData, bits: number): number =>
  segmentWhere(data, (_, flags) => (flags & ~PSH) === bits)

/** Adds to one number of a column. */
function add(column: { [index: number]: number }, index: number, by: number): void {
  column[index] = (column[index] ?? 0) + by
}

/** Every later value of a TCB field becomes `value`. */
function setField(data: TraceData, field: TcbField, value: number, from = 0): void {
  const code = TCB_FIELDS.indexOf(field)
  data.changes.field.forEach((one, index) => {
    if (one === code && index >= from) data.changes.value[index] = value
  })
}

const CASES: readonly Case[] = [
  {
    id: 'S1',
    doctoring: 'a change goes along the edge of another one',
    base: 'text-one-way',
    doctor: (data) => {
      data.facts.c[changeTo(data, STATE.closeWait)] = EDGES.findIndex(({ id }) => id === 'T23')
    },
  },
  {
    id: 'S1',
    doctoring: 'a change has another cause',
    base: 'text-one-way',
    doctor: (data) => {
      data.facts.cause[changeTo(data, STATE.closeWait)] = factWhere(data, FACT.callMade)
    },
  },
  {
    id: 'S2',
    doctoring: 'SND.UNA goes back',
    base: 'text-one-way',
    doctor: (data) => setField(data, 'snd.una', 17, data.changes.field.length / 2),
  },
  {
    id: 'S3',
    doctoring: 'an ACK is one too high',
    base: 'text-one-way',
    doctor: (data) => add(data.segments.ack, withFlags(data, FIN | ACK), 1),
  },
  {
    id: 'S4',
    doctoring: 'the SYN,ACK that arrives has another ISN than the one first sent',
    base: 'text-one-way',
    marks: [{ nth: 2, kind: DROP }],
    doctor: (data) => {
      const again = segmentWhere(
        data,
        (s, flags) => flags === (SYN | ACK) && data.segments.retransmission[s] === 1,
      )
      add(data.segments.seq, again, 7)
    },
  },
  {
    id: 'S5',
    doctoring: 'the SYN,ACK is only a SYN',
    base: 'text-one-way',
    doctor: (data) => {
      data.segments.flags[withFlags(data, SYN | ACK)] = SYN
    },
  },
  {
    id: 'S6',
    doctoring: 'a byte is left out',
    base: 'text-one-way',
    doctor: (data) => add(data.facts.b, factWhere(data, FACT.data), 1),
  },
  {
    id: 'S7',
    doctoring: 'the end of file comes one byte early',
    base: 'text-one-way',
    doctor: (data) => add(data.facts.c, factWhere(data, FACT.data), -1),
  },
  {
    id: 'S7',
    doctoring: 'recv() gives 0 after a reset',
    base: 'close-abort-client',
    doctor: (data) => {
      const call = data.calls.find((one) => one.errno === 'ECONNRESET')
      Object.assign(call ?? {}, { result: 0, errno: null })
    },
  },
  {
    id: 'S8',
    doctoring: 'a byte never arrives',
    base: 'text-one-way',
    doctor: (data) => add(data.facts.c, factWhere(data, FACT.data), -1),
  },
  {
    id: 'S9',
    doctoring: 'a retransmission carries other bytes',
    base: 'text-one-way',
    marks: [{ nth: 3, kind: DROP }],
    doctor: (data) =>
      add(
        data.segments.textOffset,
        segmentWhere(data, (s) => (data.segments.textLength[s] ?? 0) > 0),
        5,
      ),
  },
  {
    id: 'S9',
    doctoring: 'the FIN moves',
    base: 'text-one-way',
    marks: [{ nth: 6, kind: DROP }],
    doctor: (data) =>
      add(
        data.segments.seq,
        segmentWhere(data, (s, flags) => (flags & FIN) !== 0 && data.segments.retransmission[s] === 1),
        1,
      ),
  },
  {
    id: 'S10',
    doctoring: 'the window was 50 bytes',
    base: 'text-one-way',
    doctor: (data) => setField(data, 'snd.wnd', 50),
  },
  {
    id: 'S10',
    doctoring: 'the receiver had offered 50 bytes',
    base: 'text-one-way',
    doctor: (data) => data.segments.wnd.fill(50),
  },
  {
    id: 'S10',
    doctoring: 'a receiver forgets half of what it offered',
    base: 'text-one-way',
    doctor: (data) => setField(data, 'rcv.wnd', 30_000),
  },
  {
    id: 'S11',
    doctoring: 'a segment carries 3,000 bytes',
    base: 'text-one-way',
    doctor: (data) => {
      data.segments.textLength[segmentWhere(data, (s) => (data.segments.textLength[s] ?? 0) > 0)] = 3_000
    },
  },
  {
    id: 'S12',
    doctoring: 'a RST has another number',
    base: 'close-abort-client',
    doctor: (data) => add(data.segments.seq, withFlags(data, RST), 1),
  },
  {
    id: 'S12',
    doctoring: 'a RST answers a RST',
    base: 'open-refused',
    doctor: (data) => {
      data.segments.flags[withFlags(data, SYN)] = RST
    },
  },
  {
    id: 'S13',
    doctoring: 'the RST that ended a connection was not exact',
    base: 'close-abort-client',
    doctor: (data) => add(data.segments.seq, withFlags(data, RST), 3),
  },
  {
    id: 'S14',
    doctoring: 'the FIN that was received had SYN on',
    base: 'close-simultaneous',
    doctor: (data) => {
      data.segments.flags[withFlags(data, FIN | ACK)] = FIN | SYN | ACK
    },
  },
  {
    id: 'S15',
    doctoring: 'TIME-WAIT is one microsecond short',
    base: 'close-client-first',
    doctor: (data) => add(data.facts.tUs, changeTo(data, STATE.timeWait), 1),
  },
  {
    id: 'S15',
    doctoring: 'TIME-WAIT begins before the own FIN is acknowledged',
    base: 'close-client-first',
    doctor: (data) => setField(data, 'snd.una', 1_001),
  },
  {
    id: 'S16',
    doctoring: 'a FIN in TIME-WAIT draws no ACK',
    base: 'close-client-first',
    marks: [{ nth: 5, kind: DROP }],
    doctor: (data) => {
      const { facts, segments } = data
      const waits = changeTo(data, STATE.timeWait)
      const answer = factWhere(
        data,
        FACT.sent,
        (index) =>
          index > waits &&
          facts.step[index] !== facts.step[waits] &&
          segments.flags[facts.a[index] ?? 0] === ACK,
      )
      segments.flags[facts.a[answer] ?? 0] = ACK | PSH
    },
  },
  {
    id: 'S17',
    doctoring: 'the SYN that reopens TIME-WAIT is an old one',
    base: 'ports-reopened',
    doctor: (data) => {
      const syn = segmentWhere(data, (s, flags) => flags === SYN && data.segments.conn[s] === 1)
      data.segments.seq[syn] = 900
    },
  },
  {
    id: 'S18',
    doctoring: 'the text that is delivered belongs to the connection before',
    base: 'ports-after-2msl',
    doctor: (data) => {
      const text = segmentWhere(
        data,
        (s) => data.segments.conn[s] === 1 && (data.segments.textLength[s] ?? 0) > 0,
      )
      data.segments.conn[text] = 0
    },
  },
  {
    id: 'S19',
    doctoring: 'a timer is not cancelled',
    base: 'text-one-way',
    doctor: (data) => {
      const ofServer = factWhere(data, FACT.timerCancelled, (index) => data.facts.side[index] === 1)
      data.facts.a[ofServer] = TIMER.keepalive
    },
  },
  {
    id: 'S19',
    doctoring: 'a timer is not set',
    base: 'text-one-way',
    doctor: (data) => {
      data.facts.a[factWhere(data, FACT.timerSet)] = TIMER.keepalive
    },
  },
  {
    id: 'S20',
    doctoring: 'an expiry leaves the RTO as it is',
    base: 'text-one-way',
    marks: [{ nth: 1, kind: DROP }],
    doctor: (data) => setField(data, 'rtoUs', 1_000_000),
  },
  {
    id: 'S20',
    doctoring: 'a sample is taken of nothing',
    base: 'text-one-way',
    doctor: (data) => add(data.facts.b, factWhere(data, FACT.noted), 1),
  },
  {
    id: 'S20',
    doctoring: 'the RTO is below its minimum',
    base: 'text-one-way',
    doctor: (data) => setField(data, 'rtoUs', 10),
  },
  {
    id: 'S21',
    doctoring: 'what drew the ACK was a pure ACK itself',
    base: 'text-one-way',
    doctor: (data) => {
      const text = segmentWhere(data, (s) => (data.segments.textLength[s] ?? 0) > 0)
      data.segments.flags[text] = ACK
      data.segments.textLength[text] = 0
    },
  },
  {
    id: 'S22',
    doctoring: 'a segment is faster than the path',
    base: 'text-one-way',
    doctor: (data) => add(data.segments.endUs, 2, -1),
  },
  {
    id: 'S22',
    doctoring: 'a segment vanishes',
    base: 'text-one-way',
    doctor: (data) => {
      data.segments.endFact[2] = -1
    },
  },
  {
    id: 'S23',
    doctoring: 'time goes back',
    base: 'text-one-way',
    doctor: (data) => add(data.facts.tUs, data.facts.tUs.length - 2, -100_000_000),
  },
  {
    id: 'S23',
    doctoring: 'a cause comes later',
    base: 'text-one-way',
    doctor: (data) => {
      data.facts.cause[10] = 11
    },
  },
  {
    id: 'S23',
    doctoring: 'a segment is delivered twice',
    base: 'text-one-way',
    doctor: (data) => {
      const [first, second] = [...data.facts.kind.keys()].filter((i) => data.facts.kind[i] === FACT.delivered)
      data.facts.a[second ?? 0] = data.facts.a[first ?? 0] ?? 0
    },
  },
  {
    id: 'S24',
    doctoring: 'the run stopped and nobody had asked',
    base: 'text-one-way',
    doctor: (data) => {
      data.endReason = 'stopped'
    },
  },
  {
    id: 'L1',
    doctoring: 'the run should have been over',
    base: 'text-one-way',
    doctor: () => {},
    faultlessEndUs: 1,
  },
  {
    id: 'L3',
    doctoring: 'an end never leaves LAST-ACK',
    base: 'close-client-first',
    doctor: (data) => {
      data.facts.kind[factWhere(data, FACT.state, (i) => data.facts.a[i] === STATE.lastAck)] = FACT.noted
    },
  },
  {
    id: 'L3',
    doctoring: 'a run that waits for an application says that it is finished',
    base: 'open-active',
    doctor: (data) => {
      data.endReason = 'finished'
    },
  },
  {
    id: 'L4',
    doctoring: 'a timer still runs',
    base: 'open-active',
    doctor: (data) => {
      data.facts.kind[factWhere(data, FACT.timerCancelled)] = FACT.noted
    },
  },
  {
    id: 'L5',
    doctoring: 'everything happens at once',
    base: 'long',
    doctor: (data) => data.facts.tUs.fill(0),
  },
  {
    id: 'L5',
    doctoring: 'the run ended in a loop',
    base: 'text-one-way',
    doctor: (data) => {
      data.endReason = 'loop'
    },
  },
]

/** A transfer of more than a thousand steps. */
const LONG: Scenario = {
  ...(BASES['text-one-way'] as Scenario),
  apps: {
    ...(BASES['text-one-way'] as Scenario).apps,
    C: [
      { id: 'open', when: { atUs: 0 }, socket: 'c', op: 'connect' },
      { when: { after: 'open' }, socket: 'c', op: 'send', bytes: 1_500_000 },
    ],
  },
}

function check(id: string, data: TraceData, scenario: Scenario, faultlessEndUs: number): number {
  const invariant = INVARIANTS.find((one) => one.id === id)
  const run = new Replay(columnsOf(new Trace(data)), scenario, faultlessEndUs)
  return invariant?.check(run).filter((violation) => violation.id === id).length ?? -1
}

describe('each checker sees what it is there for', () => {
  it.each(CASES.map((one) => [one.id, one.doctoring, one] as const))('%s: %s', (id, _, one) => {
    const base = one.base === 'long' ? LONG : BASES[one.base]
    if (base === undefined) throw new Error(one.base)
    const scenario = withMarks(base, one.marks ?? [])
    const data = structuredClone(simulate(scenario)) as Doctored
    expect(check(id, data, scenario, -1)).toBe(0)
    one.doctor(data)
    expect(check(id, data, scenario, one.faultlessEndUs ?? -1)).toBeGreaterThan(0)
  })

  it('and none is without such a trace', () => {
    const shown = new Set(CASES.map(({ id }) => id))
    expect(INVARIANTS.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([])
  })
})
