import type { TraceData } from './codec.ts'

type Loose<T> = { readonly [K in keyof T]: ArrayLike<number> }

/**
 * A trace's columns as something reads them that does not care which kind of array they are: those of a finished
 * trace, or of one still in its builder. The arrays may be longer than the counts say.
 */
export interface TraceView
  extends Pick<TraceData, 'endUs' | 'endReason' | 'connections' | 'calls' | 'options'> {
  readonly facts: Loose<TraceData['facts']>
  readonly changes: Loose<TraceData['changes']>
  readonly segments: Loose<TraceData['segments']>
  readonly steps: ArrayLike<number>
  readonly factCount: number
  readonly segmentCount: number
  readonly stepCount: number
}
