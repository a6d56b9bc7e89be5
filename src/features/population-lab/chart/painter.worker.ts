import { paint, type Surface } from './paint.ts'
import type { PainterRequest, Picture } from './picture.ts'

// Draws in a thread of its own: the page stays free however much there is to draw.
let canvas: OffscreenCanvas | null = null
let surface: Surface | null = null
/** Of pictures that come faster than they can be drawn only the last is. */
let newest: Picture | null = null

addEventListener('message', ({ data }: MessageEvent<PainterRequest>) => {
  if (data.kind === 'canvas') {
    canvas = data.canvas
    const context = canvas.getContext('2d')
    if (context !== null) surface = { context, tile }
    return
  }
  if (newest === null) setTimeout(draw)
  newest = data.picture
})

function draw(): void {
  if (canvas !== null && surface !== null && newest !== null) {
    const { width, height, ratio } = newest
    canvas.width = Math.round(width * ratio)
    canvas.height = Math.round(height * ratio)
    paint(surface, newest)
  }
  newest = null
}

function tile(width: number, height: number): ReturnType<Surface['tile']> {
  const image = new OffscreenCanvas(width, height)
  return { image, context: image.getContext('2d') as OffscreenCanvasRenderingContext2D }
}
