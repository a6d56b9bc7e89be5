import { bisector, range } from 'd3-array'
import { stack } from 'd3-shape'
import type { Samples } from '../../../engine/sim/population/samples.ts'
import { type Side, type State, STATES } from '../../../engine/tcp/state.ts'

/** Sockets of one host by state over time, one on top of the other. */
export interface Stack {
  /** Rows of the samples that are drawn, at most as many as there are columns of pixels. */
  readonly rows: readonly number[]
  /** From the axis upwards, in the order of states; only those that there ever were. */
  readonly layers: readonly Layer[]
  /** Most sockets at once. */
  readonly most: number
}

interface Layer {
  readonly state: State
  /** Lower and upper edge at each row, sockets. */
  readonly edges: readonly (readonly [number, number])[]
}

/**
 * @param columns how many rows are worth drawing
 * @param shown the part of the run that is drawn, seconds; a row on either side of it belongs to the picture
 */
export function stackOf(
  samples: Samples,
  side: Side,
  columns: number,
  [fromS, toS]: readonly [number, number],
): Stack {
  const first = Math.max(0, rowAt(samples, fromS * 1e6) - 1)
  const last = Math.min(samples.count - 1, rowAt(samples, toS * 1e6) + 1)
  const rows = thinned(first, last, columns)
  const states = STATES.filter((state) => rows.some((row) => samples.sockets(row, side, state) > 0))
  const series = stack<unknown, number, State>()
    .keys(states)
    .value((row, state) => samples.sockets(row, side, state))(rows)
  const layers = series.map((points) => ({
    state: points.key,
    edges: points.map(([low, high]) => [low, high] as const),
  }))
  const most = Math.max(0, ...(layers.at(-1)?.edges ?? []).map(([, high]) => high))
  return { rows, layers, most }
}

/** Evenly spread rows, the last one always among them. */
function thinned(first: number, last: number, columns: number): number[] {
  const step = Math.max(1, Math.ceil((last - first) / Math.max(1, columns)))
  return [...range(first, last, step), last]
}

/** The row nearest to a time; -1: there is none yet. */
export function rowAt(samples: Samples, tUs: number): number {
  if (samples.count === 0) return -1
  return bisector((row: number) => samples.timeUs(row)).center(range(samples.count), tUs)
}
