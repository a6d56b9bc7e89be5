import { describe, expect, test } from 'vitest'
import { packetBytes } from '../wire/packet.ts'
import { ByteWriter } from './byte-writer.ts'
import { pcapFile as pcap } from '../../test/capture-files.ts'
import type { Capture } from './capture.ts'
import { CAPTURE_LIMITS } from './limits.ts'
import { readCapture } from './read-capture.ts'

const SEGMENT = { seq: 7, ack: 0, flags: 2, wnd: 1, up: 0, text: null, options: null } as const
const V4 = packetBytes(SEGMENT, ends('192.0.2.1', '192.0.2.2'), 1)
const V6 = packetBytes(SEGMENT, ends('2001:db8::1', '2001:db8::2'), 1)

function ends(source: string, destination: string) {
  return { source, destination, sourcePort: 1_000, destinationPort: 80 }
}

function read(file: Uint8Array): Capture {
  const capture = readCapture(file)
  if (!capture.ok) throw new Error(capture.error.kind)
  return capture.value
}

const behind = (head: readonly number[], packet: Uint8Array): Uint8Array => Uint8Array.of(...head, ...packet)
const MACS = Array.from({ length: 12 }, () => 1)

describe('link types', () => {
  test.each([
    [0, behind([2, 0, 0, 0], V4)],
    [0, behind([0, 0, 0, 30], V6)],
    [1, behind([...MACS, 0x08, 0x00], V4)],
    [1, behind([...MACS, 0x81, 0x00, 0, 5, 0x86, 0xdd], V6)],
    [1, behind([...MACS, 0x88, 0xa8, 0, 9, 0x81, 0x00, 0, 5, 0x08, 0x00], V4)],
    [12, V4],
    [101, V6],
    [108, behind([0, 0, 0, 24], V6)],
    [113, behind([...MACS, 0, 0, 0x08, 0x00], V4)],
    [228, V4],
    [229, V6],
    [276, behind([0x86, 0xdd, ...MACS, 0, 0, 0, 0, 0, 0], V6)],
  ])('%i is read', (linkType, frame) => {
    const capture = read(pcap(linkType, [frame]))
    expect(capture.streams).toHaveLength(1)
    expect(Array.from(capture.tcp.seq)).toEqual([7])
    const at = (capture.tcp.at[0] ?? 0) + (capture.tcp.tcpAt[0] ?? 0)
    expect(pcap(linkType, [frame]).slice(at, at + 4)).toEqual(Uint8Array.of(3, 232, 0, 80))
  })

  test('another is counted and its number told', () => {
    const capture = read(pcap(105, [V4, V4]))
    expect(capture).toMatchObject({
      packets: 2,
      skipped: { 'link-type': 2 },
      interfaces: [{ linkType: 105 }],
    })
  })

  test('ARP and UDP are counted as something else', () => {
    const udp = V4.slice()
    udp[9] = 17
    const arp = behind([...MACS, 0x08, 0x06], V4)
    expect(read(pcap(1, [arp, behind([...MACS, 0x08, 0x00], udp)])).skipped['not-tcp']).toBe(2)
  })
})

describe('damage', () => {
  test('a record longer than any packet ends the read at its place', () => {
    const file = pcap(101, [V4], CAPTURE_LIMITS.packetBytes + 1)
    expect(read(file).problem).toEqual({ kind: 'packet-too-large', at: 24, packet: 1 })
  })

  test.each([
    ['nothing', Uint8Array.of(), 'not-a-capture'],
    ['text', new TextEncoder().encode('hello, world'), 'not-a-capture'],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0, 0), 'compressed'],
  ])('%s is no capture', (_name, bytes, kind) => {
    expect(readCapture(bytes)).toMatchObject({ ok: false, error: { kind, at: 0 } })
  })

  test('a block of length 0 ends the read instead of repeating for ever', () => {
    const file = pcapng(true, (body) => body.uint32(6).uint32(0).uint32(0))
    expect(read(file).problem).toMatchObject({ kind: 'bad-block', at: 60 })
  })

  test('a packet of an interface that nobody described ends the read', () => {
    const file = pcapng(true, (body) => enhanced(body, 5, V4, 0, 1))
    expect(read(file).problem).toMatchObject({ kind: 'unknown-interface', packet: 1 })
  })

  test('a file larger than the limit keeps what came before', () => {
    const big = new Uint8Array(CAPTURE_LIMITS.fileBytes + 1)
    big.set(pcap(101, [V4]))
    expect(readCapture(big)).toMatchObject({ ok: false, error: { kind: 'file-too-large' } })
  })
})

