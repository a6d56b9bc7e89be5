import { describe, expect, test } from 'vitest'
import { pcapFile, type TestFrame } from '../../test/capture-files.ts'
import { ACK, FIN, PSH, RST, SYN } from '../tcp/segment.ts'
import { Trace } from '../trace/codec.ts'
import { factsOfKind } from '../trace/query.ts'
import { packetBytes } from '../wire/packet.ts'
import { captureToTrace } from './capture-to-trace.ts'
import type { Capture } from './capture.ts'
import { readCapture } from './read-capture.ts'
import { summarizeStream } from './stream-summary.ts'

/** Packets as real captures have them, beside those of the samples. */

const ETHERNET = 1
const RAW = 101
const COOKED_2 = 276

const CLIENT = { source: '192.0.2.1', destination: '192.0.2.2', sourcePort: 40_000, destinationPort: 80 }
const SERVER = { source: '192.0.2.2', destination: '192.0.2.1', sourcePort: 80, destinationPort: 40_000 }
const V6 = { source: '2001:db8::1', destination: '2001:db8::2', sourcePort: 40_000, destinationPort: 80 }

interface Said {
  readonly seq?: number
  readonly ack?: number
  readonly length?: number
}

/** One packet of either end, with its IP header. */
function packet(
  ends: typeof CLIENT,
  flags: number,
  { seq = 1_000, ack = 0, length = 0 }: Said = {},
): Uint8Array {
  const text = length === 0 ? null : { stream: 0, offset: 0, length }
  return packetBytes({ seq, ack, flags, wnd: 1_000, up: 0, text, options: null }, ends, 1)
}

function read(linkType: number, frames: readonly (Uint8Array | TestFrame)[]): Capture {
  const capture = readCapture(pcapFile(linkType, frames))
  if (!capture.ok) throw new Error(capture.error.kind)
  return capture.value
}

const MACS = Array.from({ length: 12 }, () => 1)
const lengthsOf = (capture: Capture): number[] => Array.from(capture.tcp.length)

describe('around the packet', () => {
  const whole = packet(CLIENT, PSH | ACK, { length: 5 })

  test('an Ethernet frame is padded behind the packet: that is no text', () => {
    const frame = Uint8Array.of(...MACS, 8, 0, ...packet(CLIENT, ACK), 0, 0, 0, 0, 0, 0)
    expect(lengthsOf(read(ETHERNET, [frame]))).toEqual([0])
  })

  test.each([
    ['two VLAN tags of 802.1ad', [0x88, 0xa8, 0, 9, 0x81, 0, 0, 5, 8, 0]],
    ['two VLAN tags of 802.1Q', [0x81, 0, 0, 9, 0x81, 0, 0, 5, 8, 0]],
    ['a stack of four', [0x88, 0xa8, 0, 1, 0x91, 0, 0, 2, 0x81, 0, 0, 3, 0x81, 0, 0, 4, 8, 0]],
  ])('%s', (_name, tags) => {
    expect(lengthsOf(read(ETHERNET, [Uint8Array.of(...MACS, ...tags, ...whole)]))).toEqual([5])
  })

  test('a VLAN tag behind the header of Linux cooked v2', () => {
    const header = [0x81, 0, ...Array.from({ length: 18 }, () => 0), 0, 7, 8, 0]
    expect(lengthsOf(read(COOKED_2, [Uint8Array.of(...header, ...whole)]))).toEqual([5])
  })

  test('a packet of which only the headers were kept has its length, and its bytes are counted as cut', () => {
    const bytes = packet(CLIENT, PSH | ACK, { length: 400 })
    const capture = read(RAW, [{ bytes: bytes.slice(0, 40), original: bytes.length }])
    expect(lengthsOf(capture)).toEqual([400])
    expect(capture).toMatchObject({ packetsCut: 1, tcp: { captured: Uint32Array.of(40) } })
  })

  test('a segment handed to the network card whole has no length in its header, so the frame says it', () => {
    const bytes = packet(CLIENT, PSH | ACK, { length: 400 })
    bytes.fill(0, 2, 4)
    expect(lengthsOf(read(RAW, [bytes]))).toEqual([400])
    expect(lengthsOf(read(RAW, [{ bytes: bytes.slice(0, 60), original: bytes.length }]))).toEqual([400])
  })

  test('a packet that ends inside its TCP header is damaged, not skipped in silence', () => {
    expect(read(RAW, [{ bytes: whole.slice(0, 35), original: whole.length }]).skipped.damaged).toBe(1)
  })

  test('a packet that was cut is not read on in the record that follows it', () => {
    // The record that follows begins with its time: what would pass for the type of an IPv4 frame.
    const next = { bytes: Uint8Array.from(MACS), atUs: 0x0008 * 1e6 }
    const cut = { bytes: Uint8Array.from(MACS), original: 60 }
    expect(read(ETHERNET, [cut, next]).skipped).toMatchObject({ 'not-tcp': 2, damaged: 0 })
    const mss = { seq: 1, ack: 0, flags: SYN, wnd: 1, up: 0, text: null, options: { mss: 1_460 } }
    const syn = packetBytes(mss, CLIENT, 1)
    const { tcp } = read(RAW, [{ bytes: syn.slice(0, 42), original: syn.length }, syn])
    expect(Array.from(tcp.options, (at) => tcp.optionList[at] ?? null)).toEqual([null, { mss: 1_460 }])
  })
})

