import type { CapturedTrace } from '../engine/capture/captured-trace.ts'
import type { CaptureProblem, SkipReason } from '../engine/capture/capture.ts'
import type { PacketPlaces } from '../engine/capture/packet-places.ts'
import type { Finding } from '../engine/capture/findings.ts'
import type { StreamSummary } from '../engine/capture/stream-summary.ts'
import type { Scenario } from '../engine/sim/scenario.ts'
import type { SchemaError } from '../scenario/schema-error.ts'
import type { ScriptError } from '../scenario/script-text/script-error.ts'

/** From the page to the thread that reads files. It keeps the last capture that it has read. */
export type ImportRequest =
  | { readonly kind: 'read'; readonly file: Blob }
  /** Nobody waits for the rest: what has been read is told, a stream that is being opened is given up. */
  | { readonly kind: 'cancel' }
  /** `ticket`: comes back with the answer. */
  | { readonly kind: 'open-stream'; readonly ticket: number; readonly id: number }

export type ImportMessage =
  | { readonly kind: 'progress'; readonly bytes: number; readonly packets: number }
  | { readonly kind: 'read'; readonly content: ImportedFile }
  /** Share of the stream that is done, 0 to 1. */
  | { readonly kind: 'opening'; readonly share: number }
  /** Null: it was given up. */
  | { readonly kind: 'stream-opened'; readonly ticket: number; readonly stream: OpenedStream | null }

/** What a file turned out to be, by its content. */
export type ImportedFile =
  | { readonly kind: 'scenario'; readonly scenario: Scenario }
  | { readonly kind: 'capture'; readonly overview: CaptureOverview }
  | { readonly kind: 'bad-scenario'; readonly errors: readonly SchemaError[] }
  | { readonly kind: 'bad-script'; readonly errors: readonly ScriptError[] }
  | { readonly kind: 'bad-capture'; readonly problem: CaptureProblem }
  /** The thread said nothing for too long, or broke. */
  | { readonly kind: 'gone' }

/** What a capture held. */
export interface CaptureOverview {
  readonly format: string
  readonly packets: number
  readonly tcpPackets: number
  readonly packetsCut: number
  readonly linkTypes: readonly number[]
  /** All that began; `streams` has those that are listed. */
  readonly streamCount: number
  readonly streams: readonly ListedStream[]
  readonly skipped: Readonly<Record<SkipReason, number>>
  /** Where and why reading ended before the end. */
  readonly problem: CaptureProblem | null
}

export type ListedStream = StreamSummary & { readonly findings: readonly Finding[] }

/** One stream as a run, and a scenario that does the same. */
export interface OpenedStream {
  readonly id: number
  readonly captured: CapturedTrace
  readonly places: PacketPlaces
  /** Comments that the file has on packets, by segment. */
  readonly comments: ReadonlyMap<number, readonly string[]>
  readonly scenario: Scenario
  /** Losses that did not fit into the scenario. */
  readonly lossesLeftOut: number
}
