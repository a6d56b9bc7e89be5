import { area, line } from 'd3-shape'
import { PATTERN_WIDTH, STATE_PATTERNS } from '../../../diagram/state-pattern.ts'
import type { State } from '../../../engine/tcp/state.ts'
import type { Picture } from './picture.ts'

/** What the painter needs of a canvas: a page's or a worker's. */
type Context = CanvasState &
  CanvasTransform &
  CanvasRect &
  CanvasPath &
  CanvasDrawPath &
  CanvasCompositing &
  CanvasFillStrokeStyles &
  CanvasPathDrawingStyles

export interface Surface {
  readonly context: Context
  /** A small canvas of its own, for the tile of a pattern. */
  readonly tile: (width: number, height: number) => { image: CanvasImageSource; context: Context }
}

/** Marks are drawn larger than on a ribbon: there is room. */
const PATTERN_SCALE = 18 / PATTERN_WIDTH
/** TIME-WAIT is most of the picture, so it stands back. */
const FILL_TIME_WAIT = 0.66
const FILL = 0.95
const HATCH_GAP = 9

/** Draws a chart from nothing. */
export function paint(surface: Surface, picture: Picture): void {
  const { context } = surface
  const { width, height, ratio, palette, plot, grid } = picture
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.globalAlpha = 1
  context.clearRect(0, 0, width, height)
  context.lineWidth = 1
  context.strokeStyle = palette.hair
  for (const y of grid) level(context, plot.left, plot.right, Math.round(y) + 0.5)
  context.save()
  context.beginPath()
  context.rect(plot.left, 0, plot.right - plot.left, height)
  context.clip()
  for (const layer of picture.areas) paintLayer(surface, picture, layer)
  paintLine(context, picture)
  context.restore()
  if (picture.openFrom !== null) hatch(context, picture, picture.openFrom)
  paintCeiling(context, picture)
}

function paintLayer(surface: Surface, picture: Picture, layer: Picture['areas'][number]): void {
  const { context } = surface
  const { palette, xs } = picture
  const fill = () => {
    context.beginPath()
    area<number>()
      .x((x) => x)
      .y0((_, at) => layer.lower[at] ?? 0)
      .y1((_, at) => layer.upper[at] ?? 0)
      .context(context as CanvasRenderingContext2D)(xs)
    context.fill()
  }
  context.globalAlpha = layer.state === 'TIME-WAIT' ? FILL_TIME_WAIT : FILL
  context.fillStyle = palette.fills[layer.state]
  fill()
  context.globalAlpha = 1
  const pattern = patternOf(surface, picture, layer.state)
  if (pattern !== null) {
    context.fillStyle = pattern
    fill()
  }
  // A line of background between layers keeps them apart without colour.
  context.strokeStyle = palette.bg
  context.lineWidth = 0.75
  stroke(context, xs, layer.upper)
}

/** The mark of a state as a tile, in pixels of the screen so that it stays sharp. */
function patternOf(surface: Surface, { palette, ratio }: Picture, state: State): CanvasPattern | null {
  const mark = STATE_PATTERNS[state]
  if (mark === null) return null
  const scale = PATTERN_SCALE * ratio
  const { image, context } = surface.tile(Math.round(mark.width * scale), Math.round(mark.height * scale))
  context.setTransform(scale, 0, 0, scale, 0, 0)
  context.strokeStyle = palette.pattern
  context.lineWidth = mark.strokeWidth
  context.lineCap = mark.round ? 'round' : 'butt'
  context.lineJoin = 'round'
  context.stroke(new Path2D(mark.d))
  const pattern = surface.context.createPattern(image, 'repeat')
  pattern?.setTransform({ a: 1 / ratio, d: 1 / ratio })
  return pattern
}

function paintLine(context: Context, { line: ys, xs, palette }: Picture): void {
  if (ys === null) return
  context.strokeStyle = palette.ink
  context.lineWidth = 1.75
  stroke(context, xs, ys)
}

function paintCeiling(context: Context, { ceiling, plot, palette }: Picture): void {
  if (ceiling === null) return
  context.strokeStyle = palette.lost
  context.lineWidth = 1.5
  context.setLineDash([7, 5])
  level(context, plot.left, plot.right, Math.round(ceiling) + 0.5)
  context.setLineDash([])
}

/** What has not been computed yet. */
function hatch(context: Context, { plot, palette }: Picture, from: number): void {
  context.save()
  context.beginPath()
  context.rect(from, plot.top, plot.right - from, plot.bottom - plot.top)
  context.clip()
  context.strokeStyle = palette.hair
  context.lineWidth = 1
  context.beginPath()
  const high = plot.bottom - plot.top
  for (let x = from - high; x < plot.right; x += HATCH_GAP) {
    context.moveTo(x, plot.bottom)
    context.lineTo(x + high, plot.top)
  }
  context.stroke()
  context.restore()
}

function stroke(context: Context, xs: readonly number[], ys: readonly number[]): void {
  context.beginPath()
  line<number>()
    .x((x) => x)
    .y((_, at) => ys[at] ?? 0)
    .context(context as CanvasRenderingContext2D)(xs as number[])
  context.stroke()
}

function level(context: Context, from: number, to: number, y: number): void {
  context.beginPath()
  context.moveTo(from, y)
  context.lineTo(to, y)
  context.stroke()
}
