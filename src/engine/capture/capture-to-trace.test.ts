import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Side } from '../tcp/state.ts'
import { Trace } from '../trace/codec.ts'
import { factsOfKind, stateAt, stateIntervals, tcbAfterStep } from '../trace/query.ts'
import type { Capture } from './capture.ts'
import { CapturedTraceMaker, captureToTrace } from './capture-to-trace.ts'
import { anomaliesOf, type CapturedTrace, doubtOf } from './captured-trace.ts'
import { readCapture } from './read-capture.ts'

function sample(name: string): Capture {
  const bytes = readFileSync(new URL(`../../test/samples/${name}`, import.meta.url))
  const read = readCapture(new Uint8Array(bytes))
  if (!read.ok) throw new Error(read.error.kind)
  return read.value
}

function imported(name: string, stream = 0): CapturedTrace {
  const capture = sample(name)
  return captureToTrace(capture, [capture.streams[stream]!])
}

/** A capture that was begun so many packets later. */
function begunLater(capture: Capture, packets: number): Capture {
  const streams = capture.streams.map((stream) => ({ ...stream, rows: stream.rows.slice(packets) }))
  return { ...capture, streams }
}

function statesOf({ trace }: CapturedTrace, side: Side): string[] {
  return stateIntervals(new Trace(trace), side)
    .filter(({ fromUs, toUs }) => toUs > fromUs)
    .map(({ state }) => state)
}

describe('both ends of a captured connection', () => {
  test.each([
    ['01-ethernet-ipv4-normal.pcap', 'C', 'SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT'],
    ['01-ethernet-ipv4-normal.pcap', 'S', 'LISTEN SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED'],
    ['02-ethernet-ipv6-half-close.pcapng', 'S', 'LISTEN SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED'],
    ['04-linux-cooked-refused.pcap', 'C', 'SYN-SENT CLOSED'],
    [
      '05-linux-cooked-v2-simultaneous-close.pcap',
      'S',
      'LISTEN SYN-RECEIVED ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT',
    ],
    [
      '07-big-endian-null-server-close.pcap',
      'S',
      'LISTEN SYN-RECEIVED ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT',
    ],
    ['14-real-linux-abort.pcap', 'S', 'LISTEN SYN-RECEIVED ESTABLISHED CLOSED'],
  ] as const)('%s, %s: %s', (file, side, states) => {
    expect(statesOf(imported(file), side).join(' ')).toBe(states)
  })

  test('what they know shows in their variables', () => {
    const trace = new Trace(imported('01-ethernet-ipv4-normal.pcap').trace)
    const values = tcbAfterStep(trace, 'C', 0, trace.stepCount - 1)
    const [iss = 0, irs = 0] = [values.get('iss'), values.get('irs')]
    expect((values.get('snd.nxt') ?? 0) - iss).toBe(102)
    expect((values.get('rcv.nxt') ?? 0) - irs).toBe(502)
  })

  test('nothing arrives before it was sent, and nothing is answered before it arrived', () => {
    for (const file of ['06-raw-ip-retransmissions-nano.pcap', '12-real-linux-three-requests.pcap']) {
      const trace = new Trace(imported(file).trace)
      for (let i = 1; i < trace.factCount; i++)
        expect(trace.fact(i).tUs).toBeGreaterThanOrEqual(trace.fact(i - 1).tUs)
    }
  })
})

describe('what a capture does not tell', () => {
  test('a segment sent again before it was acknowledged was lost, and that is marked as inferred', () => {
    const captured = imported('13-real-linux-second-request-lost.pcap')
    const lost = factsOfKind(new Trace(captured.trace), 'segment-dropped')
    expect(lost.map(({ segment }) => segment)).toEqual([7])
    expect(lost.map(({ index }) => doubtOf(captured, index))).toEqual(['loss-inferred'])
    expect(anomaliesOf(captured, 8)).toEqual(['retransmission'])
  })

  test('a SYN that is never answered leaves its sender in SYN-SENT', () => {
    const captured = imported('08-two-interfaces.pcapng', 1)
    expect(captured.findings).toEqual([['never-answered']])
    expect(statesOf(captured, 'C')).toEqual(['SYN-SENT'])
    expect(factsOfKind(new Trace(captured.trace), 'segment-dropped')).toHaveLength(4)
  })

  test('a capture that begins later begins in ESTABLISHED, and says that it is assumed', () => {
    const capture = begunLater(sample('01-ethernet-ipv4-normal.pcap'), 3)
    const captured = captureToTrace(capture, capture.streams)
    const trace = new Trace(captured.trace)
    expect(captured.findings).toEqual([['no-handshake']])
    expect(stateAt(trace, 'C', 0)).toBe('ESTABLISHED')
    expect(doubtOf(captured, 0)).toBe('start-unknown')
    expect(trace.segment(0).text).toMatchObject({ offset: 0, length: 100 })
  })

  test('the end of a file that breaks off leaves the last arrival unproved', () => {
    const captured = imported('10-cut-short.pcap')
    const last = factsOfKind(new Trace(captured.trace), 'segment-delivered').at(-1)!
    expect(doubtOf(captured, last.index)).toBe('arrival-unproved')
  })
})

test('in portions of any size the trace is the same', () => {
  const capture = sample('12-real-linux-three-requests.pcap')
  const maker = new CapturedTraceMaker(capture, capture.streams)
  const progress: number[] = []
  while (!maker.advance(4)) progress.push(maker.progress)
  expect(progress.length).toBeGreaterThan(3)
  expect(maker.progress).toBe(1)
  expect(maker.finish()).toEqual(captureToTrace(capture, capture.streams))
})
