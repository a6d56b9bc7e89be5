import { captureToTrace } from '../../engine/capture/capture-to-trace.ts'
import type { Capture, Stream } from '../../engine/capture/capture.ts'
import { anomaliesOf, type CapturedTrace, doubtOf } from '../../engine/capture/captured-trace.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { tcpdumpLines } from '../../engine/trace/print.ts'
import { factsOfKind } from '../../engine/trace/query.ts'
import type { capture as CaptureWords } from '../../i18n/en/capture.ts'
import { captureToScenario } from '../../scenario/from-capture.ts'
import { traceJson } from '../../engine/trace/trace-json.ts'

type Words = typeof CaptureWords

/** What `cli import` can print of one stream, by the name of the format. */
export const IMPORT_FORMATS = {
  tcpdump: (captured, _capture, words) => tcpdump(captured, words),
  states: (captured, _capture, words) => states(captured, words),
  json: (captured, capture) => `${JSON.stringify(json(captured, capture))}\n`,
  scenario: (captured) => `${JSON.stringify(captureToScenario(captured, '').scenario, null, 2)}\n`,
} as const satisfies Record<string, (captured: CapturedTrace, capture: Capture, words: Words) => string>

export type ImportFormat = keyof typeof IMPORT_FORMATS

export function printStream(format: ImportFormat, capture: Capture, stream: Stream, words: Words): string {
  return IMPORT_FORMATS[format](captureToTrace(capture, [stream]), capture, words)
}

/** tcpdump's lines at the times of sending, with what is unusual behind them. */
function tcpdump(captured: CapturedTrace, words: Words): string {
  return tcpdumpLines(new Trace(captured.trace), captured.addresses)
    .map(({ text, segment }) => {
      const unusual = anomaliesOf(captured, segment).map((anomaly) => words.anomalies[anomaly])
      return unusual.length === 0 ? `${text}\n` : `${text}  # ${unusual.join(', ')}\n`
    })
    .join('')
}

/** Every change of state, with why it is no more than an inference, and what is unusual about the whole. */
function states(captured: CapturedTrace, words: Words): string {
  const changes = factsOfKind(new Trace(captured.trace), 'state-changed')
  const lines = changes.map(({ index, tUs, side, from, to }) => {
    const doubt = doubtOf(captured, index)
    const ms = (tUs / 1000).toFixed(3).padStart(14)
    const line = `${ms}  ${side ?? '-'}  ${from.padEnd(12)} -> ${to.padEnd(12)}`
    return (doubt === null ? line : `${line}  # ${words.doubts[doubt]}`).trimEnd()
  })
  const remarks = captured.findings.flat().map((finding) => `# ${words.findings[finding]}`)
  return [...lines, ...remarks].map((line) => `${line}\n`).join('')
}

/** The trace, and beside each segment the packet that it was. */
function json(captured: CapturedTrace, { tcp }: Capture): object {
  const { addresses, rows, findings, doubts, path } = captured
  return {
    addresses,
    path,
    findings,
    packets: Array.from(rows, (row, segment) => ({
      segment,
      packet: tcp.packet[row],
      offset: tcp.at[row],
      captured: tcp.captured[row],
      anomalies: anomaliesOf(captured, segment),
    })),
    doubts: Array.from(doubts.keys(), (fact) => ({ fact, doubt: doubtOf(captured, fact) })).filter(
      ({ doubt }) => doubt !== null,
    ),
    trace: traceJson(new Trace(captured.trace)),
  }
}
