import { closeSync, openSync, readSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { LOCALES } from '../../base/locale.ts'
import type { Result } from '../../base/result.ts'
import type { Capture, CaptureProblem, SkipReason, Stream } from '../../engine/capture/capture.ts'
import { summarizeCapture } from '../../engine/capture/capture-summary.ts'
import { LINK_TYPES } from '../../engine/capture/link-layer.ts'
import { CaptureReader } from '../../engine/capture/read-capture.ts'
import { capture as en } from '../../i18n/en/capture.ts'
import { capture as zh } from '../../i18n/zh/capture.ts'
import { argumentsOf, oneOf, wholeNumber } from '../arguments.ts'
import { IMPORT_FORMATS, type ImportFormat, printStream } from '../formats/import-formats.ts'
import { Problem } from '../problem.ts'
import { writeOut } from '../write-out.ts'

const FORMATS: readonly ('summary' | ImportFormat)[] = [
  'summary',
  ...(Object.keys(IMPORT_FORMATS) as ImportFormat[]),
]

const HELP = `cli import <capture> [--format F] [--stream N] [--lang en|zh] [--out FILE]

Reads a capture (pcap or pcapng). What cannot be read is told on standard error; what can be is printed all the same.
  --format      summary (default): JSON with the form of the file and all its TCP streams
                tcpdump: the segments of one stream
                states: the states of both ends, as far as the packets show them
                json: JSON with each packet, what is unusual about it, and what is inferred
                scenario: JSON of a scenario that does the same
  --stream      number of the stream as in the summary; only needed where there are several
  --lang        language of what is told (default en)
  --out         write to this file instead of standard output
`

const WORDS = { en, zh } as const
type Words = (typeof WORDS)['en']

const SLICE_BYTES = 1 << 20

export async function importCapture(args: readonly string[]): Promise<string> {
  const { values, positionals } = argumentsOf(args, {
    format: { type: 'string', default: 'summary' },
    stream: { type: 'string' },
    lang: { type: 'string', default: 'en' },
    out: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  })
  if (values.help === true) return HELP
  const [file, more] = positionals
  if (file === undefined || more !== undefined) throw new Problem('import takes one capture file')
  const format = oneOf('--format', values.format, FORMATS)
  const words = WORDS[oneOf('--lang', values.lang, LOCALES)]
  const read = readSlices(file)
  if (!read.ok) throw new Problem(`${file}: ${problemText(read.error, words)}`)
  const capture = read.value
  for (const line of remarks(capture, words)) process.stderr.write(`synscope: ${file}: ${line}\n`)
  const printed =
    format === 'summary'
      ? `${JSON.stringify(summarizeCapture(path.basename(file), capture), null, 1)}\n`
      : printStream(format, capture, streamOf(capture, values.stream), words)
  return values.out === undefined ? printed : writeOut(values.out, printed)
}

/** Reads a file slice by slice, as the page does, and no further than is of use. */
function readSlices(file: string): Result<Capture, CaptureProblem> {
  const reader = new CaptureReader()
  let descriptor = -1
  try {
    descriptor = openSync(path.resolve(process.env.INIT_CWD ?? '.', file), 'r')
    for (let more = true; more; ) {
      const slice = new Uint8Array(SLICE_BYTES)
      const length = readSync(descriptor, slice)
      more = length > 0 && reader.push(slice.subarray(0, length))
    }
  } catch (error) {
    throw new Problem(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  } finally {
    if (descriptor >= 0) closeSync(descriptor)
  }
  return reader.end()
}

function streamOf({ streams }: Capture, given: string | undefined): Stream {
  const [only] = streams
  if (only === undefined) throw new Problem('there is no TCP stream in this capture')
  if (given === undefined && streams.length > 1)
    throw new Problem(`this capture has ${streams.length} streams; name one with --stream`)
  const id = given === undefined ? 0 : wholeNumber('--stream', given, 0, streams.length - 1)
  return streams[id] ?? only
}

function problemText({ kind, at, packet }: CaptureProblem, words: Words): string {
  return words.problem(words.problems[kind], at, packet)
}

/** What was not read, a sentence each. */
function remarks({ problem, skipped, interfaces }: Capture, words: Words): string[] {
  const unread = interfaces.map(({ linkType }) => linkType).filter((type) => !LINK_TYPES.has(type))
  const types = [...new Set(unread)].join(', ')
  const passedOver = (Object.keys(skipped) as SkipReason[])
    .filter((reason) => skipped[reason] > 0)
    .map((reason) => words.skipped[reason](skipped[reason], types))
  return [...(problem === null ? [] : [problemText(problem, words)]), ...passedOver]
}
