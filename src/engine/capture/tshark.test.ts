import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CATALOGUE } from '../../scenario/catalogue.ts'
import { simulate } from '../sim/run.ts'
import { Trace } from '../trace/codec.ts'
import { type Anomaly, findAnomalies } from './anomalies.ts'
import type { Capture } from './capture.ts'
import { readCapture } from './read-capture.ts'
import { writePcapng } from './write-pcapng.ts'

/** What tshark names, and our word for it. */
const MARKS: readonly (readonly [field: string, anomaly: Anomaly])[] = [
  ['tcp.analysis.retransmission', 'retransmission'],
  ['tcp.analysis.fast_retransmission', 'fast-retransmission'],
  ['tcp.analysis.spurious_retransmission', 'spurious-retransmission'],
  ['tcp.analysis.out_of_order', 'out-of-order'],
  ['tcp.analysis.lost_segment', 'segment-not-captured'],
  ['tcp.analysis.duplicate_ack', 'duplicate-ack'],
  ['tcp.analysis.keep_alive', 'keepalive'],
  ['tcp.analysis.keep_alive_ack', 'keepalive-ack'],
  ['tcp.analysis.zero_window', 'zero-window'],
  ['tcp.analysis.zero_window_probe', 'zero-window-probe'],
]
const FIELDS = ['tcp.stream', 'ip.checksum.status', 'tcp.checksum.status', '_ws.malformed', 'tcp.len']
const GOOD = '1'

const hasTshark = spawnSync('tshark', ['--version']).status === 0

/** All runs of the catalogue in one file of many sections; each has addresses of its own, so that none meets another. */
function everyRun(): Uint8Array {
  const scenarios = CATALOGUE.flatMap(({ variants }) => variants)
  const sections = scenarios.map((scenario, i) => {
    const prefix = scenario.hosts.C.address.includes(':') ? `2001:db8:${i}::` : `10.1.${i}.`
    const trace = new Trace(simulate(scenario))
    return writePcapng({ trace, addresses: { C: `${prefix}1`, S: `${prefix}2` }, place: 'wire' })
  })
  return Uint8Array.from(sections.flatMap((section) => [...section]))
}

/** One row a frame: the fields, then our words for tshark's marks. */
function tsharkRows(file: string): { fields: string[]; marks: Anomaly[] }[] {
  const names = [...FIELDS, ...MARKS.map(([field]) => field)]
  const checks = ['-o', 'ip.check_checksum:TRUE', '-o', 'tcp.check_checksum:TRUE']
  const args = ['-r', file, ...checks, '-T', 'fields', ...names.flatMap((name) => ['-e', name])]
  const text = execFileSync('tshark', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split('\t')
      const found = MARKS.filter((_, i) => (cells[FIELDS.length + i] ?? '') !== '').map(([, mark]) => mark)
      // A fast or a spurious one is a retransmission too.
      const special = found.includes('fast-retransmission') || found.includes('spurious-retransmission')
      return {
        fields: cells.slice(0, FIELDS.length),
        marks: found.filter((mark) => !(special && mark === 'retransmission')).sort(),
      }
    })
}

function ourMarks(capture: Capture): Anomaly[][] {
  const marks: Anomaly[][] = []
  for (const stream of capture.streams) {
    const found = findAnomalies(capture.tcp, stream)
    for (const [i, row] of stream.rows.entries())
      marks[row] = (found[i] ?? []).filter((mark) => mark !== 'reset').sort()
  }
  return marks
}

describe.skipIf(!hasTshark)(
  'tshark (skipped where it is not installed) and the export of every scenario',
  () => {
    let folder = ''
    let rows: ReturnType<typeof tsharkRows> = []
    let capture: Capture

    beforeAll(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'synscope-'))
      const bytes = everyRun()
      const file = path.join(folder, 'catalogue.pcapng')
      writeFileSync(file, bytes)
      rows = tsharkRows(file)
      const read = readCapture(bytes)
      if (!read.ok) throw new Error(read.error.kind)
      capture = read.value
    }, 60_000)

    afterAll(() => rmSync(folder, { recursive: true }))

    test('agree on packets, streams and lengths', () => {
      expect(rows).toHaveLength(capture.packets)
      expect(rows.map(({ fields }) => Number(fields[0]))).toEqual(Array.from(capture.tcp.stream))
      expect(rows.map(({ fields }) => Number(fields[4]))).toEqual(Array.from(capture.tcp.length))
    })

    test('find no malformed packet and no bad checksum', () => {
      const faulty = rows.filter(
        ({ fields: [, ip, tcp, malformed] }) =>
          (ip !== GOOD && ip !== '') || tcp !== GOOD || malformed !== '',
      )
      expect(faulty).toEqual([])
    })

    test('mark the same segments as retransmissions, and everything else that is unusual', () => {
      expect(rows.map(({ marks }) => marks)).toEqual(ourMarks(capture))
    })
  },
)
