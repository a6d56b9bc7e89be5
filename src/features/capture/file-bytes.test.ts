import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readCapture } from '../../engine/capture/read-capture.ts'
import { packetBytes } from '../../engine/wire/packet.ts'
import { segmentOfFrame } from './file-bytes.ts'

const SAMPLES = new URL('../../test/samples/', import.meta.url)

function segments(name: string) {
  const file = new Uint8Array(readFileSync(new URL(name, SAMPLES)))
  const read = readCapture(file)
  if (!read.ok) throw new Error(read.error.kind)
  const { tcp } = read.value
  return Array.from(tcp.at, (at, row) =>
    segmentOfFrame(
      file.subarray(at, at + (tcp.captured[row] ?? 0)),
      { ipAt: tcp.ipAt[row] ?? 0, tcpAt: tcp.tcpAt[row] ?? 0 },
      tcp.length[row] ?? 0,
    ),
  )
}

test.each([
  '01-ethernet-ipv4-normal.pcap',
  '02-ethernet-ipv6-half-close.pcapng',
  '12-real-linux-three-requests.pcap',
])('%s: every segment is cut out of its frame to the byte, so its checksum is right', (name) => {
  expect(new Set(segments(name).map(({ isChecksumRight }) => isChecksumRight))).toEqual(new Set([true]))
})

test('one wrong byte is a wrong checksum, and of a cut segment nothing can be said', () => {
  const segment = {
    seq: 1,
    ack: 1,
    flags: 24,
    wnd: 9,
    up: 0,
    text: { stream: 0, offset: 0, length: 5 },
    options: null,
  }
  const ends = { source: '192.0.2.1', destination: '192.0.2.2', sourcePort: 1, destinationPort: 2 }
  const frame = packetBytes(segment, ends, 1)
  const place = { ipAt: 0, tcpAt: 20 }
  expect(segmentOfFrame(frame, place, 5).isChecksumRight).toBe(true)
  expect(segmentOfFrame(frame.subarray(0, 42), place, 5)).toMatchObject({ length: 25, isChecksumRight: null })
  frame[41] = (frame[41] ?? 0) ^ 1
  expect(segmentOfFrame(frame, place, 5).isChecksumRight).toBe(false)
})
