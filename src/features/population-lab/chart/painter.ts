import { paint, type Surface } from './paint.ts'
import type { PainterRequest, Picture } from './picture.ts'

export interface Painter {
  readonly paint: (picture: Picture) => void
  readonly end: () => void
}

/** Paints on a canvas: in a worker where it can go there, else here. A canvas goes only once. */
export async function createPainter(canvas: HTMLCanvasElement): Promise<Painter> {
  if (typeof OffscreenCanvas === 'undefined' || !('transferControlToOffscreen' in canvas))
    return inPage(canvas)
  let worker: Worker
  try {
    const { default: PainterWorker } = await import('./painter.worker.ts?worker&inline')
    worker = new PainterWorker()
  } catch {
    return inPage(canvas)
  }
  const post = (request: PainterRequest, transfer: Transferable[] = []) =>
    worker.postMessage(request, transfer)
  const offscreen = canvas.transferControlToOffscreen()
  post({ kind: 'canvas', canvas: offscreen }, [offscreen])
  return {
    paint: (picture) => post({ kind: 'picture', picture }),
    end: () => worker.terminate(),
  }
}

function inPage(canvas: HTMLCanvasElement): Painter {
  const context = canvas.getContext('2d')
  const surface: Surface | null = context === null ? null : { context, tile }
  return {
    paint(picture) {
      canvas.width = Math.round(picture.width * picture.ratio)
      canvas.height = Math.round(picture.height * picture.ratio)
      if (surface !== null) paint(surface, picture)
    },
    end() {},
  }
}

function tile(width: number, height: number): ReturnType<Surface['tile']> {
  const image = Object.assign(document.createElement('canvas'), { width, height })
  return { image, context: image.getContext('2d') as CanvasRenderingContext2D }
}
