import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { type Measured, type Row, spreadOf } from './row.ts'

interface Result {
  readonly row: Row
  readonly measured: Measured | string
}

/** Writes what was measured to docs, as a table and as JSON. */
export function writeReport(results: readonly Result[]): void {
  const figures = results.map(({ row: { name, goal }, measured }) =>
    typeof measured === 'string'
      ? { name, goal, missing: measured }
      : {
          name,
          goal,
          unit: measured.unit,
          ...spreadOf(measured.values),
          runs: measured.values.length,
          ...(measured.reference && {
            reference: { name: measured.reference.name, ...spreadOf(measured.reference.values) },
          }),
          ...(measured.result !== undefined && { result: measured.result }),
        },
  )
  writeFileSync('docs/benchmarks.json', `${JSON.stringify({ machine: machine(), figures }, null, 2)}\n`)
  writeFileSync('docs/benchmarks.md', pageOf(results))
}

/** In general terms: a name would tell no more. */
function machine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  return `${cpus().length} shared virtual cores, ${gigabytes} GB, Node ${process.versions.node.split('.')[0]}, Chromium without a GPU`
}

function pageOf(results: readonly Result[]): string {
  const rows = results.map(({ row, measured }) => {
    if (typeof measured === 'string') return `| ${row.name} | ${row.goal} | ${measured} | | |`
    const { values, unit, reference, result } = measured
    const beside = reference === undefined ? '' : `${reference.name}: ${spread(reference.values)}`
    return `| ${row.name} | ${row.goal} | ${spread(values)} ${unit} | ${beside} | ${result ?? ''} |`
  })
  return `# Benchmarks

Written by \`npm run bench -- --write\`; do not edit. Measured on ${machine()}.
Each figure is min / median / max. Only what stands in one row was measured together: compare ratios, not rows.

| what | goal | measured | beside it | result |
|---|---|---|---|---|
${rows.join('\n')}

A lifecycle: open, 100 bytes each way, the client closes first, TIME-WAIT; 10 ms one way, profile \`rfc9293\`, seven
segments, of which the last 65,536 are kept as rows of 24 bytes. The ceiling is \`bench/ceiling.ts\`: the same seven
segments from a state machine in typed arrays that knows no options, windows, queues, ports or rules. Both are rates of
one second of CPU time, all threads counted.
`
}

function spread(values: readonly number[]): string {
  const { min, median, max } = spreadOf(values)
  return [min, median, max]
    .map((value) => (value >= 100 ? String(Math.round(value)) : value.toPrecision(3)))
    .join(' / ')
}
