import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { captureToTrace } from '../src/engine/capture/capture-to-trace.ts'
import { CaptureReader } from '../src/engine/capture/read-capture.ts'
import { writePcap } from '../src/engine/capture/write-pcap.ts'
import { simulate } from '../src/engine/sim/run.ts'
import { Trace } from '../src/engine/trace/codec.ts'
import { bulkTransfer } from './scenarios.ts'
import { ratio, type Row } from './row.ts'

const ROUNDS = 5
/** Text of the transfer: a capture of about 30 MB in 30,000 packets. */
const BYTES = 29_000_000
const SLICE = 1 << 20

function read(file: Uint8Array): void {
  const reader = new CaptureReader()
  for (let at = 0; at < file.length; at += SLICE) if (!reader.push(file.subarray(at, at + SLICE))) break
  const capture = reader.end()
  if (!capture.ok) throw new Error('the capture of the bench is whole')
  captureToTrace(capture.value, capture.value.streams.slice(0, 1))
}

/** Seconds of wall time: tshark has no other, and its start counts as ours does. */
function secondsOf(what: () => void): number {
  const before = performance.now()
  what()
  return (performance.now() - before) / 1000
}

export const IMPORT: readonly Row[] = [
  {
    name: 'import of a capture',
    goal: '10 times as fast as tshark',
    measure: () => {
      const trace = new Trace(simulate(bulkTransfer(BYTES)))
      const addresses = { C: '192.0.2.10', S: '198.51.100.20' }
      const file = writePcap({ trace, addresses, place: 'C' })
      const folder = mkdtempSync(path.join(tmpdir(), 'synscope-bench-'))
      const name = path.join(folder, 'bulk.pcap')
      writeFileSync(name, file)
      const tshark = (): void =>
        void spawnSync('tshark', ['-r', name, '-q', '-z', 'conv,tcp'], { stdio: 'ignore' })
      const hasTshark = spawnSync('tshark', ['--version']).status === 0
      const megabytes = file.length / 1e6
      read(file)
      const [values, reference]: [number[], number[]] = [[], []]
      for (let round = 0; round < ROUNDS; round++) {
        values.push(megabytes / secondsOf(() => read(file)))
        if (hasTshark) reference.push(megabytes / secondsOf(tshark))
      }
      rmSync(folder, { recursive: true })
      if (!hasTshark) return { unit: 'MB/s', values, result: 'tshark is not installed' }
      return {
        unit: 'MB/s',
        values,
        reference: { name: 'tshark', values: reference },
        result: `${ratio(values, reference).toFixed(1)} times`,
      }
    },
  },
]
