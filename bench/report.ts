import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { type Measured, type Row, type Spread, spreadOf } from './row.ts'

interface Result {
  readonly row: Row
  readonly measured: Measured | string
}

/** A row as it stands in docs/benchmarks.json. */
type Figure = { readonly name: string; readonly goal: string } & (
  | { readonly missing: string }
  | ({
      readonly unit: string
      readonly runs: number
      readonly reference?: Spread & { readonly name: string }
      readonly result?: string
    } & Spread)
)

/** Writes what was measured to docs, as a table and as JSON; rows of `all` that were not measured stay as they were. */
export function writeReport(results: readonly Result[], all: readonly Row[]): void {
  const before: { figures: Figure[] } = JSON.parse(readFileSync('docs/benchmarks.json', 'utf8'))
  const made = results.map(figureOf)
  const figures = all.flatMap(({ name }) => {
    const figure = [...made, ...before.figures].find((each) => each.name === name)
    return figure === undefined ? [] : [figure]
  })
  writeFileSync('docs/benchmarks.json', `${JSON.stringify({ machine: machine(), figures }, null, 2)}\n`)
  writeFileSync('docs/benchmarks.md', pageOf(figures))
}

function figureOf({ row: { name, goal }, measured }: Result): Figure {
  if (typeof measured === 'string') return { name, goal, missing: measured }
  const { unit, values, reference, result } = measured
  return {
    name,
    goal,
    unit,
    ...spreadOf(values),
    runs: values.length,
    ...(reference && { reference: { name: reference.name, ...spreadOf(reference.values) } }),
    ...(result !== undefined && { result }),
  }
}

/** In general terms: a name would tell no more. */
function machine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  return `${cpus().length} shared virtual cores, ${gigabytes} GB, Node ${process.versions.node.split('.')[0]}, Chromium without a GPU`
}

function pageOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { name, goal } = figure
    if ('missing' in figure) return `| ${name} | ${goal} | ${figure.missing} | | |`
    const { unit, reference, result } = figure
    const beside = reference === undefined ? '' : `${reference.name}: ${spread(reference)}`
    return `| ${name} | ${goal} | ${spread(figure)} ${unit} | ${beside} | ${result ?? ''} |`
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

Rows of the browser count CPU time of the page's main thread. Memory of a run: the columns of its trace as they travel
from the worker, and beside them what the page makes of them to find and to draw what is on screen.
`
}

function spread({ min, median, max }: Spread): string {
  return [min, median, max]
    .map((value) => (value >= 100 ? String(Math.round(value)) : value.toPrecision(3)))
    .join(' / ')
}
