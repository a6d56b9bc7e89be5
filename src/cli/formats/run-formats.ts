import type { Locale } from '../../base/locale.ts'
import { csvText } from '../../diagram/export/csv.ts'
import { mermaidText } from '../../diagram/export/mermaid.ts'
import { plantumlText } from '../../diagram/export/plantuml.ts'
import { animatedSvgText } from '../../diagram/export/svg/animated.ts'
import type { PictureOptions } from '../../diagram/export/svg/svg-picture.ts'
import { svgText } from '../../diagram/export/svg/still.ts'
import { writePcap } from '../../engine/capture/write-pcap.ts'
import { writePcapng } from '../../engine/capture/write-pcapng.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import { type CapturePlace, tcpdumpLines } from '../../engine/trace/print.ts'
import type { Addresses } from '../../engine/trace/query.ts'
import { en } from '../../i18n/en.ts'
import { exported as exportedEn } from '../../i18n/en/exported.ts'
import { zh } from '../../i18n/zh.ts'
import { exported as exportedZh } from '../../i18n/zh/exported.ts'
import { narration } from '../../narration/narrate.ts'
import { writeScript } from '../../scenario/script-text/write-script.ts'
import { states } from './states.ts'
import { summary } from './summary.ts'
import { traceJson } from '../../engine/trace/trace-json.ts'

/** A run that is to be printed, and how the user wants it. */
interface PrintedRun {
  readonly scenario: Scenario
  readonly trace: Trace
  readonly addresses: Addresses
  /** Of the catalogue or of its author; '' if it has none. */
  readonly title: string
  readonly place: CapturePlace
  readonly locale: Locale
}

type Printer = (run: PrintedRun) => string | Uint8Array

const WORDS = { en: exportedEn, zh: exportedZh } as const

/** What `cli run` can print, by the name of the format. */
export const RUN_FORMATS = {
  tcpdump: ({ trace, addresses, place }) =>
    tcpdumpLines(trace, addresses, place)
      .map(({ text }) => `${text}\n`)
      .join(''),
  states: ({ trace }) => states(trace),
  summary: ({ trace }) => `${JSON.stringify(summary(trace), null, 2)}\n`,
  trace: ({ trace }) => `${JSON.stringify(traceJson(trace))}\n`,
  json: ({ scenario, trace }) => `${JSON.stringify({ scenario, trace: traceJson(trace) })}\n`,
  csv: ({ trace, addresses, locale }) => csvText(trace, addresses, teller(trace, locale)),
  mermaid: ({ trace, addresses, title, locale }) => mermaidText(trace, addresses, WORDS[locale], title),
  plantuml: ({ trace, addresses, title, locale }) => plantumlText(trace, addresses, WORDS[locale], title),
  svg: (run) => svgText(run.trace, picture(run)),
  'animated-svg': (run) => animatedSvgText(run.trace, picture(run)),
  pcapng: (run) => {
    const tell = teller(run.trace, run.locale)
    return writePcapng(run, {
      title: run.title,
      comment: ({ sentFact }) => tell(run.trace.fact(sentFact).step),
    })
  },
  pcap: (run) => writePcap(run),
  script: ({ scenario }) => writeScript(scenario),
} as const satisfies Record<string, Printer>

export type RunFormat = keyof typeof RUN_FORMATS

/** What happened in a step, in the user's language. */
function teller(trace: Trace, locale: Locale): (step: number) => string {
  const messages = locale === 'zh' ? zh : en
  return (step) => narration(trace, step, messages)
}

function picture({ title, addresses, locale }: PrintedRun): PictureOptions {
  const { diagram: words, shell } = locale === 'zh' ? zh : en
  return { title, addresses, words, hostNames: { C: shell.client, S: shell.server }, theme: 'light' }
}
