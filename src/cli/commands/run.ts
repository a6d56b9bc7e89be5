import { writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { simulate } from '../../engine/sim/run.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { tcpdumpLines } from '../../engine/trace/print.ts'
import { argumentsOf, oneOf } from '../arguments.ts'
import { states } from '../formats/states.ts'
import { summary } from '../formats/summary.ts'
import { traceJson } from '../formats/trace.ts'
import { Problem } from '../problem.ts'
import { scenarioFrom, withOptions } from '../scenario-source.ts'

const FORMATS = ['tcpdump', 'states', 'summary', 'trace'] as const

const HELP = `cli run <id | file.json | -> [--profile P] [--seed N] [--format F] [--out FILE]

Runs a scenario of the catalogue (id, or id/n for its n-th variant), of a file, or of standard input.
  --profile     rfc9293, linux, freebsd (bsd), macos, windows; default: the scenario's
  --seed        0 to 4294967295; default: the scenario's
  --format      tcpdump (default): the segments as tcpdump prints them
                states: every change of state, a line each
                summary: JSON with segments, states, calls and the end
                trace: JSON with every fact
  --out         write to this file instead of standard output
`

export async function run(args: readonly string[]): Promise<string> {
  const { values, positionals } = argumentsOf(args, {
    profile: { type: 'string' },
    seed: { type: 'string' },
    format: { type: 'string', default: 'tcpdump' },
    out: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  })
  if (values.help === true) return HELP
  if (positionals.length > 1) throw new Problem(`run takes one scenario, not also "${positionals[1]}"`)
  const format = oneOf('--format', values.format, FORMATS)
  const scenario = withOptions(scenarioFrom(positionals[0]), values.profile, values.seed)
  const text = printed(format, scenario, new Trace(simulate(scenario)))
  if (values.out === undefined) return text
  writeOut(values.out, text)
  return ''
}

function printed(format: (typeof FORMATS)[number], { hosts }: Scenario, trace: Trace): string {
  switch (format) {
    case 'tcpdump':
      return tcpdumpLines(trace, { C: hosts.C.address, S: hosts.S.address })
        .map(({ text }) => `${text}\n`)
        .join('')
    case 'states':
      return states(trace)
    case 'summary':
      return `${JSON.stringify(summary(trace), null, 2)}\n`
    case 'trace':
      return `${JSON.stringify(traceJson(trace))}\n`
  }
}

function writeOut(file: string, text: string): void {
  try {
    writeFileSync(path.resolve(process.env.INIT_CWD ?? '.', file), text)
  } catch (error) {
    throw new Problem(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`)
  }
}
