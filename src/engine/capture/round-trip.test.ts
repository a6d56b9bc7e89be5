import { expect, test } from 'vitest'
import { CATALOGUE } from '../../scenario/catalogue.ts'
import { simulate } from '../sim/run.ts'
import type { Scenario } from '../sim/scenario.ts'
import { ACK } from '../tcp/segment.ts'
import { Trace } from '../trace/codec.ts'
import { seenAt } from '../trace/print.ts'
import type { TraceSegment } from '../trace/trace.ts'
import type { Capture, Stream } from './capture.ts'
import { captureToTrace } from './capture-to-trace.ts'
import type { CaptureSource } from './packets-of-trace.ts'
import { readCapture } from './read-capture.ts'
import { writePcap } from './write-pcap.ts'
import { writePcapng } from './write-pcapng.ts'

const RUNS = CATALOGUE.flatMap(({ id, variants }) =>
  variants.map((scenario, i) => ({ name: `${id}/${i + 1}`, scenario })),
)

const WRITERS: readonly [string, (source: CaptureSource) => Uint8Array][] = [
  ['pcapng', (source) => writePcapng(source)],
  ['pcapng in nanoseconds', (source) => writePcapng(source, { resolution: 'ns' })],
  ['pcap', (source) => writePcap(source)],
  ['pcap in nanoseconds', (source) => writePcap(source, 'ns')],
]

function sourceOf({ hosts, ...scenario }: Scenario): CaptureSource {
  const trace = new Trace(simulate({ hosts, ...scenario }))
  return { trace, addresses: { C: hosts.C.address, S: hosts.S.address }, place: 'wire' }
}

function read(file: Uint8Array): Capture {
  const capture = readCapture(file)
  if (!capture.ok) throw new Error(capture.error.kind)
  expect(capture.value.problem).toBeNull()
  return capture.value
}

/** Streams between the same two hosts: a spoofed third host is another conversation. */
function byHosts({ streams }: Capture): Stream[][] {
  const groups = new Map<string, Stream[]>()
  for (const stream of streams) {
    const key = [stream.a.address, stream.b.address].sort().join(' ')
    groups.set(key, [...(groups.get(key) ?? []), stream])
  }
  return [...groups.values()]
}

/** Each segment sent, with the one that comes back from the file. */
function pairs({ trace, place }: CaptureSource, capture: Capture): [TraceSegment, TraceSegment, number][] {
  const seen = seenAt(trace, place)
  return byHosts(capture).flatMap((streams) => {
    const captured = captureToTrace(capture, streams)
    const back = new Trace(captured.trace)
    const sent = Array.from(captured.rows, (row) => seen[(capture.tcp.packet[row] ?? 0) - 1]!.segment)
    const startUs = Math.min(...sent.map(({ sentUs }) => sentUs))
    return sent.map((segment, i): [TraceSegment, TraceSegment, number] => [segment, back.segment(i), startUs])
  })
}

/** What a header says, with numbers counted from where they begin. */
function fields(segment: TraceSegment, startUs: number) {
  const { flags, wnd, up, options, text } = segment
  const count = (number: number, base: number): number => (base < 0 ? number : (number - base) >>> 0)
  const seq = count(segment.seq, segment.seqBase)
  const ack = (flags & ACK) === 0 ? null : count(segment.ack, segment.ackBase)
  return { seq, ack, flags, wnd, up, options, length: text?.length ?? 0, sentUs: segment.sentUs - startUs }
}

/** Forged segments and answers out of an earlier life count from numbers that only the simulation knows. */
function isPlain({ injections, reboots, settings }: Scenario, { trace }: CaptureSource): boolean {
  const livesOnce = trace.connections.every(({ incarnation }) => incarnation === 1)
  return livesOnce && injections.length + reboots.length === 0 && settings.handshake === undefined
}

test.each(RUNS)('M14: $name comes back from pcapng as it went', ({ scenario }) => {
  const source = sourceOf(scenario)
  const unknown = isPlain(scenario, source) ? {} : { seq: 0, ack: 0 }
  for (const [sent, back, startUs] of pairs(source, read(writePcapng(source)))) {
    expect({ ...fields(back, 0), ...unknown }).toEqual({ ...fields(sent, startUs), ...unknown })
    expect([back.seq, back.flags & ACK && back.ack]).toEqual([sent.seq, sent.flags & ACK && sent.ack])
  }
})

test.each(WRITERS)('%s keeps every packet, its time and its bytes', (_name, write) => {
  const source = sourceOf(CATALOGUE.find(({ id }) => id === 'close-half-close-data')!.variants[0]!)
  const capture = read(write(source))
  const seen = seenAt(source.trace, 'wire')
  expect(capture.packets).toBe(seen.length)
  expect(Array.from(capture.tcp.timeNs)).toEqual(seen.map(({ tUs }) => tUs * 1_000))
  expect(Array.from(capture.tcp.seq)).toEqual(seen.map(({ segment }) => segment.seq))
})

test('a capture on one host has what it sent and what reached it, and the other way is told from it', () => {
  const scenario = CATALOGUE.find(({ id }) => id === 'close-fin2-lost')!.variants[0]!
  const source = { ...sourceOf(scenario), place: 'C' as const }
  const capture = read(writePcapng(source))
  expect(capture.packets).toBe(seenAt(source.trace, 'C').length)
  expect(capture.packets).toBeLessThan(source.trace.segmentCount)
  const { path } = captureToTrace(capture, capture.streams)
  expect(path).toMatchObject({ leadUs: { C: 0, S: 50_000 }, tailUs: { C: 50_000, S: 0 } })
})

test('comments of packets and of the file survive, in any language', () => {
  const source = sourceOf(CATALOGUE[0]!.variants[0]!)
  const file = writePcapng(source, {
    title: '三次握手',
    comment: ({ id }) => (id === 1 ? 'S: SYN,ACK → “你好” 🙂' : ''),
  })
  expect(read(file).comments).toEqual([[2, 'S: SYN,ACK → “你好” 🙂']])
})