describe('fragments and extension headers', () => {
  const v6 = packet(V6, PSH | ACK, { length: 5 })

  /** Puts extension headers between the IPv6 header and TCP. */
  function extended(kinds: readonly (readonly [kind: number, ...body: number[]])[]): Uint8Array {
    const headers = kinds.flatMap(([, ...body], i) => [kinds[i + 1]?.[0] ?? 6, ...body])
    const bytes = Uint8Array.of(...v6.slice(0, 40), ...headers, ...v6.slice(40))
    bytes[6] = kinds[0]?.[0] ?? 6
    new DataView(bytes.buffer).setUint16(4, bytes.length - 40)
    return bytes
  }

  test('IPv6 options, routing and destination headers are stepped over', () => {
    const hopByHop = [0, 0, 1, 4, 0, 0, 0, 0] as const
    const routing = [43, 1, ...Array.from({ length: 14 }, () => 0)] as const
    const destination = [60, 0, 1, 4, 0, 0, 0, 0] as const
    expect(lengthsOf(read(RAW, [extended([hopByHop, routing, destination])]))).toEqual([5])
  })

  test.each([
    ['a whole packet in one fragment (RFC 6946)', 0x0000],
    ['the first of several', 0x0001],
  ])('IPv6: %s is read', (_name, offsetAndMore) => {
    const fragment = [44, 0, offsetAndMore >> 8, offsetAndMore & 255, 0, 0, 0, 1] as const
    expect(lengthsOf(read(RAW, [extended([fragment])]))).toEqual([5])
  })

  test('later fragments have no TCP header: they are counted', () => {
    const v4 = packet(CLIENT, ACK, { length: 5 })
    v4[7] = 100
    const capture = read(RAW, [v4, extended([[44, 0, 1, 0, 0, 0, 0, 1]])])
    expect(capture).toMatchObject({ packets: 2, skipped: { fragment: 2 }, streams: [] })
  })

  test('an extension header that leads past the end is damaged', () => {
    expect(read(RAW, [extended([[60, 255, 0, 0, 0, 0, 0, 0]])]).skipped.damaged).toBe(1)
  })
})

describe('streams', () => {
  const handshake = (isn: number) => [
    packet(CLIENT, SYN, { seq: isn }),
    packet(SERVER, SYN | ACK, { seq: 500, ack: isn + 1 }),
    packet(CLIENT, ACK, { seq: isn + 1, ack: 501 }),
  ]

  test('the same ports used again are another stream of the same conversation, however often', () => {
    const { streams } = read(RAW, [1_000, 90_000, 400_000].flatMap(handshake))
    expect(
      streams.map(({ incarnation, conversation, rows }) => [conversation, incarnation, rows.length]),
    ).toEqual([
      [0, 1, 3],
      [0, 2, 3],
      [0, 3, 3],
    ])
  })

  test('used again by the other end, the ends change places', () => {
    const back = packet(SERVER, SYN, { seq: 7_000 })
    const answer = packet(CLIENT, SYN | ACK, { seq: 1, ack: 7_001 })
    const { streams, tcp } = read(RAW, [...handshake(1_000), back, answer])
    expect(streams.map(({ a, rows }) => [a.port, rows.length])).toEqual([
      [40_000, 3],
      [80, 2],
    ])
    expect(Array.from(tcp.fromA)).toEqual([1, 0, 1, 1, 0])
  })

  test('packets of many streams in turn are told apart by each of the four numbers', () => {
    const pairs = [CLIENT, { ...CLIENT, source: '192.0.2.3' }, { ...CLIENT, destination: '192.0.2.4' }, V6]
    const all = pairs.flatMap((ends) =>
      [40_000, 41_024, 38_976].map((sourcePort) => packet({ ...ends, sourcePort }, ACK)),
    )
    const { streams } = read(RAW, [...all, ...all, ...all])
    expect(streams.map(({ rows }) => Array.from(rows))).toEqual(all.map((_, i) => [i, i + 12, i + 24]))
  })

  test('a SYN sent again is the same connection', () => {
    const syn = packet(CLIENT, SYN)
    const { streams } = read(RAW, [syn, syn, syn])
    expect(streams).toHaveLength(1)
  })

  test('a host that talks to its own port is one stream', () => {
    const self = { source: '127.0.0.1', destination: '127.0.0.1', sourcePort: 9, destinationPort: 9 }
    expect(read(RAW, [packet(self, SYN), packet(self, SYN | ACK, { ack: 1_001 })]).streams).toHaveLength(1)
  })

  test('numbers that wrap round go on: nothing is a retransmission, and the FIN is acknowledged', () => {
    const isn = 0xffff_fff0
    const at = (offset: number) => (isn + 1 + offset) >>> 0
    const capture = read(RAW, [
      ...handshake(isn),
      packet(CLIENT, PSH | ACK, { seq: at(0), ack: 501, length: 10 }),
      packet(CLIENT, PSH | ACK, { seq: at(10), ack: 501, length: 10 }),
      packet(CLIENT, FIN | ACK, { seq: at(20), ack: 501 }),
      packet(SERVER, ACK, { seq: 501, ack: at(21) }),
    ])
    const [stream] = capture.streams
    expect(summarizeStream(capture, stream!)).toMatchObject({ bytesA: 20, finAAcked: true })
    const { trace } = captureToTrace(capture, [stream!])
    const segments = new Trace(trace)
    expect(factsOfKind(segments, 'segment-dropped')).toEqual([])
    expect(segments.segment(4).text).toMatchObject({ offset: 10, length: 10 })
    expect(factsOfKind(segments, 'data-delivered').map(({ text }) => text.length)).toEqual([10, 10])
  })

  test('a capture of nothing but resets is still a trace', () => {
    const capture = read(RAW, [packet(SERVER, RST, { seq: 1 }), packet(SERVER, RST, { seq: 1 })])
    const { trace } = captureToTrace(capture, capture.streams)
    expect(new Trace(trace).segmentCount).toBe(2)
  })
})
