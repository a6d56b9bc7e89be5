import process from 'node:process'
import { bench } from './commands/bench.ts'
import { importCapture } from './commands/import.ts'
import { list } from './commands/list.ts'
import { run } from './commands/run.ts'
import { Problem } from './problem.ts'

const HELP = `Synscope on the command line: the same TCP, without a browser.

  npm run --silent cli -- list [--json] [--lang en|zh]
  npm run --silent cli -- run <id | file | -> [--profile P] [--seed N] [--format F] [--lang en|zh] [--out FILE]
  npm run --silent cli -- import <capture> [--format F] [--stream N] [--lang en|zh] [--out FILE]
  npm run --silent cli -- bench engine [--rate R] [--time-wait S] [--loss P] [--count N]

Every command has --help. Exit codes: 0 done, 1 failed, 2 something given is wrong.
`

interface Command {
  (args: readonly string[]): Promise<string | Uint8Array>
}

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['list', list],
  ['run', run],
  ['import', importCapture],
  ['bench', bench],
])

/** Runs one command; what it gives back goes to stdout. */
async function main(args: readonly string[]): Promise<void> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(HELP)
    return
  }
  const command = COMMANDS.get(name)
  if (command === undefined) {
    throw new Problem(`unknown command "${name}"; there are ${[...COMMANDS.keys()].join(', ')}`)
  }
  process.stdout.write(await command(rest))
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Error)) throw error
  const expected = error instanceof Problem
  process.stderr.write(`synscope: ${expected ? error.message : (error.stack ?? error.message)}\n`)
  process.exitCode = expected ? 2 : 1
}
