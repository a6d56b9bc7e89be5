import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ByteWriter } from '../src/engine/capture/byte-writer.ts'
import { CaptureReader } from '../src/engine/capture/read-capture.ts'
import type { Segment } from '../src/engine/tcp/segment.ts'
import { packetBytes } from '../src/engine/wire/packet.ts'
import type { Row } from './row.ts'

const CONNECTIONS = 60
const EXCHANGES = 500
const TEXT_BYTES = 600
const SLICE_BYTES = 1 << 20
const ROUNDS = 5

/** A capture of about 22 MB: connections one after the other, each segment of text acknowledged, with timestamps. */
function largeCapture(): Uint8Array {
  const file = new ByteWriter()
  file.uint32(0xa1b2_c3d4).uint16(2).uint16(4).uint32(0).uint32(0).uint32(65_535).uint32(101)
  let count = 0
  const put = (port: number, from: 'C' | 'S', segment: Partial<Segment>): void => {
    const timestamps = { value: count, echo: count }
    const whole = {
      seq: 1,
      ack: 1,
      flags: 16,
      wnd: 65_535,
      up: 0,
      text: null,
      options: { timestamps },
      ...segment,
    }
    const [source, destination] = from === 'C' ? ['192.0.2.1', '192.0.2.2'] : ['192.0.2.2', '192.0.2.1']
    const [sourcePort, destinationPort] = from === 'C' ? [port, 80] : [80, port]
    const bytes = packetBytes(whole, { source, destination, sourcePort, destinationPort }, count)
    file.uint32(Math.floor(count / 100_000)).uint32((count * 10) % 1_000_000)
    file.uint32(bytes.length).uint32(bytes.length).bytes(bytes)
    count += 1
  }
  for (let port = 10_000; port < 10_000 + CONNECTIONS; port++) {
    put(port, 'C', { seq: 0, ack: 0, flags: 2 })
    put(port, 'S', { seq: 0, flags: 18 })
    for (let i = 0; i < EXCHANGES; i++) {
      const offset = i * TEXT_BYTES
      put(port, 'C', { seq: 1 + offset, text: { stream: 0, offset, length: TEXT_BYTES } })
      put(port, 'S', { ack: 1 + offset + TEXT_BYTES })
    }
  }
  return file.finish()
}

/** CPU milliseconds to read it from slices, as the worker does. */
function readingMs(bytes: Uint8Array): number {
  const before = process.cpuUsage()
  const reader = new CaptureReader()
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) reader.push(bytes.subarray(at, at + SLICE_BYTES))
  if (!reader.end().ok) throw new Error('the capture of the bench cannot be read')
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/** Milliseconds that tshark takes for the streams of the same file; null where it is not installed. */
function tsharkMs(bytes: Uint8Array): number | null {
  if (spawnSync('tshark', ['--version']).status !== 0) return null
  const folder = mkdtempSync(path.join(tmpdir(), 'synscope-bench-'))
  const file = path.join(folder, 'large.pcap')
  writeFileSync(file, bytes)
  const before = performance.now()
  execFileSync('tshark', ['-r', file, '-T', 'fields', '-e', 'tcp.stream'], { stdio: 'ignore' })
  rmSync(folder, { recursive: true })
  return performance.now() - before
}

function measure(): string {
  const bytes = largeCapture()
  const times = Array.from({ length: ROUNDS }, () => readingMs(bytes)).sort((a, b) => a - b)
  const [min = 0, median = 0, max = 0] = [times[0], times[ROUNDS >> 1], times[ROUNDS - 1]]
  const rate = (ms: number): string => (bytes.length / 1_000 / ms).toFixed(0)
  const reference = tsharkMs(bytes)
  const ratio = reference === null ? 'tshark is not installed' : `${(reference / median).toFixed(1)} x tshark`
  return `${rate(median)} MB/s (${rate(max)} to ${rate(min)}), ${ratio}`
}

export const IMPORT: readonly Row[] = [
  { name: 'import of a capture', goal: '10 x the wall time of tshark', measure },
]
