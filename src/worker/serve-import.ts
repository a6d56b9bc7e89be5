import { CapturedTraceMaker } from '../engine/capture/capture-to-trace.ts'
import type { Capture } from '../engine/capture/capture.ts'
import { findingsOf } from '../engine/capture/findings.ts'
import { type PacketPlaces, placesOf } from '../engine/capture/packet-places.ts'
import { CaptureReader } from '../engine/capture/read-capture.ts'
import { summarizeStream } from '../engine/capture/stream-summary.ts'
import { transferables } from '../engine/trace/codec.ts'
import { captureToScenario } from '../scenario/from-capture.ts'
import { SIZES } from '../scenario/limits.ts'
import { parseScenario } from '../scenario/schema.ts'
import { isScript, parseScript } from '../scenario/script-text.ts'
import type {
  CaptureOverview,
  ImportedFile,
  ImportMessage,
  ImportRequest,
  OpenedStream,
} from './import-protocol.ts'
import { nextTask } from './next-task.ts'

/** Bytes of a file that are read between two looks at what the page wants. */
const BYTES_BETWEEN_LOOKS = 1 << 20
/** Sendings and arrivals that are written down between two looks at what the page wants. */
const MOMENTS_BETWEEN_LOOKS = 5_000

/** Reads files from outside, in whichever thread. `transfer`: what moves with a message. Returns what takes the requests. */
export function serveImport(
  post: (message: ImportMessage, transfer: ArrayBuffer[]) => void,
): (request: ImportRequest) => void {
  let capture: Capture | null = null
  /** Counts what was asked for: whatever is older is given up. */
  let wanted = 0

  async function read(file: Blob, isWanted: () => boolean): Promise<ImportedFile> {
    const reader = new CaptureReader()
    // As a stream: taken slice by slice, a file is copied twice on its way here.
    const chunks = file.stream().getReader()
    let nextLook = BYTES_BETWEEN_LOOKS
    for (;;) {
      const { value: chunk } = await chunks.read()
      if (chunk === undefined || !reader.push(chunk)) break
      if (reader.progress.bytes < nextLook) continue
      nextLook = reader.progress.bytes + BYTES_BETWEEN_LOOKS
      post({ kind: 'progress', ...reader.progress }, [])
      await nextTask()
      if (!isWanted()) break
    }
    // What is not read must not be kept waiting for somebody who reads it.
    void chunks.cancel()
    const result = reader.end(isWanted() ? 'complete' : 'cancelled')
    if (result.ok) {
      capture = result.value
      return { kind: 'capture', overview: overviewOf(result.value) }
    }
    const isText = result.error.kind === 'not-a-capture' && file.size <= SIZES.bytes
    return isText ? readText(await file.text()) : { kind: 'bad-capture', problem: result.error }
  }

  async function openStream(id: number, isWanted: () => boolean): Promise<OpenedStream | null> {
    const stream = capture?.streams[id]
    if (capture === null || stream === undefined) return null
    const maker = new CapturedTraceMaker(capture, [stream])
    while (!maker.advance(MOMENTS_BETWEEN_LOOKS)) {
      post({ kind: 'opening', share: maker.progress }, [])
      await nextTask()
      if (!isWanted()) return null
    }
    const captured = maker.finish()
    const places = placesOf(capture, captured.rows)
    const comments = commentsOf(capture, places)
    return { id, captured, places, comments, ...captureToScenario(captured, '') }
  }

  return (request) => {
    const now = ++wanted
    const isWanted = () => now === wanted
    switch (request.kind) {
      case 'read':
        void read(request.file, isWanted).then((content) => post({ kind: 'read', content }, []))
        return
      case 'open-stream':
        void openStream(request.id, isWanted).then((stream) =>
          post(
            { kind: 'stream-opened', ticket: request.ticket, stream },
            stream === null ? [] : buffersOf(stream),
          ),
        )
        return
      case 'cancel':
    }
  }
}

function commentsOf({ comments }: Capture, { packet }: PacketPlaces): Map<number, string[]> {
  const segments = new Map(Array.from(packet, (number, segment) => [number, segment]))
  const bySegment = new Map<number, string[]>()
  for (const [number, comment] of comments) {
    const segment = segments.get(number)
    if (segment === undefined) continue
    const known = bySegment.get(segment)
    if (known === undefined) bySegment.set(segment, [comment])
    else known.push(comment)
  }
  return bySegment
}

/** Everything in columns moves without a copy: a stream of 50,000 segments would block the page. */
function buffersOf({ captured, places }: OpenedStream): ArrayBuffer[] {
  const { trace, rows, anomalies, doubts } = captured
  const own = [rows, anomalies, doubts, ...Object.values(places)].map(({ buffer }) => buffer as ArrayBuffer)
  return [...transferables(trace), ...own]
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
      const summary = summarizeStream(capture, stream)
      return { ...summary, findings: findingsOf(summary) }
    }),
    skipped,
    problem,
  }
}
