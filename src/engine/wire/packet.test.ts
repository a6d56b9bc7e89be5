import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Options, optionBytes } from '../tcp/options.ts'
import type { Segment } from '../tcp/segment.ts'
import { internetChecksum } from './checksum.ts'
import { addressBytes, addressText } from './ip-address.ts'
import type { IpHeader } from './ipv4.ts'
import { packetBytes, readPacket, segmentBytes } from './packet.ts'
import { TCP_HEADER, tcpChecksum } from './tcp-header.ts'
import { optionsBytes } from './tcp-options.ts'
import { textBytes } from './text-bytes.ts'

const hex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const number32 = fc.integer({ min: 0, max: 0xffff_ffff })
const number16 = fc.integer({ min: 0, max: 0xffff })
const options: fc.Arbitrary<Options | null> = fc.option(
  fc.record(
    {
      mss: number16,
      windowScale: fc.integer({ min: 0, max: 14 }),
      sackPermitted: fc.constant(true),
      sack: fc.array(fc.tuple(number32, number32), { minLength: 1, maxLength: 2 }),
      timestamps: fc.record({ value: number32, echo: number32 }),
    },
    { requiredKeys: [] },
  ),
)
const segments: fc.Arbitrary<Segment> = fc.record({
  seq: number32,
  ack: number32,
  flags: fc.integer({ min: 0, max: 63 }),
  wnd: number16,
  up: number16,
  text: fc.option(
    fc.record({
      stream: fc.integer({ min: -1, max: 9 }),
      offset: number32,
      length: fc.integer({ min: 1, max: 100 }),
    }),
  ),
  options,
})
const ENDS = [
  { source: '192.0.2.10', destination: '198.51.100.20', sourcePort: 49_152, destinationPort: 443 },
  { source: '2001:db8::1', destination: '2001:db8::2', sourcePort: 1, destinationPort: 65_535 },
]

test('the example of RFC 1071 section 3', () => {
  expect(internetChecksum(hex('0001f203f4f5f6f7'))).toBe(0x220d)
})

// Sent by Linux 6.18 through a TUN device; its checksums are those of the kernel.
const REAL_SYN =
  '4500003c581d400040069c020a4d19010a4d19029c411f90f7ad5b9600000000a002faf00cd80000020405b40402080a24aac5da0000000001030307'

function addressesOf(bytes: Uint8Array, { sourceAt, destinationAt, addressLength }: IpHeader) {
  const textAt = (at: number) => addressText(bytes.subarray(at, at + addressLength))
  return { source: textAt(sourceAt), destination: textAt(destinationAt) }
}

test('a SYN of a real kernel is read, and written again byte by byte', () => {
  const read = readPacket(hex(REAL_SYN))
  expect(read).toMatchObject({
    ok: true,
    value: {
      textLength: 0,
      tcp: { sourcePort: 40_001, destinationPort: 8080, flags: 2, wnd: 64_240, headerLength: 40 },
    },
  })
  if (!read.ok) return
  const { ip, tcp } = read.value
  expect(tcp.options).toEqual({
    mss: 1460,
    sackPermitted: true,
    timestamps: { value: 0x24aac5da, echo: 0 },
    windowScale: 7,
  })
  const ends = { ...tcp, ...addressesOf(hex(REAL_SYN), ip) }
  expect(hexOf(packetBytes({ ...tcp, text: null }, ends, 0x581d))).toBe(REAL_SYN)
})

test.each(ENDS)('whatever is written from $source is read again, and its checksums are right', (ends) => {
  fc.assert(
    fc.property(segments, (segment) => {
      const bytes = packetBytes(segment, ends, 7)
      const read = readPacket(bytes)
      expect(read.ok).toBe(true)
      if (!read.ok) return
      const { ip, tcp, textLength } = read.value
      const { text, ...fields } = segment
      expect(textLength).toBe(text?.length ?? 0)
      const noOptions = segment.options !== null && Object.keys(segment.options).length === 0
      expect(tcp).toMatchObject({ ...fields, options: noOptions ? null : segment.options })
      const { source, destination } = addressesOf(bytes, ip)
      expect(source).toBe(ends.source)
      const [from, to] = [addressBytes(source), addressBytes(destination)] as [Uint8Array, Uint8Array]
      expect(tcpChecksum(from, to, bytes.subarray(ip.payloadAt))).toBe(0)
    }),
  )
})

test('options take as many bytes as the engine reckons with when it cuts segments', () => {
  fc.assert(
    fc.property(options, (some) => {
      expect(optionsBytes(some)).toHaveLength(optionBytes(some))
    }),
  )
})

test('a byte of a stream has the same value in every segment that carries it', () => {
  const whole = textBytes({ stream: 3, offset: 0, length: 200 })
  expect(textBytes({ stream: 3, offset: 150, length: 50 })).toEqual(whole.slice(150))
  expect(textBytes({ stream: 4, offset: 0, length: 200 })).not.toEqual(whole)
})

test('a packet that a capture has cut keeps its length', () => {
  const segment: Segment = {
    seq: 1,
    ack: 1,
    flags: 24,
    wnd: 1,
    up: 0,
    text: { stream: 0, offset: 0, length: 500 },
    options: null,
  }
  const cut = packetBytes(segment, ENDS[0] as (typeof ENDS)[0], 1).slice(0, 40)
  expect(readPacket(cut)).toMatchObject({ ok: true, value: { textLength: 500 } })
})

test('damaged bytes are an error and never an exception', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
      expect(() => readPacket(bytes)).not.toThrow()
      bytes[0] = 0x45
      expect(() => readPacket(bytes)).not.toThrow()
      bytes[0] = 0x60
      expect(() => readPacket(bytes)).not.toThrow()
    }),
  )
  expect(readPacket(new Uint8Array(0))).toMatchObject({ ok: false, error: { kind: 'bad-version' } })
  expect(readPacket(hex(REAL_SYN).slice(0, 30))).toMatchObject({ ok: false, error: { kind: 'cut-short' } })
})

test.each(['192.0.2.1', '::', '::1', '2001:db8::1', '2001:db8:0:1:1:1:1:1', 'fe80::1:0:0:1'])(
  'the address %s survives',
  (address) => {
    expect(addressText(addressBytes(address) as Uint8Array)).toBe(address)
  },
)

test.each(['', '1.2.3', '1.2.3.256', '01.2.3.4', ':::', '1::2::3', '1:2:3:4:5:6:7', 'x::'])(
  '%j is no address',
  (text) => {
    expect(addressBytes(text)).toBeNull()
  },
)

test('the header of a segment of the picture has the bytes that one can reckon by hand', () => {
  const segment: Segment = {
    seq: 0x8f3a1c21,
    ack: 0x2b7e1518,
    flags: 17,
    wnd: 64_240,
    up: 0,
    text: null,
    options: null,
  }
  const bytes = segmentBytes(segment, {
    source: '198.51.100.20',
    destination: '192.0.2.10',
    sourcePort: 443,
    destinationPort: 49_152,
  })
  expect(bytes).toHaveLength(TCP_HEADER)
  expect(hexOf(bytes)).toMatch(/^01bbc0008f3a1c212b7e15185011faf0....0000$/)
})
