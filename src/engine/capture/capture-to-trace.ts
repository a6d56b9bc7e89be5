import type { Side } from '../tcp/state.ts'
import type { TraceData } from '../trace/codec.ts'
import type { Anomaly } from './anomalies.ts'
import type { Capture, Stream } from './capture.ts'
import type { Doubt } from './doubt.ts'
import { type Finding, findingsOf } from './findings.ts'
import { aIsC, hostOfC, observe } from './observe.ts'
import type { PathEstimate } from './path-estimate.ts'
import { timelineOf } from './timeline.ts'
import { TraceWriter } from './trace-writer.ts'

/** Streams of a capture in the form in which every view shows a run, and what the views must say beside it. */
export interface CapturedTrace {
  readonly trace: TraceData
  /** Which host is which: C opened the (first) connection. */
  readonly addresses: Readonly<Record<Side, string>>
  /** By segment: its row of `TcpPackets`. */
  readonly rows: Uint32Array
  /** By segment: what is unusual about it. */
  readonly anomalies: readonly (readonly Anomaly[])[]
  /** By connection: what is unusual about it as a whole. */
  readonly findings: readonly (readonly Finding[])[]
  /** What is inferred and not observed: a loss, an arrival, a change of state, by the index of its fact. */
  readonly doubts: ReadonlyMap<number, Doubt>
  readonly path: PathEstimate
}

/**
 * Makes one or more streams between the same two hosts into a Trace. Segments are exactly those of the capture;
 * flights, losses and states are inferred.
 */
export function captureToTrace(capture: Capture, streams: readonly Stream[]): CapturedTrace {
  const timeline = timelineOf(capture, observe(capture, streams))
  const hostC = hostOfC(capture.tcp, streams)
  const writer = new TraceWriter(capture, timeline)
  writer.begin()
  for (const [conn, stream] of streams.entries()) {
    const [client, server] = aIsC(capture.tcp, stream, hostC) ? [stream.a, stream.b] : [stream.b, stream.a]
    const ports = { C: client.port, S: server.port }
    writer.connect(conn, ports, stream.incarnation)
  }
  for (const moment of timeline.moments) writer.write(moment)
  return {
    trace: writer.finish(),
    addresses: addressesOf(capture, streams),
    rows: Uint32Array.from(timeline.flights, ({ packet }) => packet.row),
    anomalies: timeline.flights.map(({ packet }) => packet.anomalies),
    findings: streams.map((stream) => findingsOf(capture, stream)),
    doubts: writer.doubts,
    path: timeline.path,
  }
}

function addressesOf(capture: Capture, streams: readonly Stream[]): Record<Side, string> {
  const [first] = streams
  if (first === undefined) return { C: '', S: '' }
  const [client, server] = aIsC(capture.tcp, first, hostOfC(capture.tcp, streams))
    ? [first.a, first.b]
    : [first.b, first.a]
  return { C: client.address, S: server.address }
}
