import { captureToTrace } from '../engine/capture/capture-to-trace.ts'
import type { Capture } from '../engine/capture/capture.ts'
import { findingsOf } from '../engine/capture/findings.ts'
import { CaptureReader } from '../engine/capture/read-capture.ts'
import { summarizeStream } from '../engine/capture/stream-summary.ts'
import { captureToScenario } from '../scenario/from-capture.ts'
import { SIZES } from '../scenario/limits.ts'
import { parseScenario } from '../scenario/schema.ts'
import { isScript, parseScript } from '../scenario/script-text.ts'
import type { CaptureOverview, ImportedFile, ImportMessage, ImportRequest } from './import-protocol.ts'

const SLICE_BYTES = 1 << 20

/** Reads files from outside, in whichever thread. Returns what takes the requests. */
export function serveImport(post: (message: ImportMessage) => void): (request: ImportRequest) => void {
  let capture: Capture | null = null
  let isCancelled = false

  async function read(file: Blob): Promise<ImportedFile> {
    isCancelled = false
    const reader = new CaptureReader()
    for (let at = 0, more = true; more && at < file.size && !isCancelled; at += SLICE_BYTES) {
      more = reader.push(new Uint8Array(await file.slice(at, at + SLICE_BYTES).arrayBuffer()))
      post({ kind: 'progress', ...reader.progress })
    }
    const result = reader.end(isCancelled ? 'cancelled' : 'complete')
    if (result.ok) {
      capture = result.value
      return { kind: 'capture', overview: overviewOf(result.value) }
    }
    const isText = result.error.kind === 'not-a-capture' && file.size <= SIZES.bytes
    return isText ? readText(await file.text()) : { kind: 'bad-capture', problem: result.error }
  }

  function openStream(id: number): void {
    const stream = capture?.streams[id]
    if (capture === null || stream === undefined) return
    const captured = captureToTrace(capture, [stream])
    post({ kind: 'stream-opened', stream: { id, captured, ...captureToScenario(captured, '') } })
  }

  return (request) => {
    switch (request.kind) {
      case 'read':
        void read(request.file).then((content) => post({ kind: 'read', content }))
        return
      case 'cancel':
        isCancelled = true
        return
      case 'open-stream':
        openStream(request.id)
    }
  }
}

function readText(text: string): ImportedFile {
  if (isScript(text)) {
    const script = parseScript(text)
    return script.ok
      ? { kind: 'scenario', scenario: script.value.scenario }
      : { kind: 'bad-script', errors: script.error }
  }
  const scenario = parseScenario(text)
  return scenario.ok
    ? { kind: 'scenario', scenario: scenario.value }
    : { kind: 'bad-scenario', errors: scenario.error }
}

function overviewOf(capture: Capture): CaptureOverview {
  const { format, packets, packetsCut, tcp, interfaces, streams, streamCount, skipped, problem } = capture
  return {
    format,
    packets,
    tcpPackets: tcp.seq.length,
    packetsCut,
    linkTypes: [...new Set(interfaces.map(({ linkType }) => linkType))],
    streamCount,
    streams: streams.map((stream) => {
      const { flags: _each, ...summary } = summarizeStream(capture, stream)
      return { ...summary, findings: findingsOf(capture, stream) }
    }),
    skipped,
    problem,
  }
}
