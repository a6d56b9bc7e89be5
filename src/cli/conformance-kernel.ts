import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { simulate } from '../engine/sim/run.ts'
import { Trace } from '../engine/trace/codec.ts'
import { compare } from '../scenario/kernel/compare.ts'
import type { Difference } from '../scenario/kernel/difference.ts'
import type { KernelScenario, KernelTrace } from '../scenario/kernel/format.ts'
import { translate } from '../scenario/kernel/translate.ts'

const HELP = `npm run conformance:kernel [-- DIR]

Runs every scenario of a folder of kernel traces under our linux profile and compares what comes out with what the
kernel did. DIR holds scenarios/NAME.json and traces/NAME.json; default: public/kernel-traces.
Prints one line a scenario with its differences, then "N passed, M failed". Exit code 1 if any failed, 2 if DIR is unusable.`

function main(args: readonly string[]): number {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${HELP}\n`)
    return 0
  }
  const given = args.find((arg) => !arg.startsWith('-'))
  const directory =
    given === undefined
      ? path.resolve('public/kernel-traces')
      : path.resolve(process.env.INIT_CWD ?? '.', given)
  const scenarios = path.join(directory, 'scenarios')
  if (!existsSync(scenarios)) {
    process.stderr.write(`conformance:kernel: ${directory} has no folder "scenarios"\n`)
    return 2
  }
  const names = readdirSync(scenarios)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()
  const failed = names.filter((name) => !report(name, differencesOf(directory, name))).length
  process.stdout.write(`${names.length - failed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
}

/** What differs for one scenario; an unreadable file or a scenario we cannot say is a difference too. */
function differencesOf(directory: string, name: string): Difference[] {
  try {
    const read = (kind: string): unknown =>
      JSON.parse(readFileSync(path.join(directory, kind, `${name}.json`), 'utf8'))
    const scenario = read('scenarios') as KernelScenario
    const trace = read('traces') as KernelTrace
    return compare(scenario, trace, new Trace(simulate(translate(scenario))))
  } catch (error) {
    return [{ what: 'run', kernel: '-', ours: error instanceof Error ? error.message : String(error) }]
  }
}

function report(name: string, differences: readonly Difference[]): boolean {
  process.stdout.write(`${differences.length === 0 ? 'pass' : 'FAIL'}  ${name}\n`)
  for (const { what, kernel, ours } of differences)
    process.stdout.write(`        ${what}: kernel ${kernel}, ours ${ours}\n`)
  return differences.length === 0
}

process.exitCode = main(process.argv.slice(2))
