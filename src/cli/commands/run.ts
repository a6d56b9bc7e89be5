import process from 'node:process'
import { type Locale, LOCALES } from '../../base/locale.ts'
import { simulate } from '../../engine/sim/run.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { script as scriptEn } from '../../i18n/en/script.ts'
import { script as scriptZh } from '../../i18n/zh/script.ts'
import { findVariant } from '../../scenario/catalogue.ts'
import { loadTitles } from '../../scenario/catalogue/texts.ts'
import type { Script } from '../../scenario/script-text.ts'
import { checkScript } from '../../scenario/script-text/script-check.ts'
import { packetText, segmentText } from '../../scenario/script-text/packet-text.ts'
import { argumentsOf, oneOf } from '../arguments.ts'
import { RUN_FORMATS, type RunFormat } from '../formats/run-formats.ts'
import { Problem } from '../problem.ts'
import { sourceOf, withOptions } from '../scenario-source.ts'
import { writeOut } from '../write-out.ts'

const FORMATS = Object.keys(RUN_FORMATS) as RunFormat[]
const SCRIPT_WORDS = { en: scriptEn, zh: scriptZh } as const
const PLACES = ['wire', 'C', 'S'] as const

const HELP = `cli run <id | file | -> [--profile P] [--seed N] [--format F] [--place P] [--lang en|zh] [--out FILE]

Runs a scenario of the catalogue (id, or id/n for its n-th variant), of a file (JSON or a script), or of standard input.
What a script says is sent and does not come true is told on standard error, and the exit code is 1.
  --profile     rfc9293, linux, freebsd (bsd), macos, windows; default: the scenario's
  --seed        0 to 4294967295; default: the scenario's
  --format      tcpdump (default): the segments as tcpdump prints them
                states: every change of state, a line each
                summary: JSON with segments, states, calls and the end
                trace: JSON with every fact
                json: JSON with the scenario and the trace
                csv: a row for each segment
                mermaid, plantuml: a sequence diagram as text
                svg, animated-svg: the sequence diagram as a picture; the second plays by itself
                pcapng: a capture for Wireshark, with what happened as comments
                pcap: a capture without comments
                script: the scenario as a script (docs/script-format.md)
  --place       of tcpdump, pcapng and pcap: wire (default), all that is sent; C or S, what that host sends and receives
  --lang        language of what is told in csv, mermaid, plantuml, svg and pcapng (default en)
  --out         write to this file instead of standard output
`

export async function run(args: readonly string[]): Promise<string | Uint8Array> {
  const { values, positionals } = argumentsOf(args, {
    profile: { type: 'string' },
    seed: { type: 'string' },
    format: { type: 'string', default: 'tcpdump' },
    place: { type: 'string', default: 'wire' },
    lang: { type: 'string', default: 'en' },
    out: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  })
  if (values.help === true) return HELP
  const [source, more] = positionals
  if (more !== undefined) throw new Problem(`run takes one scenario, not also "${more}"`)
  const format = oneOf('--format', values.format, FORMATS)
  const place = oneOf('--place', values.place, PLACES)
  const locale = oneOf('--lang', values.lang, LOCALES)
  const given = await sourceOf(source)
  const scenario = withOptions(given.scenario, values.profile, values.seed)
  const trace = new Trace(simulate(scenario))
  if (given.script !== null) tellSurprises(given.script, trace, locale)
  const printed = RUN_FORMATS[format]({
    scenario,
    trace,
    addresses: { C: scenario.hosts.C.address, S: scenario.hosts.S.address },
    title: await titleOf(source ?? '', scenario, locale),
    place,
    locale,
  })
  return values.out === undefined ? printed : writeOut(values.out, printed)
}

async function titleOf(source: string, { title }: Scenario, locale: Locale): Promise<string> {
  const found = findVariant(source)
  return found === null ? (title ?? '') : (await loadTitles(locale))[found.entry.id].title
}

/** The lines of a script with arrows are what its author expects. */
function tellSurprises(script: Script, trace: Trace, locale: Locale): void {
  const words = SCRIPT_WORDS[locale]
  for (const { line, expected, found } of checkScript(script, trace)) {
    const instead = found === null ? words.nothing : segmentText(script, found.segment, found.tUs)
    const said = packetText(expected.packet, expected.atUs)
    process.stderr.write(`synscope: ${words.surprise(String(line), said, instead)}\n`)
    process.exitCode = 1
  }
}
