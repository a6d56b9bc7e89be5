import { type ScaleLinear, scaleLinear } from 'd3-scale'
import type { Samples } from '../../../engine/sim/population/samples.ts'
import type { State } from '../../../engine/tcp/state.ts'
import type { Size } from '../../../drawing/use-size.ts'
import type { Area, Box, Palette, Picture } from './picture.ts'
import type { Stack } from './stack.ts'

/** Where everything of a chart stands, px from its upper left corner. Pure: samples and a size in, geometry out. */
export interface ChartLayout {
  readonly size: Size
  readonly plot: Box
  readonly x: ScaleLinear<number, number>
  readonly y: ScaleLinear<number, number>
  readonly xTicks: readonly Tick[]
  readonly yTicks: readonly Tick[]
  readonly areas: readonly Area[]
  /** x of every drawn row. */
  readonly xs: readonly number[]
  /** A line over the areas: ports in use. */
  readonly line: readonly number[] | null
  readonly ceiling: number | null
  /** Names of the layers at their ends, moved apart; empty where there is no room beside the plot. */
  readonly labels: readonly Label[]
  /** x from which nothing has been computed; null: all has. */
  readonly openFrom: number | null
}

interface Tick {
  readonly at: number
  readonly value: number
}

interface Label {
  readonly state: State
  readonly value: number
  readonly y: number
}

interface Facts {
  readonly size: Size
  readonly stack: Stack
  readonly samples: Samples
  /** The part of the run that is shown, seconds, and how far the run has come. */
  readonly shown: readonly [number, number]
  readonly knownUs: number
  /** A number of sockets that cannot be passed; null: none. */
  readonly ceiling: number | null
  /** Values of the line at each drawn row; null: no line. */
  readonly line: readonly number[] | null
  /** How large the reader has text, 1 being usual. */
  readonly zoom: number
}

const S = 1_000_000
const MARGIN = { left: 70, top: 28, right: 122, bottom: 26 }
/** Narrower than this, names stand below the chart. */
const NARROW = 560
const NARROW_MARGIN = { left: 48, top: 24, right: 12, bottom: 24 }
const LABEL_HEIGHT = 34
/** A ceiling that is out of reach is left out, or it would flatten everything else. */
const REACH = 0.35

export function layoutOf(facts: Facts): ChartLayout {
  const { size, stack, samples, shown, knownUs, line, zoom } = facts
  const isNarrow = size.width < NARROW * zoom
  const plot = plotOf(size, isNarrow ? NARROW_MARGIN : MARGIN, zoom)
  const most = Math.max(stack.most, ...(line ?? []))
  const ceiling = facts.ceiling !== null && most >= facts.ceiling * REACH ? facts.ceiling : null
  const x = scaleLinear(shown, [plot.left, plot.right])
  const y = scaleLinear([0, Math.max(1, most, ceiling ?? 0) * 1.06], [plot.bottom, plot.top]).nice(5)
  const areas = stack.layers.map(({ state, edges }) => ({
    state,
    lower: edges.map(([low]) => y(low)),
    upper: edges.map(([, high]) => y(high)),
  }))
  return {
    size,
    plot,
    x,
    y,
    xTicks: ticks(x, Math.max(2, (plot.right - plot.left) / (130 * zoom))),
    yTicks: ticks(y, Math.max(2, (plot.bottom - plot.top) / (70 * zoom))).filter(({ value }) =>
      Number.isInteger(value),
    ),
    areas,
    xs: stack.rows.map((row) => x(samples.timeUs(row) / S)),
    line: line === null ? null : line.map((value) => y(value)),
    ceiling,
    labels: isNarrow ? [] : labelsOf(stack, areas, plot, LABEL_HEIGHT * zoom),
    openFrom: knownUs >= shown[1] * S ? null : x(Math.max(knownUs / S, shown[0])),
  }
}

function plotOf(size: Size, margin: Box, zoom: number): Box {
  const left = margin.left * zoom
  const top = margin.top * zoom
  return {
    left,
    top,
    right: Math.max(left + 1, size.width - margin.right * zoom),
    bottom: Math.max(top + 1, size.height - margin.bottom * zoom),
  }
}

/** What of it is painted. */
export function pictureOf(layout: ChartLayout, palette: Palette, ratio: number): Picture {
  const { size, plot, xs, areas, line, yTicks, ceiling, openFrom, y } = layout
  return {
    ...size,
    ratio,
    plot,
    xs,
    areas,
    line,
    grid: yTicks.map(({ at }) => at),
    ceiling: ceiling === null ? null : y(ceiling),
    openFrom,
    palette,
  }
}

function ticks(scale: ScaleLinear<number, number>, wanted: number): Tick[] {
  return scale.ticks(wanted).map((value) => ({ at: scale(value), value }))
}

/** Each name at the end of its layer, or where the layer was last to be seen; as many as there is room for. */
function labelsOf(stack: Stack, areas: readonly Area[], plot: Box, height: number): Label[] {
  const all = stack.layers.map(({ state, edges }, index) => {
    const { lower, upper } = areas[index] as Area
    const end = Math.max(
      0,
      edges.findLastIndex(([low, high]) => high > low),
    )
    const [low, high] = edges.at(-1) ?? [0, 0]
    const [from, to] = [lower[end] ?? plot.bottom, upper[end] ?? plot.bottom]
    return { state, value: high - low, y: (from + to) / 2, thickness: from - to }
  })
  const room = Math.max(1, Math.floor((plot.bottom - plot.top) / height))
  const kept = new Set(all.toSorted((a, b) => b.value - a.value || b.thickness - a.thickness).slice(0, room))
  return apart(
    all.filter((label) => kept.has(label)).map(({ state, value, y }) => ({ state, value, y })),
    plot,
    height,
  )
}

/** Moves labels apart, from the bottom upwards, and down again where they came out above. */
function apart(labels: readonly Label[], { top, bottom }: Box, height: number): Label[] {
  const placed: Label[] = []
  let floor = bottom - height / 2
  for (const label of labels) {
    const y = Math.min(label.y, floor)
    placed.push({ ...label, y })
    floor = y - height
  }
  let ceiling = top + height / 2
  for (let at = placed.length - 1; at >= 0; at--) {
    const label = placed[at] as Label
    placed[at] = { ...label, y: Math.max(label.y, ceiling) }
    ceiling = (placed[at] as Label).y + height
  }
  return placed
}
