import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { writePcap } from '../src/engine/capture/write-pcap.ts'
import { simulate } from '../src/engine/sim/run.ts'
import { Trace } from '../src/engine/trace/codec.ts'
import type { ImportMessage, ImportRequest } from '../src/worker/import-protocol.ts'
import { serveImport } from '../src/worker/serve-import.ts'
import { bulkTransfer } from './scenarios.ts'
import { type Measured, ratio, type Row } from './row.ts'

const ROUNDS = 9
const WARM_UP = 3
/** Text of the transfer: a capture of about 31 MB in 40,000 packets. */
const BYTES = 29_000_000

type Kind = ImportMessage['kind']

/** What the worker runs when the page asks it, without the thread: the file comes in slices of a Blob there too. */
function worker(): (request: ImportRequest, until: Kind) => Promise<void> {
  let done: (() => void) | null = null
  let awaited: Kind | null = null
  const receive = serveImport(({ kind }) => {
    if (kind === awaited) done?.()
  })
  return (request, until) =>
    new Promise((resolve) => {
      awaited = until
      done = resolve
      receive(request)
    })
}

/** Seconds of CPU time, all threads counted: neighbours on this machine disturb wall time by as much again. */
async function cpuSecondsOf(what: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await what()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** The same of a program, which takes at least so much wall time: the shell adds up what its children used. */
function cpuSecondsOfProgram(program: string, args: readonly string[]): number | null {
  const script = '"$0" "$@" > /dev/null 2>&1 || exit 1; times'
  const { stdout, status } = spawnSync('sh', ['-c', script, program, ...args], { encoding: 'utf8' })
  if (status !== 0) return null
  const [, children = ''] = stdout.trim().split('\n')
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, min, s]) => sum + Number(min) * 60 + Number(s),
    0,
  )
}

/** MB for each second of CPU time, ours and tshark's in turn. `asked`: what tshark is to tell of the file. */
async function besideTshark(
  file: Uint8Array,
  prepare: () => unknown,
  ours: () => Promise<void>,
  asked: readonly string[],
): Promise<Measured> {
  const folder = mkdtempSync(path.join(tmpdir(), 'synscope-bench-'))
  const name = path.join(folder, 'bulk.pcap')
  writeFileSync(name, file)
  const megabytes = file.length / 1e6
  const [values, reference]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    await prepare()
    const seconds = await cpuSecondsOf(ours)
    // The first rounds are for the compiler.
    if (round < WARM_UP) continue
    values.push(megabytes / seconds)
    const theirs = cpuSecondsOfProgram('tshark', ['-r', name, ...asked])
    if (theirs !== null) reference.push(megabytes / theirs)
  }
  rmSync(folder, { recursive: true })
  if (reference.length === 0) return { unit: 'MB/s', values, result: 'tshark is not installed' }
  const result = `${ratio(values, reference).toFixed(1)} times`
  return { unit: 'MB/s', values, reference: { name: 'tshark', values: reference }, result }
}

function bulkCapture(): Uint8Array<ArrayBuffer> {
  const trace = new Trace(simulate(bulkTransfer(BYTES)))
  const addresses = { C: '192.0.2.10', S: '198.51.100.20' }
  return writePcap({ trace, addresses, place: 'C' }) as Uint8Array<ArrayBuffer>
}

export const IMPORT: readonly Row[] = [
  {
    name: 'import of a capture',
    goal: '10 times as fast as tshark',
    measure: () => {
      const bytes = bulkCapture()
      const file = new Blob([bytes])
      const ask = worker()
      const read = () => ask({ kind: 'read', file }, 'read')
      return besideTshark(bytes, () => {}, read, ['-q', '-z', 'conv,tcp'])
    },
  },
  {
    name: 'opening its one stream of 40,000 segments',
    goal: 'none of its own',
    measure: () => {
      const bytes = bulkCapture()
      const file = new Blob([bytes])
      const ask = worker()
      const read = () => ask({ kind: 'read', file }, 'read')
      const open = () => ask({ kind: 'open-stream', ticket: 0, id: 0 }, 'stream-opened')
      return besideTshark(bytes, read, open, ['-T', 'fields', '-e', 'tcp.analysis.flags'])
    },
  },
]
