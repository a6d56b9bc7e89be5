import { describe, expect, it } from 'vitest'
import { simulate } from '../../engine/sim/run.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { compare as english } from '../../i18n/en/compare.ts'
import { compare as chinese } from '../../i18n/zh/compare.ts'
import { PAIRS, type PairId } from '../../scenario/pairs.ts'
import { checkScenario } from '../../scenario/schema.ts'
import { type Cell, differences } from './difference.ts'
import { divergenceUs } from './divergence.ts'

/** What the rows asked about show, one text for each run. Written from the RFCs and the question, not from the output. */
const SHOWN: Readonly<Record<PairId, Readonly<Record<string, readonly string[]>>>> = {
  'two-or-three-way': {
    'established.S': ['never', '3000 ms', '3000 ms'],
    'call.S.1': ['accept blocked', 'accept 4', 'accept 4'],
    'path.S': ['SYN-RECEIVED LISTEN', 'ESTABLISHED CLOSED', 'ESTABLISHED'],
  },
  'message-count': {
    'confirmed.C': ['false', 'true', 'true', 'true'],
    'confirmed.S': ['false', 'false', 'true', 'true'],
    segments: ['1', '2', '3', '4'],
  },
  'time-wait-or-rst': {
    'first-segment': ['ACK', 'RST'],
    'path.S': ['LAST-ACK CLOSED by T41', 'LAST-ACK CLOSED by T47'],
    'port.C': ['242300 ms', '1300 ms'],
  },
  'time-wait-or-old-data': {
    'foreign.S': ['0 B', '100 B OLD'],
    'call.C.4': ['connect EADDRNOTAVAIL', 'connect 0'],
  },
  'one-or-two-msl': { strays: ['1', '2'], 'time-wait.C': ['6850 ms', '2000 ms'] },
  'three-or-four-segments': {
    segments: ['7', '6'],
    'path.C': ['FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED', 'FIN-WAIT-1 TIME-WAIT CLOSED'],
  },
  'fin-or-rst': {
    'undelivered.C': ['0 B', '100 B'],
    'time-wait.C': ['240000 ms', '0 ms'],
    'path.S': ['ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED', 'ESTABLISHED CLOSED'],
  },
  assassination: { 'time-wait.C': ['2300 ms', '240000 ms'] },
  'backlog-or-cookies': {
    'refused.S': ['6', '0'],
    'call.C.0': ['connect 0 in 63100 ms', 'connect 0 in 100 ms'],
  },
  'reuse-address': {
    'call.S.4': ['listen EADDRINUSE', 'listen 0'],
    'call.C.3': ['connect ECONNREFUSED', 'connect 0'],
  },
  'rfc-or-linux': {
    closed: ['242300 ms', '61600 ms'],
    'time-wait.C': ['240000 ms', '60000 ms'],
    'call.S.2': ['recv 0 in 1900 ms', 'recv 0 in 1200 ms'],
  },
}

const runsOf = (pair: (typeof PAIRS)[number]) => pair.runs.map((run) => new Trace(simulate(run)))

describe.each(PAIRS)('the comparison $id', (pair) => {
  it('shows in its table, from the traces alone, what its question asks about', () => {
    const rows = differences(runsOf(pair), pair.asks)
    expect(rows.slice(0, pair.asks.length).map(({ id }) => id)).toEqual(pair.asks)
    for (const [id, shown] of Object.entries(SHOWN[pair.id])) {
      const cells = rows.find((row) => row.id === id)?.cells ?? []
      expect(cells, id).toHaveLength(shown.length)
      cells.forEach((cell, run) => expect(said(cell), `${id}, run ${run + 1}`).toContain(shown[run]))
    }
  })

  it('calls each of its runs by another name, in both languages', () => {
    for (const { pairs } of [english, chinese]) {
      const names = pairs[pair.id].runs.map(({ name }) => name)
      expect(names).toHaveLength(pair.runs.length)
      expect(new Set(names).size, names.join()).toBe(names.length)
    }
  })

  it('parts at some moment and has runs that pass the checks of a link', () => {
    expect(divergenceUs(runsOf(pair))).not.toBeNull()
    for (const run of pair.runs)
      expect(checkScenario(JSON.parse(JSON.stringify(run)))).toMatchObject({ ok: true })
  })
})

function said(cell: Cell): string {
  switch (cell.kind) {
    case 'count':
      return String(cell.value)
    case 'bytes':
      return `${cell.value} B ${cell.labels.join(' ')}`
    case 'moment':
      return cell.us === null ? 'never' : `${cell.us / 1000} ms`
    case 'length':
      return `${cell.us / 1000} ms`
    case 'answer':
      return String(cell.yes)
    case 'segment':
      return (cell.segment?.flags ?? 0) === 4 ? 'RST' : 'ACK'
    case 'path':
      return `${cell.steps.map(({ state }) => state).join(' ')} by ${cell.steps.at(-1)?.edge}`
    case 'call': {
      const { call, errno, result, tookUs } = cell.call ?? {}
      return `${call} ${tookUs === null ? 'blocked' : (errno ?? result)} in ${(tookUs ?? 0) / 1000} ms`
    }
  }
}
