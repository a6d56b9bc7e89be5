import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { summarizeCapture } from './capture-summary.ts'
import { captureToTrace } from './capture-to-trace.ts'
import { CaptureReader, readCapture } from './read-capture.ts'

const SAMPLES = new URL('../../test/samples/', import.meta.url)
const FILES = readdirSync(SAMPLES)
  .filter((file) => file.includes('.pcap'))
  .map((file) => new Uint8Array(readFileSync(new URL(file, SAMPLES))))

/** Reads whatever it is, to the end of everything that is done with it. */
function digest(bytes: Uint8Array): void {
  const read = readCapture(bytes)
  if (!read.ok) return
  const capture = read.value
  summarizeCapture('fuzz', capture)
  for (const stream of capture.streams.slice(0, 3)) captureToTrace(capture, [stream])
  expect(capture.packets).toBeLessThan(bytes.length)
}

const MAGICS = [0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1, 0x0a0d0d0a]

test('random bytes behind a valid beginning never throw', () => {
  fc.assert(
    fc.property(fc.constantFrom(...MAGICS), fc.uint8Array({ maxLength: 400 }), (magic, rest) => {
      const bytes = new Uint8Array(4 + rest.length)
      new DataView(bytes.buffer).setUint32(0, magic)
      bytes.set(rest, 4)
      expect(() => digest(bytes)).not.toThrow()
    }),
    { numRuns: 500 },
  )
})

const edits = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 })

test('samples with bytes changed and cut off never throw, and what is read is no more than there was', () => {
  fc.assert(
    fc.property(fc.constantFrom(...FILES), edits, fc.nat(), (file, changes, cut) => {
      const bytes = file.slice(0, 24 + (cut % file.length))
      for (const [at, value] of changes) bytes[at % bytes.length] = value
      expect(() => digest(bytes)).not.toThrow()
    }),
    { numRuns: 1_500 },
  )
})

test('changes inside packets reach the inference and never break it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...FILES), edits, (file, changes) => {
      const bytes = file.slice()
      for (const [at, value] of changes) bytes[60 + (at % (bytes.length - 60))] = value
      expect(() => digest(bytes)).not.toThrow()
    }),
    { numRuns: 1_500 },
  )
})

test('a reader that is stopped half way gives what it has and says so', () => {
  const reader = new CaptureReader()
  reader.push(FILES[0]!.subarray(0, 700))
  expect(reader.progress).toMatchObject({ bytes: 700, packets: 5 })
  expect(reader.end('cancelled')).toMatchObject({
    ok: true,
    value: { packets: 5, problem: { kind: 'cancelled', packet: 6 } },
  })
})
