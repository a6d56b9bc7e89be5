import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import type { Scenario } from '../engine/sim/scenario.ts'
import { PROFILE_IDS, type ProfileId } from '../engine/tcp/profiles.ts'
import { en } from '../i18n/en.ts'
import { script as scriptWords } from '../i18n/en/script.ts'
import { scenarioErrorText } from '../i18n/scenario-error-text.ts'
import { scriptErrorText } from '../i18n/script-error-text.ts'
import { CATALOGUE, findScenario } from '../scenario/catalogue.ts'
import { SIZES } from '../scenario/limits.ts'
import { parseScenario } from '../scenario/schema.ts'
import { isScript, parseScript, type Script } from '../scenario/script-text.ts'
import { oneOf, wholeNumber } from './arguments.ts'
import { Problem } from './problem.ts'

/** A scenario, and the script that it was read from, if it was one: its lines are held against the run. */
export interface Source {
  readonly scenario: Scenario
  readonly script: Script | null
}

/** What a command names: a catalogue id (`id/n` for a variant), a file of JSON or a script, or - for standard input. */
export async function sourceOf(source: string | undefined): Promise<Source> {
  if (source === undefined)
    throw new Problem('run needs a scenario: an id of the list, a file, or - for standard input')
  if (source === '-') return checked('standard input', await text(process.stdin))
  const known = findScenario(source)
  if (known !== null) return { scenario: known, script: null }
  const file = path.resolve(process.env.INIT_CWD ?? '.', source)
  if (!existsSync(file)) throw new Problem(unknownName(source))
  return checked(source, readWhole(source, file))
}

/** The same for commands that only need the scenario. */
export async function scenarioFrom(source: string | undefined): Promise<Scenario> {
  return (await sourceOf(source)).scenario
}

function unknownName(source: string): string {
  const [id, variant] = source.split('/')
  const entry = CATALOGUE.find((candidate) => candidate.id === id)
  if (entry !== undefined && variant !== undefined) {
    return `scenario "${id}" has no variant "${variant}"; it has ${entry.variants.length}`
  }
  return `"${source}" is neither a scenario of the catalogue nor a file; "cli list" names them all`
}

function readWhole(source: string, file: string): string {
  const { size } = statSync(file)
  if (size > SIZES.bytes) {
    throw new Problem(`${source} is ${size} bytes long; a scenario has at most ${SIZES.bytes}`)
  }
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Problem(`${source} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** All of what is wrong, in one sentence that names the places. */
function checked(source: string, content: string): Source {
  if (isScript(content)) {
    const script = parseScript(content)
    if (script.ok) return { scenario: script.value.scenario, script: script.value }
    const wrong = script.error.map((error) => scriptErrorText(scriptWords, en, error))
    throw new Problem(`${source} is no JSON and no valid script: ${wrong.join(' ')}`)
  }
  const result = parseScenario(content)
  if (result.ok) return { scenario: result.value, script: null }
  throw new Problem(
    `${source} is not a valid scenario: ${result.error.map((error) => scenarioErrorText(en, error)).join(' ')}`,
  )
}

/** The scenario with the profile and seed that the command line asks for. */
export function withOptions(
  scenario: Scenario,
  profile: string | undefined,
  seed: string | undefined,
): Scenario {
  return {
    ...scenario,
    ...(profile !== undefined && { profile: profileOf(profile) }),
    ...(seed !== undefined && { seed: wholeNumber('--seed', seed, 0, 2 ** 32 - 1) }),
  }
}

function profileOf(name: string): ProfileId {
  return name === 'bsd' ? 'freebsd' : oneOf('--profile', name, PROFILE_IDS)
}
