import { type RefObject, useEffect, useRef } from 'react'
import styles from './chart.module.css'
import { type ChartLayout, pictureOf } from './layout.ts'
import { createPainter, type Painter } from './painter.ts'
import { usePalette } from './use-palette.ts'

interface Props {
  /** What the canvas fills. */
  readonly frame: RefObject<HTMLDivElement | null>
  readonly layout: ChartLayout | null
}

/** The areas. A canvas is given to its painter once and for all. */
export function Canvas({ frame, layout }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const painter = useRef<Promise<Painter> | null>(null)
  const palette = usePalette(frame)
  useEffect(() => {
    if (canvas.current !== null) painter.current = createPainter(canvas.current)
    const mine = painter.current
    return () => void mine?.then((each) => each.end())
  }, [])
  useEffect(() => {
    if (layout === null || palette === null) return
    const picture = pictureOf(layout, palette, devicePixelRatio)
    void painter.current?.then((each) => each.paint(picture))
  }, [layout, palette])
  return <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />
}
