import type { PictureTheme } from '../../diagram/export/svg/palette.ts'
import type { PictureOptions } from '../../diagram/export/svg/svg-picture.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import { currentLocale } from '../../i18n/locale.ts'
import { loadSection } from '../../i18n/sections.ts'
import { narration } from '../../narration/narrate.ts'

/** A run that is to be saved, and how the reader wants it. */
export interface SavedRun {
  readonly scenario: Scenario
  readonly trace: Trace
  readonly title: string
  readonly theme: PictureTheme
}

export interface Format {
  /** Its words: i18n/<language>/share.ts. */
  readonly id: string
  readonly extension: string
  readonly make: (run: SavedRun) => Promise<Blob>
}

/** What can be saved, in the order in which it is offered. Each writer is fetched when it is first needed. */
export const FORMATS = [
  { id: 'svg', extension: 'svg', make: async (run) => blobOf([await still(run)], 'image/svg+xml') },
  {
    id: 'animated-svg',
    extension: 'svg',
    make: async (run) => {
      const { animatedSvgText } = await import('../../diagram/export/svg/animated.ts')
      return blobOf([animatedSvgText(run.trace, picture(run))], 'image/svg+xml')
    },
  },
  ...[1, 2, 4].map((scale) => ({
    id: `png-${scale}` as 'png-1' | 'png-2' | 'png-4',
    extension: 'png',
    make: async (run: SavedRun) => (await import('./raster.ts')).rasterize(await still(run), scale),
  })),
  {
    id: 'pcapng',
    extension: 'pcapng',
    make: async (run) => {
      const { writePcapng } = await import('../../engine/capture/write-pcapng.ts')
      const tell = teller(run)
      const comment = ({ sentFact }: { readonly sentFact: number }) => tell(run.trace.fact(sentFact).step)
      return blobOf([writePcapng(wire(run), { title: run.title, comment })], CAPTURE)
    },
  },
  {
    id: 'pcap',
    extension: 'pcap',
    make: async (run) =>
      blobOf([(await import('../../engine/capture/write-pcap.ts')).writePcap(wire(run))], CAPTURE),
  },
  {
    id: 'tcpdump',
    extension: 'txt',
    make: async (run) => {
      const { tcpdumpLines } = await import('../../engine/trace/print.ts')
      const { trace, addresses, place } = wire(run)
      return blobOf([
        tcpdumpLines(trace, addresses, place)
          .map(({ text }) => `${text}\n`)
          .join(''),
      ])
    },
  },
  {
    id: 'mermaid',
    extension: 'mmd',
    make: async (run) => {
      const { mermaidText } = await import('../../diagram/export/mermaid.ts')
      return blobOf([mermaidText(run.trace, addressesOf(run), await words(), run.title)])
    },
  },
  {
    id: 'plantuml',
    extension: 'puml',
    make: async (run) => {
      const { plantumlText } = await import('../../diagram/export/plantuml.ts')
      return blobOf([plantumlText(run.trace, addressesOf(run), await words(), run.title)])
    },
  },
  {
    id: 'csv',
    extension: 'csv',
    make: async (run) => {
      const { csvText } = await import('../../diagram/export/csv.ts')
      return blobOf([csvText(run.trace, addressesOf(run), teller(run))], 'text/csv')
    },
  },
  {
    id: 'json',
    extension: 'json',
    make: async ({ scenario, trace }) => {
      const { traceJson } = await import('../../engine/trace/trace-json.ts')
      return blobOf([JSON.stringify({ scenario, trace: traceJson(trace) })], 'application/json')
    },
  },
  {
    id: 'scenario',
    extension: 'json',
    make: async ({ scenario }) => blobOf([`${JSON.stringify(scenario, null, 2)}\n`], 'application/json'),
  },
] as const satisfies readonly Format[]

export type FormatId = (typeof FORMATS)[number]['id']

const CAPTURE = 'application/vnd.tcpdump.pcap'

const blobOf = (parts: readonly (string | Uint8Array)[], type = 'text/plain;charset=utf-8'): Blob =>
  new Blob(parts as BlobPart[], { type })

const words = () => loadSection('exported', currentLocale().locale)

const addressesOf = ({ scenario: { hosts } }: SavedRun) => ({ C: hosts.C.address, S: hosts.S.address })

const wire = (run: SavedRun) => ({ trace: run.trace, addresses: addressesOf(run), place: 'wire' }) as const

/** What happened in a step, in the reader's language. */
function teller({ trace }: SavedRun): (step: number) => string {
  const { messages } = currentLocale()
  return (step) => narration(trace, step, messages)
}

function picture(run: SavedRun): PictureOptions {
  const { diagram, shell } = currentLocale().messages
  return {
    title: run.title,
    theme: run.theme,
    addresses: addressesOf(run),
    words: diagram,
    hostNames: { C: shell.client, S: shell.server },
  }
}

async function still(run: SavedRun): Promise<string> {
  const { svgText } = await import('../../diagram/export/svg/still.ts')
  return svgText(run.trace, picture(run))
}
