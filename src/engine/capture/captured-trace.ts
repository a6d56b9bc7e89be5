import type { Side } from '../tcp/state.ts'
import type { TraceData } from '../trace/codec.ts'
import { ANOMALIES, type Anomaly } from './anomalies.ts'
import { DOUBTS, type Doubt } from './doubt.ts'
import type { Finding } from './findings.ts'
import type { PathEstimate } from './path-estimate.ts'

/**
 * Streams of a capture in the form in which every view shows a run, and what the views must say beside it. What is said
 * of segments and facts stands in columns: it moves from the worker to the page without a copy.
 */
export interface CapturedTrace {
  readonly trace: TraceData
  /** Which host is which: C opened the (first) connection. */
  readonly addresses: Readonly<Record<Side, string>>
  /** By segment: its row of `TcpPackets`. */
  readonly rows: Uint32Array
  /** By segment: a bit for each of `ANOMALIES`; read it with `anomaliesOf`. */
  readonly anomalies: Uint16Array
  /** By connection: what is unusual about it as a whole. */
  readonly findings: readonly (readonly Finding[])[]
  /** By fact: place in `DOUBTS` plus one, 0 where it was observed; read it with `doubtOf`. */
  readonly doubts: Uint8Array
  readonly path: PathEstimate
}

/** What is unusual about a segment. */
export function anomaliesOf({ anomalies }: Pick<CapturedTrace, 'anomalies'>, segment: number): Anomaly[] {
  const bits = anomalies[segment] ?? 0
  return ANOMALIES.filter((_, bit) => (bits & (1 << bit)) !== 0)
}

export function anomalyBits(anomalies: readonly Anomaly[]): number {
  return anomalies.reduce((bits, anomaly) => bits | (1 << ANOMALIES.indexOf(anomaly)), 0)
}

/** Why a fact (a loss, an arrival, a change of state) is inferred and not observed; null if it was observed. */
export function doubtOf({ doubts }: Pick<CapturedTrace, 'doubts'>, fact: number): Doubt | null {
  return DOUBTS[(doubts[fact] ?? 0) - 1] ?? null
}
