// `npm run bench [-- --write] [name ...]`: one row for each goal of speed and weight.
// Only ratios within one run mean anything, so a row measures its own reference beside itself.
import { CHROMIUM } from './chromium.ts'
import { ENGINE } from './engine.ts'
import { IMPORT } from './import.ts'
import { LARGE_RUNS } from './large.ts'
import { writeReport } from './report.ts'
import { type Measured, type Row, spreadOf } from './row.ts'
import { WEIGHT } from './weight.ts'

// What reads large files comes before what fills the heap: the collector looks at all of it while such a file is there.
const ROWS: readonly Row[] = [...IMPORT, ...ENGINE, ...CHROMIUM, ...LARGE_RUNS, ...WEIGHT]

const asked = process.argv.slice(2).filter((word) => word !== '--write')
const chosen = ROWS.filter(({ name }) => asked.length === 0 || asked.some((start) => name.startsWith(start)))

const results: { row: Row; measured: Measured | string }[] = []
for (const row of chosen) {
  const measured = await row.measure()
  results.push({ row, measured })
  console.log(`${row.name}  (goal: ${row.goal})`)
  console.log(typeof measured === 'string' ? `  ${measured}` : `  ${lineOf(measured)}`)
}
if (process.argv.includes('--write')) writeReport(results, ROWS)

function lineOf({ unit, values, reference, result }: Measured): string {
  const { min, median, max } = spreadOf(values)
  const beside =
    reference === undefined ? '' : `; ${reference.name} ${short(spreadOf(reference.values).median)}`
  return `${short(median)} ${unit} (${short(min)} to ${short(max)})${beside}${result === undefined ? '' : `; ${result}`}`
}

function short(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3)
}
