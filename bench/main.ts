// `npm run bench [-- name ...]`: one row for each goal of speed and weight.
// Only ratios within one run mean anything, so a row measures its own reference beside itself.
import { IMPORT } from './import.ts'
import type { Row } from './row.ts'
import { WEIGHT } from './weight.ts'

const ROWS: readonly Row[] = [...IMPORT, ...WEIGHT]

const asked = process.argv.slice(2)
const chosen = ROWS.filter(({ name }) => asked.length === 0 || asked.some((start) => name.startsWith(start)))
const width = Math.max(...ROWS.map(({ name }) => name.length))

for (const { name, goal, measure } of chosen) {
  console.log(`${name.padEnd(width)}  ${await measure()}  (goal: ${goal})`)
}
