import type { Side } from '../tcp/state.ts'
import type { Capture, Endpoint, Stream } from './capture.ts'
import { anomalyBits, type CapturedTrace } from './captured-trace.ts'
import { findingsOf } from './findings.ts'
import { aIsC, hostOfC, observe } from './observe.ts'
import { summarizeStream } from './stream-summary.ts'
import { type Moment, type Timeline, timelineOf } from './timeline.ts'
import { TraceWriter } from './trace-writer.ts'

/**
 * Makes one or more streams between the same two hosts into a Trace. Segments are exactly those of the capture;
 * flights, losses and states are inferred.
 */
export function captureToTrace(capture: Capture, streams: readonly Stream[]): CapturedTrace {
  const maker = new CapturedTraceMaker(capture, streams)
  maker.advance(Infinity)
  return maker.finish()
}

/** The same in portions, for whoever has other things to do meanwhile. */
export class CapturedTraceMaker {
  readonly #capture: Capture
  readonly #streams: readonly Stream[]
  readonly #timeline: Timeline
  readonly #writer: TraceWriter
  readonly #addresses: Readonly<Record<Side, string>>
  #written = 0

  constructor(capture: Capture, streams: readonly Stream[]) {
    this.#capture = capture
    this.#streams = streams
    this.#timeline = timelineOf(capture, observe(capture, streams))
    this.#writer = new TraceWriter(capture, this.#timeline)
    this.#writer.begin()
    const ends = streams.map((stream) => endsOf(capture, stream, hostOfC(capture.tcp, streams)))
    for (const [conn, { C, S }] of ends.entries())
      this.#writer.connect(conn, { C: C.port, S: S.port }, streams[conn]?.incarnation ?? 1)
    this.#addresses = { C: ends[0]?.C.address ?? '', S: ends[0]?.S.address ?? '' }
  }

  /** Share of the work that is done, 0 to 1. */
  get progress(): number {
    const { length } = this.#timeline.moments
    return length === 0 ? 1 : this.#written / length
  }

  /** Goes on for so many sendings and arrivals. Whether all is written. */
  advance(moments: number): boolean {
    const all = this.#timeline.moments
    const end = Math.min(this.#written + moments, all.length)
    for (; this.#written < end; this.#written++) this.#writer.write(all[this.#written] as Moment)
    return end === all.length
  }

  finish(): CapturedTrace {
    const { flights, path } = this.#timeline
    const trace = this.#writer.finish()
    return {
      trace,
      addresses: this.#addresses,
      rows: Uint32Array.from(flights, ({ packet }) => packet.row),
      anomalies: Uint16Array.from(flights, ({ packet }) => anomalyBits(packet.anomalies)),
      findings: this.#streams.map((stream) => findingsOf(summarizeStream(this.#capture, stream))),
      doubts: this.#writer.doubtsOf(trace.facts.kind.length),
      path,
    }
  }
}

function endsOf({ tcp }: Capture, stream: Stream, hostC: string): Record<Side, Endpoint> {
  return aIsC(tcp, stream, hostC) ? { C: stream.a, S: stream.b } : { C: stream.b, S: stream.a }
}