/** A section with one interface of raw IP whose ticks are 2^-10 s, and then whatever `more` writes. */
function pcapng(little: boolean, more: (body: ByteWriter) => unknown): Uint8Array {
  const file = new ByteWriter()
  file.uint32(0x0a0d_0d0a).uint32(28).uint32(0x1a2b_3c4d).uint16(1).uint16(0)
  file.uint32(0xffff_ffff).uint32(0xffff_ffff).uint32(28)
  file.uint32(1).uint32(32).uint16(101).uint16(0).uint32(0)
  file.uint16(9).uint16(1).uint32(0x8a).uint32(0).uint32(32)
  more(file)
  return little ? file.finish() : swapped(file.finish())
}

function enhanced(body: ByteWriter, on: number, packet: Uint8Array, high: number, low: number): void {
  const length = 32 + packet.length
  body.uint32(6).uint32(length).uint32(on).uint32(high).uint32(low)
  body.uint32(packet.length).uint32(packet.length).bytes(packet).uint32(length)
}

/** The first 60 bytes, all numbers of 32 bits but four, in the other byte order. */
function swapped(file: Uint8Array): Uint8Array {
  const turned = file.slice()
  const widths = [4, 4, 4, 2, 2, 4, 4, 4, 4, 4, 2, 2, 4, 2, 2, 4, 4, 4]
  let at = 0
  for (const width of widths) {
    turned.subarray(at, at + width).reverse()
    at += width
  }
  return turned
}

describe('pcapng', () => {
  test('times are ticks of the interface, here of 2^-10 s', () => {
    const file = pcapng(true, (body) => {
      enhanced(body, 0, V4, 1, 512)
      enhanced(body, 0, V4, 1, 1_024)
    })
    expect(Array.from(read(file).tcp.timeNs)).toEqual([500_000_000, 1_000_000_000])
    expect(read(file).startSeconds).toBe(4_194_304)
  })

  test('a Simple Packet Block belongs to the first interface and has the time of the packet before', () => {
    const file = pcapng(true, (body) => {
      enhanced(body, 0, V4, 0, 512)
      const length = 16 + V6.length
      body.uint32(3).uint32(length).uint32(V6.length).bytes(V6).uint32(length)
    })
    expect(Array.from(read(file).tcp.timeNs)).toEqual([500_000_000, 500_000_000])
  })

  test('the other byte order is told by the section', () => {
    const capture = read(pcapng(false, () => {}))
    expect(capture).toMatchObject({ byteOrder: 'BE', interfaces: [{ linkType: 101 }], problem: null })
  })

  test('names of hosts are kept as text, unknown blocks passed over', () => {
    const file = pcapng(true, (body) => {
      body.uint32(0xbad).uint32(16).uint32(0xffff).uint32(16)
      body
        .uint32(4)
        .uint32(32)
        .uint16(1)
        .uint16(10)
        .bytes(Uint8Array.of(192, 0, 2, 1))
      body.bytes(new TextEncoder().encode('<host>')).pad().uint32(0).uint32(32)
      enhanced(body, 0, V4, 0, 1)
    })
    expect(read(file)).toMatchObject({ names: [['192.0.2.1', '<host>']], packets: 1, problem: null })
  })
})

test('streams past the limit are counted and not listed', () => {
  const many = Array.from({ length: CAPTURE_LIMITS.streams + 3 }, (_, i) =>
    packetBytes(SEGMENT, { ...ends('192.0.2.1', '192.0.2.2'), sourcePort: 1 + i }, i),
  )
  const capture = read(pcap(101, many))
  expect(capture.streams).toHaveLength(CAPTURE_LIMITS.streams)
  expect(capture).toMatchObject({ streamCount: many.length, skipped: { 'beyond-stream-limit': 3 } })
})
