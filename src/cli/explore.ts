import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { isMainThread } from 'node:worker_threads'
import { BASES } from '../engine/sim/explore-bases.ts'
import { type Failure, schedulesOf, shrink, withMarks } from '../engine/sim/explore.ts'
import type { Scenario } from '../engine/sim/scenario.ts'
import { argumentsOf, wholeNumber } from './arguments.ts'
import { exploreAll, workInThread } from './explore-threads.ts'
import { Problem } from './problem.ts'
import { scenarioFrom } from './scenario-source.ts'

const HELP = `npm run explore [-- --faults K] [--first N] [--scenario ID] [--out DIR]

Runs every schedule of up to K faults (drop, duplicate, delay past the next segment, delay past the RTO) over the first
N segments of 24 connections, and holds every run against every invariant.

  --faults K     0 to 5, default 2
  --first N      1 to 64, default 16
  --scenario ID  only this one: one of the 24 (below), a scenario of the catalogue (id/n), or a file
  --out DIR      where schedules that break an invariant are saved as scenarios, default test-results/explore

Exit code 1 if an invariant is broken, 2 if something given is wrong.

${Object.keys(BASES).join('\n')}
`

/** Counts of one scenario. */
interface Tally {
  readonly id: string
  readonly scenario: Scenario
  runs: number
  failed: number
  readonly failures: Failure[]
}

async function main(args: readonly string[]): Promise<number> {
  const { values } = argumentsOf(args, {
    faults: { type: 'string', default: '2' },
    first: { type: 'string', default: '16' },
    scenario: { type: 'string' },
    out: { type: 'string', default: 'test-results/explore' },
    help: { type: 'boolean', short: 'h' },
  })
  if (values.help === true) {
    process.stdout.write(HELP)
    return 0
  }
  const faults = wholeNumber('--faults', values.faults, 0, 5)
  const first = wholeNumber('--first', values.first, 1, 64)
  const scenarios = await scenariosOf(values.scenario)
  const tallies = scenarios.map(
    ([id, scenario]): Tally => ({ id, scenario, runs: 0, failed: 0, failures: [] }),
  )
  const started = performance.now()
  await exploreAll({ scenarios, faults, first }, (result) => {
    const tally = tallies[result.scenario]
    if (tally === undefined) return
    tally.runs += result.runs
    tally.failed += result.failed
    tally.failures.push(...result.failures)
  })
  const seconds = (performance.now() - started) / 1000
  for (const tally of tallies) report(tally, path.resolve(values.out))
  return verdict(tallies, faults, first, seconds)
}

async function scenariosOf(name: string | undefined): Promise<(readonly [string, Scenario])[]> {
  if (name === undefined) return Object.entries(BASES)
  const base = BASES[name]
  return [[name, base ?? (await scenarioFrom(name))]]
}

const count = (n: number): string => n.toLocaleString('en-US')

/** One line a scenario; of what it breaks, the least schedule for each invariant, saved as a scenario. */
function report(tally: Tally, directory: string): void {
  const verdictOf = tally.failed === 0 ? 'ok' : `${count(tally.failed)} BROKEN`
  process.stdout.write(`${tally.id.padEnd(24)}${count(tally.runs).padStart(9)} runs  ${verdictOf}\n`)
  const ids = [...new Set(tally.failures.flatMap(({ violations }) => violations.map(({ id }) => id)))]
  for (const id of ids) {
    const example = tally.failures.find(({ violations }) => violations.some((one) => one.id === id))
    if (example === undefined) continue
    const violations = example.violations.filter((one) => one.id === id)
    const least = shrink(tally.scenario, { marks: example.marks, violations })
    const file = save(tally, id, least, directory)
    process.stdout.write(
      `    ${id} at ${least.violations[0]?.tUs} us: ${least.violations[0]?.what}\n    ${file}\n`,
    )
  }
}

function save(tally: Tally, id: string, { marks, violations }: Failure, directory: string): string {
  mkdirSync(directory, { recursive: true })
  const file = path.join(directory, `${tally.id.replaceAll('/', '-')}-${id}.json`)
  const scenario: Scenario = {
    ...withMarks(tally.scenario, marks),
    title: `${tally.id} breaks ${id}`,
    notes: violations
      .map(({ tUs, what }) => `${tUs} us: ${what}`)
      .join('\n')
      .slice(0, 4_000),
  }
  writeFileSync(file, `${JSON.stringify(scenario, null, 2)}\n`)
  return path.relative(process.cwd(), file)
}

/** The sum, as one line for people and the last for programs. */
function verdict(tallies: readonly Tally[], faults: number, first: number, seconds: number): number {
  const sum = (of: (tally: Tally) => number): number => tallies.reduce((all, tally) => all + of(tally), 0)
  const runs = sum(({ runs: one }) => one)
  const failed = sum(({ failed: one }) => one)
  const schedules = Array.from({ length: faults }, (_, k) => tallies.length * schedulesOf(first, k + 1))
  process.stdout.write(
    `${tallies.length} scenarios, schedules of 1 to ${faults} faults on the first ${first} segments: ` +
      `${schedules.map(count).join(' + ')}; ` +
      `${count(runs)} different runs, ${seconds.toFixed(1)} s, ${count(Math.round(runs / seconds))} runs a second\n` +
      `${count(runs - failed)} runs passed, ${count(failed)} failed\n`,
  )
  return failed === 0 ? 0 : 1
}

if (!isMainThread) workInThread()
else {
  try {
    process.exitCode = await main(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    process.stderr.write(`explore: ${error.message}\n`)
    process.exitCode = 2
  }
}
