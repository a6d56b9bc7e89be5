import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { beforeAll, describe, expect, it } from 'vitest'
import committed from '../../../public/conformance.json' with { type: 'json' }
import { collect, type ConformanceReport, type Explored, exploredRows } from './collect.ts'
import { markdown } from './markdown.ts'

/** How deep to explore: 2 with every test run, 3 in continuous integration. */
const FAULTS = Number(process.env.EXPLORE_FAULTS ?? '2')
const MOST_MS = 15 * 60_000

let explored: Explored = []
let report: ConformanceReport

/** Runs `npm run explore` and gives its last line, "N runs passed, M failed". */
function explore(): { status: number | null; sum: string } {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['tools/run-ts.mjs', 'src/cli/explore.ts', '--faults', String(FAULTS)],
    { encoding: 'utf8' },
  )
  return { status, sum: stdout.trimEnd().split('\n').at(-1) ?? '' }
}

beforeAll(() => {
  const { sum } = explore()
  const failed = Number(/([\d,]+) failed$/.exec(sum)?.[1]?.replaceAll(',', '') ?? Number.NaN)
  const deeper = (committed.schedules as Explored).filter(({ faults }) => faults > FAULTS)
  explored = [...exploredRows(FAULTS, failed), ...deeper]
  report = collect(explored)
}, MOST_MS)

describe('conformance', () => {
  it(`holds in every schedule of up to ${FAULTS} faults on the first 16 segments of 24 connections`, () => {
    expect(explored.map(({ violations }) => violations)).toEqual(explored.map(() => 0))
  })

  it('is complete: cells, calls, points, rows of basis rfc, catalogue, kernel, invariants', () => {
    const wrong = [...report.cells, ...report.rows, report.golden, report.kernel].filter(
      ({ passed, of }) => passed !== of,
    )
    expect(wrong).toEqual([])
    expect(report.points.filter(({ passed }) => !passed)).toEqual([])
    expect(report.edges.filter(({ basis, taken }) => basis === 'rfc' && !taken)).toEqual([])
    expect(report.invariants.filter(({ violations }) => violations > 0)).toEqual([])
    expect(report.cells.reduce((sum, { of }) => sum + of, 0)).toBe(2640)
  })

  it('stands in docs/conformance.md and public/conformance.json as the checks say it', async () => {
    await expect(markdown(report)).toMatchFileSnapshot('../../../docs/conformance.md')
    await expect(`${JSON.stringify(forApp(report))}\n`).toMatchFileSnapshot(
      '../../../public/conformance.json',
    )
  })
})

/** What the app shows: it has the words of rules and edges itself. */
function forApp({ rules, edges, ...rest }: ConformanceReport) {
  return {
    ...rest,
    edges: edges.map(({ id, taken, runs }) => ({ id, taken, runs })),
    rules: rules.map(({ id, runs, checks }) => ({ id, runs, checks })),
  }
}
