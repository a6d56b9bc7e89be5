import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { summarizeCapture } from './capture-summary.ts'
import { CaptureReader, readCapture } from './read-capture.ts'

const SAMPLES = new URL('../../test/samples/', import.meta.url)

interface Expected {
  readonly file: string
  readonly streams: readonly Record<string, unknown>[]
  readonly [member: string]: unknown
}

const { files } = JSON.parse(readFileSync(new URL('expected.json', SAMPLES), 'utf8')) as {
  files: readonly Expected[]
}
const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(new URL(file, SAMPLES)))

/** What expected.json says about the file itself and not about what is in it. */
const ABOUT_THE_FILE = [
  'what',
  'require',
  'bytes',
  'sha256',
  'linkNames',
  'interfaces',
  'sections',
  'features',
  'tsharkExit',
  'summary',
]

test.each(files)('$file: $what', (expected) => {
  const read = readCapture(bytesOf(expected.file))
  if (!read.ok) throw new Error(read.error.kind)
  const record = Object.fromEntries(
    Object.entries(expected).filter(([member]) => !ABOUT_THE_FILE.includes(member)),
  )
  const streams = expected.streams.map(({ tsharkCompleteness: _completeness, ...stream }) => stream)
  expect(summarizeCapture(expected.file, read.value)).toEqual({ ...record, streams })
})

test('a file that ends inside a packet keeps what came before and says where it broke', () => {
  const read = readCapture(bytesOf('10-cut-short.pcap'))
  expect(read).toMatchObject({
    ok: true,
    value: { packets: 10, problem: { kind: 'cut-short', at: 1348, packet: 11 } },
  })
})

test.each(files)('$file is read alike in slices of any size', ({ file }) => {
  const bytes = bytesOf(file)
  const whole = readCapture(bytes)
  for (const size of [1, 7, 100]) {
    const reader = new CaptureReader()
    for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size))
    expect(reader.end()).toEqual(whole)
  }
})
