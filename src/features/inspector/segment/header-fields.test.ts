import { describe, expect, test } from 'vitest'
import { simulate } from '../../../engine/sim/run.ts'
import { Trace } from '../../../engine/trace/codec.ts'
import { endsOfSegment } from '../../../engine/trace/query.ts'
import type { TraceSegment } from '../../../engine/trace/trace.ts'
import { segmentBytes } from '../../../engine/wire/packet.ts'
import { en } from '../../../i18n/en.ts'
import { SHORT_RUNS } from '../../../test/short-runs.ts'
import { fieldOfByte, flagCells, headerFields, sharesBytes } from './header-fields.ts'
import type { NumberMode } from './numbers.ts'
import { optionRows } from './option-rows.ts'
import { previousOf, shownSegment } from './shown-segment.ts'

const ADDRESSES = { C: '192.0.2.10', S: '198.51.100.20' }
const traceOf = (name: keyof typeof SHORT_RUNS): Trace => new Trace(simulate(SHORT_RUNS[name]))

function header(trace: Trace, segment: TraceSegment, mode: NumberMode = 'relative') {
  const bytes = segmentBytes(segment, endsOfSegment(trace, segment, ADDRESSES))
  const fields = headerFields(trace, segment, previousOf(trace, segment), bytes, mode)
  return { bytes, fields, of: (id: string) => fields.find((field) => field.id === id) }
}

/** The FIN that the server sends again. */
function resentFin(trace: Trace): TraceSegment {
  const all = Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id))
  return all.find((segment) => segment.retransmission === 1) as TraceSegment
}

test('the fields and the flags fill whole rows of 32 bits', () => {
  const trace = traceOf('lastAckLost')
  const segment = trace.segment(0)
  const bits = header(trace, segment).fields.reduce((sum, field) => sum + field.bits, 0)
  expect(bits + flagCells(segment, null).length).toBe(5 * 32)
})

describe('sequence numbers', () => {
  test.each([
    ['relative', '1', '2'],
    ['absolute', '2001', '1002'],
    ['symbolic', 'y+1', 'x+2'],
  ] as const)('%s', (mode, seq, ack) => {
    const trace = traceOf('lastAckLost')
    const { of } = header(trace, resentFin(trace), mode)
    expect([of('seq')?.value, of('ack')?.value]).toEqual([seq, ack])
  })

  test('the number of a RST that answers a port without a connection is a literal 0 in every mode', () => {
    const trace = traceOf('refused')
    const reset = trace.segment(trace.segmentCount - 1)
    for (const mode of ['relative', 'absolute', 'symbolic'] as const) {
      expect(header(trace, reset, mode).of('seq')?.value).toBe('0')
    }
  })
})

test('what the last segment of the same sender said otherwise is told', () => {
  const trace = traceOf('close')
  // The client's ACK of the handshake, after its SYN.
  const { of } = header(trace, trace.segment(2))
  expect(of('seq')?.before).toBe('0')
  expect(of('window')?.before).toBeNull()
  const flags = flagCells(trace.segment(2), trace.segment(0))
  expect(flags.filter((flag) => flag.hasChanged).map((flag) => flag.name)).toEqual(['ACK', 'SYN'])
})

test('a retransmission says the same as the segment before it', () => {
  const trace = traceOf('lastAckLost')
  const fin = resentFin(trace)
  expect(header(trace, fin).fields.filter((field) => field.before !== null)).toEqual([])
})

test('every byte belongs to a field, and the flags light up the byte they share', () => {
  expect([0, 3, 4, 11, 12, 13, 15, 17, 19, 20, 32].map((at) => fieldOfByte(at, 32))).toEqual([
    'source-port',
    'destination-port',
    'seq',
    'ack',
    'flags',
    'flags',
    'window',
    'checksum',
    'urgent',
    'options',
    'text',
  ])
  expect(sharesBytes('offset', 'flags')).toBe(true)
  expect(sharesBytes('seq', 'ack')).toBe(false)
})

test('the options of a Linux SYN, decoded where they lie', () => {
  const trace = traceOf('linuxClose')
  const { bytes } = header(trace, trace.segment(0))
  const rows = optionRows(bytes, 40, en.inspector.segment.option, String)
  expect(rows.map((row) => row.text)).toEqual([
    'MSS 1460',
    'SACK permitted',
    'timestamps 0, echo 0',
    'padding',
    'window scale 7 (× 128)',
  ])
  expect(rows[0]?.bytes).toEqual([20, 24])
})

test('without a selection the newest segment is shown, and none before the first is sent', () => {
  const trace = traceOf('close')
  expect(shownSegment(trace, 0, null)).toBeNull()
  expect(shownSegment(trace, 1, null)?.id).toBe(0)
  expect(shownSegment(trace, trace.stepCount - 1, null)?.id).toBe(trace.segmentCount - 1)
  expect(shownSegment(trace, 1, 3)?.id).toBe(3)
})
