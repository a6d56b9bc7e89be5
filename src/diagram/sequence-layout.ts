import { type Side, SIDES } from '../engine/tcp/state.ts'
import type { Trace } from '../engine/trace/codec.ts'
import type { Us } from '../engine/trace/trace.ts'
import type { ArrowWords } from './arrow-labels.ts'
import { type CallMark, callsBetween } from './calls.ts'
import { type Columns, placeColumns } from './columns.ts'
import { type LabelledArrow, labelledArrows } from './labelled-arrows.ts'
import type { DiagramMetrics } from './metrics.ts'
import { notesBetween } from './notes.ts'
import { type RibbonPiece, ribbonsOf } from './ribbons.ts'
import {
  extentOf,
  type LaneText,
  namesBeside,
  type PlacedNote,
  type StateName,
  textsOfLane,
} from './text-columns.ts'
import { axisTicks, type Tick } from './ticks.ts'
import { bandRange, type TimeAxis, type TimeBand } from './time-axis.ts'
import { type TimerMark, timersBetween } from './timers.ts'

/** What one window of the sequence diagram shows: plain geometry, px from the left and from the start of time. */
export interface SequenceLayout {
  readonly columns: Columns
  readonly axis: TimeAxis
  readonly window: Window
  readonly ribbons: readonly Ribbon[]
  readonly names: readonly StateName[]
  readonly notes: readonly PlacedNote[]
  readonly arrows: readonly LabelledArrow[]
  readonly calls: readonly CallMark[]
  readonly timers: readonly TimerMark[]
  readonly laneTexts: readonly LaneText[]
  readonly bands: readonly TimeBand[]
  readonly ticks: readonly Tick[]
  /** The run was cut by a limit: the ribbons end torn. */
  readonly torn: boolean
  readonly detail: Detail
}

/** All that the window holds; what can be seen of it (glimpse.ts); of that the lines, without words (sketch.ts). */
type Detail = 'whole' | 'glimpse' | 'sketch'

/** A stretch of the drawing, px. */
export interface Window {
  readonly top: number
  readonly bottom: number
}

export interface Ribbon {
  readonly piece: RibbonPiece
  readonly x: number
  readonly width: number
  readonly top: number
  readonly bottom: number
}

/** How many ribbons each side needs. */
export const lanesOf = (trace: Trace): Readonly<Record<Side, number>> => ({
  C: ribbonsOf(trace, 'C').lanes,
  S: ribbonsOf(trace, 'S').lanes,
})

export function columnsFor(trace: Trace, width: number, metrics: DiagramMetrics): Columns {
  return placeColumns(width, metrics, lanesOf(trace))
}

/** Everything that touches a window. Costs what the window holds, however long the trace is. */
export function layoutSequence(
  trace: Trace,
  axis: TimeAxis,
  columns: Columns,
  metrics: DiagramMetrics,
  window: Window,
  words: ArrowWords,
): SequenceLayout {
  const [fromUs, toUs] = [axis.toUs(window.top), axis.toUs(window.bottom)]
  const pieces = piecesBetween(trace, fromUs, toUs)
  // Without an axis it is narrow: beside the ribbons is room for states only.
  const notes = columns.axis === null ? [] : notesBetween(trace, fromUs, toUs)
  const calls = callsBetween(trace, axis, columns, metrics, fromUs, toUs)
  const timers = timersBetween(trace, axis, columns, metrics, columns.calls ? calls : [], fromUs, toUs)
  const beside = (columns.named ? SIDES : []).map((side) =>
    namesBeside(trace, axis, columns, metrics, side, pieces[side], notes, calls),
  )
  return {
    ...layoutPaper(trace, axis, columns, metrics, window),
    names: beside.flatMap((texts) => texts.names),
    notes: beside.flatMap((texts) => texts.notes),
    arrows: labelledArrows(trace, axis, columns, metrics, words, window.top, window.bottom),
    calls,
    timers,
    laneTexts: SIDES.flatMap((side) => textsOfLane(axis, columns, metrics, side, calls, timers)),
  }
}

/** What everything else lies on: time and states. */
export function layoutPaper(
  trace: Trace,
  axis: TimeAxis,
  columns: Columns,
  metrics: DiagramMetrics,
  window: Window,
): SequenceLayout {
  const pieces = piecesBetween(trace, axis.toUs(window.top), axis.toUs(window.bottom))
  return {
    columns,
    axis,
    window,
    ribbons: SIDES.flatMap((side) => pieces[side]).flatMap((piece) => ribbonOf(piece, axis, columns)),
    bands: axis.bands.slice(...bandRange(axis, window.top, window.bottom)),
    ticks: columns.axis === null ? [] : axisTicks(axis, metrics.font.axis, window.top, window.bottom),
    torn: isCut(trace),
    detail: 'whole',
    ...NOTHING_ON_IT,
  }
}

const piecesBetween = (
  trace: Trace,
  fromUs: Us,
  toUs: Us,
): Readonly<Record<Side, readonly RibbonPiece[]>> => ({
  C: ribbonsOf(trace, 'C').index.overlapping(fromUs, toUs),
  S: ribbonsOf(trace, 'S').index.overlapping(fromUs, toUs),
})

const NOTHING_ON_IT = { names: [], notes: [], arrows: [], calls: [], timers: [], laneTexts: [] }

/** Between two states the ribbon is cut, so that a change is seen without its colour. */
const STATE_GAP = 0.75

function ribbonOf(piece: RibbonPiece, axis: TimeAxis, columns: Columns): Ribbon[] {
  const lane = columns.sides[piece.side].lanes[piece.lane]
  const { top, bottom } = extentOf(piece, axis)
  const above = piece.first ? 0 : STATE_GAP / 2
  const below = piece.last ? 0 : STATE_GAP / 2
  if (lane === undefined || bottom - top <= above + below) return []
  return [{ piece, ...lane, top: top + above, bottom: bottom - below }]
}

const CUT = new Set(['event-limit', 'time-limit', 'loop', 'size-limit'])

/** Whether a limit of the engine or of the scenario ended the run. */
const isCut = (trace: Trace): boolean => CUT.has(trace.data.endReason)
